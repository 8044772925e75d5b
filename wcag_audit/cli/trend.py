"""`wcag-audit trend`: where sites and groups stand towards the roadmap, and how fast they move."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from wcag_audit.audit import read_trend
from wcag_audit.cli.app import STORE, App, common_options, exceptions_option
from wcag_audit.cli.marks import acceptances, today
from wcag_audit.cli.trend_files import FOLDER, wave_report_of, write_html, write_pdf
from wcag_audit.cli.trend_text import TrendText
from wcag_audit.errors import UsageError
from wcag_audit.export.json_text import dumps
from wcag_audit.roadmap import find_roadmap
from wcag_audit.store import Store

if TYPE_CHECKING:
    from datetime import date, datetime

FORMAT = 1
"""Version of the JSON form."""


class _Day(click.DateTime):
    """A day; what kind of value it is, is said by its form (YYYY-MM-DD)."""

    name = "text"


@click.command("trend")
@click.option(
    "--store", "store_path", type=click.Path(path_type=Path, dir_okay=False), default=STORE, show_default=True
)
@click.option(
    "--roadmap",
    "roadmap_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of targets; ./roadmap.yml if it is there, else decree 1143.",
)
@click.option(
    "--as-of",
    type=_Day(formats=["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the question, such as 2026-12-31; today by default.",
)
@click.option("--sites", is_flag=True, help="Also tell every site.")
@click.option("--format", "form", type=click.Choice(("text", "json", "html", "pdf")), default="text", show_default=True)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of html and pdf; by default “trend” beside the store.",
)
@exceptions_option
@common_options
@click.pass_obj
def command(
    app: App,
    *,
    store_path: Path,
    roadmap_path: Path | None,
    as_of: datetime | None,
    sites: bool,
    form: str,
    output: Path | None,
    exceptions_path: Path | None,
) -> None:
    """Say where sites and groups stand towards the roadmap.

    The nation, its ministries, regions and bodies: gap, required pace, observed pace; a projection only where there are
    enough comparable waves, and words in place of numbers where there are not. JSON has all values (docs/trend.md).
    HTML and PDF are the report for those who decide, in three languages (docs/trend-report.md).
    """
    day: date = as_of.date() if as_of else today()
    targets = find_roadmap(roadmap_path)
    accepted = acceptances(app, exceptions_path, day)
    with Store.open(store_path, create=False, read_only=True) as store:
        trend = read_trend(store, targets, day, accepted)
        waves = {wave.id: wave for wave in store.waves()}
    if not any(wave.finished for wave in trend.waves):
        raise UsageError("trend.no-waves", day=day.isoformat())
    if form == "json":
        click.echo(dumps({"format": FORMAT, **msgspec.to_builtins(trend, str_keys=True)}))
    elif form == "html":
        write_html(app, trend, output or store_path.parent / FOLDER, wave_report_of(trend, waves, store_path))
    elif form == "pdf":
        write_pdf(app, trend, output or store_path.parent / FOLDER)
    else:
        TrendText(app).show(trend, sites=sites)
