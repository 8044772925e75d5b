"""A wave under the eyes of a person: progress, Ctrl-C, and what came out of it."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from typing import TYPE_CHECKING

import click

from wcag_audit.audit import Lives, run_wave
from wcag_audit.cli.app import Exit
from wcag_audit.cli.interrupts import run_until_stopped
from wcag_audit.cli.marks import acceptances, today
from wcag_audit.cli.wave_progress import WaveProgress, sites_bar
from wcag_audit.model.finding import Maturity
from wcag_audit.model.outcome import Outcome
from wcag_audit.report import write_report
from wcag_audit.roadmap import find_roadmap
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wcag_audit.audit import AuditOptions
    from wcag_audit.cli.app import App
    from wcag_audit.model.language import Lang
    from wcag_audit.model.register import Register
    from wcag_audit.model.result import Wave
    from wcag_audit.store import Store

_UNFIT_FOR_FOLDERS = re.compile(r"[^\w.-]+")


def audit_wave(
    app: App, register: Register, store: Store, options: AuditOptions, *, name: str = "", resume: bool = False
) -> Wave:
    """Run a wave with progress. The first Ctrl-C stops politely, the second at once; either way nothing is lost.

    Raises:
        click.exceptions.Exit: the person stopped it; what is kept was told.
        WcagAuditError: as `audit.run_wave` says.
    """
    stop = asyncio.Event()
    with WaveProgress(app) as progress:

        def finish_open_pages() -> None:
            stop.set()
            progress.note(app.say("run.stopping"))

        work = run_wave(register, store, options, name=name, resume=resume, listener=progress.update, stop=stop)
        try:
            wave = run_until_stopped(work, finish_open_pages)
        except KeyboardInterrupt:
            wave = None
    if wave is None or not wave.finished:
        app.tell("run.stopped", pages=progress.audited)
        raise click.exceptions.Exit(Exit.INTERRUPTED)
    return wave


def folder_of(store: Path, wave: Wave) -> Path:
    """Where the report of a wave is written unless told otherwise: beside the database, under the wave's name."""
    return store.parent / (_UNFIT_FOR_FOLDERS.sub("-", wave.name).strip(".-") or f"wave-{wave.id}")


def write(
    app: App,
    store: Store,
    wave: Wave,
    folder: Path,
    langs: Sequence[Lang],
    *,
    roadmap: Path | None = None,
    exceptions: Path | None = None,
    address: str = "",
) -> None:
    """Write the report and say where it is.

    Args:
        app: whom to tell.
        store: where the wave is.
        wave: the wave.
        folder: where to.
        langs: languages of the report.
        roadmap: file of targets; None looks for it in the folder.
        exceptions: file of accepted exceptions; likewise.
        address: where the report will be served; "" if it is not known.
    """
    targets = find_roadmap(roadmap)
    history = Lives(store, wave, acceptances(app, exceptions, today()))
    app.tell("report.writing")
    with sites_bar(app) as progress:
        written = write_report(
            store, wave.id, folder, langs, progress, history=history, targets=targets, address=address
        )
    click.echo(app.say("report.written", path=str(written.index), pages=written.pages))


def summarise(app: App, store: Store, wave: Wave) -> None:
    """What the wave saw, in three lines, counted as the report counts: a fault of many places is one failure."""
    audited = known = places = 0
    faults: Counter[Level] = Counter()
    criteria: set[str] = set()
    register = store.register(wave.id)
    for site in register.sites:
        pages = store.coverage(wave.id, site.id)
        audited += sum(count for status, count in pages.items() if status == "audited")
        known += sum(pages.values())
        for issue in store.issues(wave.id, site.id):
            if issue.outcome is Outcome.FAILED and issue.maturity is Maturity.STABLE and issue.criteria:
                faults[min(CRITERIA[number].level for number in issue.criteria)] += 1
                places += issue.occurrences
                criteria.update(issue.criteria)
    failures = ", ".join(f"{level} {faults[level]}" for level in Level)
    click.echo(app.say("run.summary", name=wave.name, sites=len(register.sites), pages=audited, known=known))
    click.echo(app.say("run.summary-failures", failures=failures, places=places, criteria=len(criteria)))
    click.echo(app.say("check.no-claim"))
