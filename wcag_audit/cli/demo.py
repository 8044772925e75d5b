"""`wcag-audit demo`: the bundled sample portal from start to reports, without a network."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from wcag_audit.audit import AuditOptions, Profile
from wcag_audit.cli.app import App, common_options
from wcag_audit.cli.waves import audit_wave, summarise, write
from wcag_audit.model.language import LANGS
from wcag_audit.model.state import PageState
from wcag_audit.rules.texts import MISSING_FACT
from wcag_audit.sample_portal import SamplePortal, Scope, barriers, demo_register
from wcag_audit.sample_portal.register import SITE_ID
from wcag_audit.store import Store

if TYPE_CHECKING:
    from wcag_audit.i18n.catalogue import Value
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.result import Wave
    from wcag_audit.sample_portal import Barrier

_STORE = "audit.db"


@click.command("demo")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports", "demo"),
    show_default=True,
    help="Folder of the report and of the demonstration's own database, which begins anew each time.",
)
@common_options
@click.pass_obj
def command(app: App, *, output: Path) -> None:
    """Audit the bundled sample portal, from start to reports.

    The portal is served by this program on this machine; nothing else is connected to.
    """
    output.mkdir(parents=True, exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        output.joinpath(_STORE + suffix).unlink(missing_ok=True)
    options = AuditOptions(profile=Profile.FULL, allow_private=True)
    with SamplePortal() as portal, Store.open(output / _STORE) as store:
        app.tell("demo.begin")
        wave = audit_wave(app, demo_register(portal.url), store, options)
        summarise(app, store, wave)
        _tell_barriers(app, store, wave)
        write(app, store, wave, output, LANGS)


def _tell_barriers(app: App, store: Store, wave: Wave) -> None:
    """How many of the barriers that were built into the portal were reported, and which were not."""
    seen: defaultdict[str, list[Finding]] = defaultdict(list)
    for row in store.findings(wave.id):
        seen[urlsplit(row.url).path].append(row.finding)
    audited = {urlsplit(page.record.visit.url).path for page in store.pages(wave.id, SITE_ID)}
    seeded = barriers()
    missed = [barrier for barrier in seeded if not _is_reported(barrier, seen, audited)]
    click.echo(app.say("demo.barriers", found=len(seeded) - len(missed), seeded=len(seeded)))
    for barrier in missed:
        values: dict[str, Value] = {"title": barrier.title, "pages": ", ".join(barrier.pages)}
        unseeable = barrier.needs and any(_could_not_look(f, barrier) for page in barrier.pages for f in seen[page])
        click.echo(app.say("demo.unseeable", **values) if unseeable else app.say("demo.missed", **values))


def _is_reported(barrier: Barrier, seen: dict[str, list[Finding]], audited: set[str]) -> bool:
    """True where one of its rules reports its outcome on all its audited pages; for the site, if pages are compared.

    What is there only with the special version on is reported where that was tried: on one of them at least.
    """
    if barrier.scope is Scope.SITE:
        return any(_reports(finding, barrier) for finding in seen.get("", ()))
    pages = audited.intersection(barrier.pages)
    if barrier.state is PageState.SPECIAL:
        return any(_reports(finding, barrier) for page in pages for finding in seen.get(page, ()))
    return bool(pages) and all(any(_reports(finding, barrier) for finding in seen.get(page, ())) for page in pages)


def _could_not_look(finding: Finding, barrier: Barrier) -> bool:
    """True if a rule of the barrier says that what it needs could not be had."""
    return finding.rule in barrier.rules and finding.code == MISSING_FACT


def _reports(finding: Finding, barrier: Barrier) -> bool:
    if barrier.state is PageState.SPECIAL and finding.state is not PageState.SPECIAL:
        return False
    return finding.outcome is barrier.outcome and not {finding.rule, *finding.also}.isdisjoint(barrier.rules)
