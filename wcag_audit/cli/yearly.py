"""`wcag-audit yearly`: the yearly papers of decree 1143, ready to sign."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wcag_audit.audit import read_trend
from wcag_audit.audit.lives import day_of
from wcag_audit.cli.app import STORE, App, debug_option
from wcag_audit.cli.printing import print_files
from wcag_audit.errors import CouldNotDoError, UsageError
from wcag_audit.model.language import LANGS, Lang
from wcag_audit.report.rendering import paper_html
from wcag_audit.report.trend_views import last_wave
from wcag_audit.report.yearly import PaperKind, Subject, group_of, paper, speech_of
from wcag_audit.report.yearly_docx import docx_of
from wcag_audit.roadmap import find_roadmap
from wcag_audit.store import Store

if TYPE_CHECKING:
    from wcag_audit.model.trend import Trend
    from wcag_audit.report.yearly import Paper

_LAST_TERM = (3, 15)
"""The day before which the last paper about a year is due; until then it is the year before that is asked for."""
_FIRST_YEAR, _LAST_YEAR = 2025, 2030


@click.command("yearly")
@click.option(
    "--kind",
    type=click.Choice([str(kind) for kind in PaperKind]),
    required=True,
    help="information: to the Ministry of Labour by 1 February; consolidated: to the Government before 15 March.",
)
@click.option(
    "--year",
    type=click.IntRange(_FIRST_YEAR, _LAST_YEAR),
    help="Reporting year; by default the one whose papers are due.",
)
@click.option("--body", default="", help="Only the sites of this body and of those below it (information).")
@click.option("--lang", type=click.Choice(LANGS), default="kk", show_default=True, help="Language of the paper.")
@click.option("--format", "form", type=click.Choice(["docx", "pdf"]), default="docx", show_default=True)
@click.option(
    "--store", "store_path", type=click.Path(path_type=Path, dir_okay=False), default=STORE, show_default=True
)
@click.option(
    "--roadmap",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Targets; by default roadmap.yml or the decree's.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File; by default beside the store.")
@debug_option
@click.pass_obj
def command(
    app: App,
    *,
    kind: str,
    year: int | None,
    body: str,
    lang: Lang,
    form: str,
    store_path: Path,
    roadmap: Path | None,
    output: Path | None,
) -> None:
    """Write a yearly paper of decree 1143, ready to sign.

    The plan stands in the columns of the decree's action plan; the state of execution comes from the waves in the
    database, as things stood on the last day of the year.
    """
    asked = PaperKind(kind)
    if body and asked is PaperKind.CONSOLIDATED:
        raise UsageError("yearly.body-of-nation")
    today = day_of(datetime.now(UTC).isoformat())
    year = year or today.year - (today < date(today.year, *_LAST_TERM))
    if today < date(year, 1, 1):
        raise UsageError("yearly.not-begun", year=str(year))
    with Store.open(store_path, create=False, read_only=True) as store:
        trend = read_trend(store, find_roadmap(roadmap), min(today, date(year, 12, 31)))
        written = paper(trend, _subject(store, trend, asked, year, body), lang)
    name = "-".join(filter(None, ("yearly", str(year), kind, body, lang)))
    target = output or store_path.parent / f"{name}.{form}"
    _write(written, target, form)
    click.echo(app.say("yearly.written", path=str(target)))


def _subject(store: Store, trend: Trend, kind: PaperKind, year: int, body: str) -> Subject:
    wave = last_wave(trend)
    if wave is None:
        raise CouldNotDoError("yearly.no-finished-wave")
    group = group_of(trend, body) if body else trend.nation
    if group is None:
        raise UsageError("yearly.no-such-body", body=body)
    return Subject(kind, year, group, speech_of(store, wave, group.sites))


def _write(written: Paper, target: Path, form: str) -> None:
    if form == "docx":
        target.write_bytes(docx_of(written))
        return
    with tempfile.TemporaryDirectory(prefix="wcag-audit-") as folder:
        page = Path(folder, "paper.html")
        page.write_text(paper_html(written), encoding="utf-8")
        page.with_name("paper.css").write_bytes(files("wcag_audit.report").joinpath("paper.css").read_bytes())
        print_files({page: target})
