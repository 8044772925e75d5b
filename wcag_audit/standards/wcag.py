"""WCAG 2.2: its 86 success criteria with their levels, W3C's handles and names in three languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from wcag_audit.model.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_UNDERSTANDING = "https://www.w3.org/WAI/WCAG22/Understanding/{handle}.html"
_STANDARD = "https://www.w3.org/TR/WCAG22/#{handle}"


class Level(StrEnum):
    """A conformance level. The order of the strings is the order of the levels: A < AA < AAA."""

    A = "A"
    AA = "AA"
    AAA = "AAA"

    def includes(self, other: Level) -> bool:
        """True where conforming at this level takes the criteria of the other level too (WCAG 2.2, section 5.2.1)."""
        return other <= self


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the four principles; `number` is "1" to "4"."""

    number: str
    name: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One success criterion.

    Attributes:
        number: as the standard numbers it, "1.4.3".
        handle: W3C's short name, "contrast-minimum".
        level: the level it belongs to.
        since: the version of WCAG that brought it: "2.0", "2.1" or "2.2".
        name: its name; the English one is W3C's.
        principle: the principle it stands under.
        implies: criteria that ask for more of the same, so that what breaks this one breaks them too.
    """

    number: str
    handle: str
    level: Level
    since: str
    name: Text
    principle: Principle
    implies: tuple[str, ...] = ()

    @property
    def understanding(self) -> str:
        """Address of W3C's Understanding document (in English)."""
        return _UNDERSTANDING.format(handle=self.handle)

    @property
    def link(self) -> str:
        """Address of the criterion in the standard itself."""
        return _STANDARD.format(handle=self.handle)


def _load() -> tuple[Mapping[str, Principle], Mapping[str, Criterion]]:
    data = tomllib.loads(files(__package__).joinpath("wcag22.toml").read_text(encoding="utf-8"))
    principles = {number: Principle(number, Text.of(name)) for number, name in data["principles"].items()}
    rows: list[dict[str, Any]] = data["criteria"]
    criteria = {
        row["number"]: Criterion(
            number=row["number"],
            handle=row["handle"],
            level=Level(row["level"]),
            since=row["since"],
            name=Text.of(row["name"]),
            principle=principles[row["number"][0]],
            implies=tuple(row.get("implies", ())),
        )
        for row in rows
    }
    return MappingProxyType(principles), MappingProxyType(criteria)


PRINCIPLES: Mapping[str, Principle]
CRITERIA: Mapping[str, Criterion]
PRINCIPLES, CRITERIA = _load()
"""The principles by number, and the criteria by number in the order of the standard."""


def criterion(number: str) -> Criterion:
    """The criterion with that number.

    Raises:
        KeyError: WCAG 2.2 has no such criterion (4.1.1 was removed in 2.2).
    """
    try:
        return CRITERIA[number]
    except KeyError:
        raise KeyError(f"WCAG 2.2 has no success criterion {number!r}.") from None


def with_implied(criteria: Iterable[str]) -> tuple[str, ...]:
    """What a failure of these criteria breaks: they themselves, and those that ask for more of the same."""
    numbers = tuple(criteria)
    implied = (further for number in numbers if number in CRITERIA for further in CRITERIA[number].implies)
    return tuple(dict.fromkeys((*numbers, *implied)))


def up_to(level: Level) -> tuple[Criterion, ...]:
    """The criteria that conformance at the level takes, in the order of the standard: A 31, AA 55, AAA 86."""
    return tuple(item for item in CRITERIA.values() if level.includes(item.level))


def level_of(criteria: Iterable[str]) -> Level | None:
    """The lowest level among the criteria: what breaks 1.4.3 and 1.4.6 is one failure at AA. None without criteria."""
    return min((CRITERIA[number].level for number in criteria if number in CRITERIA), default=None)
