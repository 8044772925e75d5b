"""The data behind a report: CSV for spreadsheets and statistics, JSON for programs. Columns: docs/report.md."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self, TextIO

from wcag_audit.model.finding import Engine
from wcag_audit.report import paths
from wcag_audit.report.data_rows import COLUMNS, DataRows, columns, figure
from wcag_audit.report.hostile import csv_cell
from wcag_audit.standards.wcag import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from wcag_audit.model.index import LevelIndex
    from wcag_audit.model.language import Lang
    from wcag_audit.model.result import Wave
    from wcag_audit.report.views import SiteSummary

FORMAT = "wcag-audit report"


class DataFiles(DataRows):
    """Writes the rows to CSV files, one by one. Use it as a context manager."""

    def __init__(self, folder: Path, langs: Sequence[Lang], *, heads: bool = True) -> None:
        """Write into `folder`, with texts in `langs`; parts that others `take` have no heads."""
        super().__init__(langs, self._write)
        self.folder = folder
        self.rows: dict[str, int] = dict.fromkeys(COLUMNS, 0)
        self._heads = heads
        self._stack = ExitStack()
        self._files: dict[str, TextIO] = {}
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Self:
        """Open the files and write their heads."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in COLUMNS:
            # The mark at the beginning tells Excel that Kazakh letters are UTF-8.
            encoding = "utf-8-sig" if self._heads else "utf-8"
            file: TextIO = self._stack.enter_context(
                (self.folder / f"{name}.csv").open("w", encoding=encoding, newline="")
            )
            self._files[name], self._writers[name] = file, csv.writer(file)
            if self._heads:
                self._writers[name].writerow(columns(name, self._langs))
        return self

    def take(self, part: Path, rows: Mapping[str, int]) -> None:
        """Append files without heads that were written to the folder `part`, and take that away.

        Args:
            part: the folder.
            rows: how many rows each file has.
        """
        for name, count in rows.items():
            with (part / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                shutil.copyfileobj(file, self._files[name])
            self.rows[name] += count
        shutil.rmtree(part)

    def __exit__(self, *_: object) -> None:
        """Close the files."""
        self._stack.close()

    def _write(self, name: str, cells: Sequence[object]) -> None:
        self.rows[name] += 1
        self._writers[name].writerow([_plain(cell) for cell in cells])


def _plain(cell: object) -> object:
    """Enumerations as their values, tuples as words with blanks between, mappings as JSON, text made harmless."""
    if isinstance(cell, str):
        return _text(cell)
    if isinstance(cell, tuple):
        return _text(" ".join(map(str, cell)))
    return _text(json.dumps(dict(cell), ensure_ascii=False)) if isinstance(cell, Mapping) else cell


@lru_cache(maxsize=4096)
def _text(cell: str) -> object:
    """The same rules, criteria and components stand in most rows."""
    return csv_cell(str(cell))


def wave_json(wave: Wave, summaries: Iterable[SiteSummary]) -> dict[str, Any]:
    """The wave in one table: what ran, and per site its status, counts and coverage."""
    versions = wave.versions
    return {
        "format": FORMAT,
        "wave": {
            "name": wave.name,
            "started": wave.started,
            "finished": wave.finished,
            "profile": wave.profile,
            "level": wave.level,
            "versions": {
                "wcag-audit": versions.package,
                "axe-core": versions.axe,
                "axe-core-sha256": versions.axe_hash,
                "browser": versions.browser,
                "rules": versions.rules,
            },
        },
        "engines": [str(engine) for engine in Engine],
        "sites": [_site_json(summary) for summary in summaries],
    }


def _site_json(summary: SiteSummary) -> dict[str, Any]:
    status, coverage = summary.status, summary.coverage
    return {
        "body": summary.body.id,
        "site": summary.site.id,
        "url": summary.site.url,
        "report": paths.site(summary.site.id),
        "status": str(status.code),
        "measurable": status.measurable,
        "provisional": summary.provisional,
        "issues": {str(kind): count for kind, count in summary.kinds.items()},
        "failures": {str(level): summary.levels.get(level, 0) for level in Level if level in status.counts},
        "criteria": {
            str(level): {str(state): count for state, count in states.items()}
            for level, states in status.counts.items()
        },
        "pages": {
            "known": coverage.known,
            "attempted": coverage.attempted,
            "audited": coverage.audited,
            "with_failures": summary.failing_pages,
        },
        "indexes": [_index_json(index) for index in summary.indexes],
        "fates": {str(fate): count for fate, count in coverage.statuses.items() if count},
    }


def _index_json(index: LevelIndex) -> dict[str, Any]:
    return {name: figure(value) for name, value in asdict(index).items()}


def write_wave(folder: Path, wave: Wave, summaries: Sequence[SiteSummary]) -> None:
    """Write wave.json."""
    text = json.dumps(wave_json(wave, summaries), ensure_ascii=False, indent=1)
    (folder / "wave.json").write_text(text + "\n", encoding="utf-8")
