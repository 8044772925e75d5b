"""The trend report as files: a folder of HTML, or one tagged PDF per language."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wcag_audit.cli.printing import print_files
from wcag_audit.cli.waves import folder_of
from wcag_audit.report import write_trend_report
from wcag_audit.report.trend_views import last_wave

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.cli.app import App
    from wcag_audit.model.result import Wave
    from wcag_audit.model.trend import Trend

FOLDER = "trend"
"""Where the report is written unless told otherwise: beside the database."""


def write_html(app: App, trend: Trend, folder: Path, wave_report: Path | None) -> None:
    """Write the report as static pages, its sites linked to the report of the last wave, and say where it is."""
    app.tell("report.writing")
    address = Path(os.path.relpath(wave_report, folder)).as_posix() if wave_report else ""
    written = write_trend_report(trend, folder, wave_report=address)
    click.echo(app.say("report.written", path=str(written.index), pages=written.pages))


def write_pdf(app: App, trend: Trend, folder: Path) -> None:
    """Write trend-kk.pdf and its like, and say where; lists of bodies and sites are left to the pages."""
    app.tell("report.writing")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wcag-audit-") as work:
        written = write_trend_report(trend, Path(work, "report"))
        files = {page: folder / f"trend-{lang}.pdf" for lang, page in written.whole.items()}
        print_files(files)
    for pdf in files.values():
        click.echo(app.say("trend.printed", path=str(pdf)))


def wave_report_of(trend: Trend, waves: Mapping[int, Wave], store_path: Path) -> Path | None:
    """The report of the last finished wave, if it is where `wcag-audit report` puts it."""
    wave = last_wave(trend)
    report = folder_of(store_path, waves[wave.id]) if wave else None
    return report if report and (report / "index.html").is_file() else None
