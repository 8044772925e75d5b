"""The rows of docs/report.md as JSON: a list of objects per table, one object a line."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any, Self

from wcag_audit.export.json_text import dumps
from wcag_audit.report.data_rows import COLUMNS, DataRows, columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wcag_audit.model.language import Lang


class JsonFiles(DataRows):
    """Writes the files row by row. Use it as a context manager."""

    def __init__(self, folder: Path, langs: Sequence[Lang]) -> None:
        """Write into `folder`, with texts in `langs`."""
        super().__init__(langs, self._write)
        self._folder = folder
        self._stack = ExitStack()
        self._files: dict[str, IO[str]] = {}
        self._columns = {name: columns(name, langs) for name in COLUMNS}
        self._between = dict.fromkeys(COLUMNS, "\n")

    def __enter__(self) -> Self:
        """Open the files."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for name in COLUMNS:
            path = self._folder / f"{name}.json"
            self._files[name] = self._stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
            self._files[name].write("[")
        return self

    def __exit__(self, *_: object) -> None:
        """Close lists and files."""
        for file in self._files.values():
            file.write("\n]\n")
        self._stack.close()

    def _write(self, name: str, cells: Sequence[object]) -> None:
        row = dict(zip(self._columns[name], map(_plain, cells), strict=True))
        self._files[name].write(self._between[name] + dumps(row))
        self._between[name] = ",\n"


def _plain(cell: object) -> Any:
    """Enumerations as their values, tuples as lists."""
    if isinstance(cell, tuple):
        return [str(part) for part in cell]
    if isinstance(cell, Mapping):
        return dict(cell)
    return str(cell) if isinstance(cell, str) else cell
