"""Puts a finished report in the place of an older one, and touches nothing that no report of ours wrote."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wcag_audit.errors import CouldNotDoError, UsageError
from wcag_audit.model.language import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from wcag_audit.model.language import Lang


@dataclass(frozen=True, slots=True)
class Place:
    """What a kind of report calls its own.

    Attributes:
        own: names in the folder that it replaces.
        marker: the one of them by which it is known.
        is_ours: whether a folder has such a report.
    """

    own: Sequence[str]
    marker: str
    is_ours: Callable[[Path], bool]


@contextmanager
def in_place_of_older(folder: Path, place: Place, langs: Sequence[Lang]) -> Iterator[Path]:
    """A folder to write a report into; what it holds at the end replaces the older report as a whole.

    Args:
        folder: where the report is to be; made if it is not there.
        place: what the report calls its own there.
        langs: in which it is asked for.

    Raises:
        UsageError: no language is asked for, or the folder holds files that a report would overwrite and no report.
        CouldNotDoError: the files cannot be written.
    """
    if not langs or set(langs) - set(LANGS):
        raise UsageError("report.no-language", langs=", ".join(LANGS))
    _check(folder, place)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".report-", dir=folder))
        try:
            yield work
            _put_in_place(work, folder, place)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CouldNotDoError("report.unwritable", folder=str(folder), reason=reason) from error


def _check(folder: Path, place: Place) -> None:
    """Refuse a folder whose files are not ours to replace."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("report.is-file", path=str(folder))
    taken = [name for name in place.own if (folder / name).exists()]
    if taken and not place.is_ours(folder):
        raise UsageError("report.strange-files", folder=str(folder), files=", ".join(taken))


def _put_in_place(work: Path, folder: Path, place: Place) -> None:
    """Replace what an older report wrote; the marker makes the folder a report, so it goes last and comes first."""
    for name in sorted(place.own, key=lambda name: name == place.marker):
        old = folder / name
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
    for new in sorted(work.iterdir(), key=lambda path: path.name != place.marker):
        new.rename(folder / new.name)
