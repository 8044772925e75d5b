"""Writes the trend report: one static site in three languages, with one page of each that is made for print."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from wcag_audit import __version__
from wcag_audit.model.language import LANGS
from wcag_audit.report import paths
from wcag_audit.report.placing import Place, in_place_of_older
from wcag_audit.report.rendering import PageWriter
from wcag_audit.report.trend_pages import WHOLE, TrendPages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from wcag_audit.model.language import Lang
    from wcag_audit.model.trend import Trend

FORMAT = "wcag-audit trend report 1"
_STYLE = "trend.css"
_MARKER = "trend-report.json"
_OWN = (*LANGS, "index.html", paths.STYLE, _STYLE, _MARKER)


@dataclass(frozen=True, slots=True)
class TrendFiles:
    """What was written.

    Attributes:
        folder: the report.
        index: the page to open.
        pages: number of HTML files.
        whole: per language, the page that has the whole report without the lists of bodies and sites, for print.
    """

    folder: Path
    index: Path
    pages: int
    whole: Mapping[Lang, Path]


def write_trend_report(
    trend: Trend, folder: Path, langs: Sequence[Lang] = LANGS, *, wave_report: str = ""
) -> TrendFiles:
    """Write the trend report as a folder of static files that open from a disk or any web server.

    An older trend report in the same folder is replaced as a whole, and only once the new one is complete; other files
    in the folder are left alone.

    Args:
        trend: what may be said on its day.
        folder: where to; made if it is not there.
        langs: languages, the first of which the choice of languages is written in.
        wave_report: address of the last wave's report relative to `folder`, with forward slashes, to link sites to;
            "" if there is none.

    Raises:
        UsageError: no language is asked for, or the folder holds files that a report would overwrite and no report.
        CouldNotDoError: the files cannot be written.
    """
    with in_place_of_older(folder, Place(_OWN, _MARKER, _is_ours), langs) as work:
        writer = PageWriter(work, langs, trend=trend, package=__version__)
        writer.choice("trend-choice")
        for lang in langs:
            TrendPages(writer, trend, lang, wave_report).write()
        for name in (paths.STYLE, _STYLE):
            (work / name).write_bytes(files(__package__).joinpath(name).read_bytes())
        marker = {"format": FORMAT, "as_of": trend.as_of.isoformat(), "languages": list(langs)}
        (work / _MARKER).write_text(json.dumps(marker), encoding="utf-8")
    whole = {lang: folder / lang / WHOLE for lang in langs}
    return TrendFiles(folder, folder / "index.html", writer.count, whole)


def _is_ours(folder: Path) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return bool(json.loads((folder / _MARKER).read_text(encoding="utf-8")).get("format") == FORMAT)
    return False
