"""What a heading promises and what a text is about, for a few topics that every public site has."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.wording import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGNS: Final = 2
"""Different signs of a topic that make a text speak of it: one may be chance."""


@dataclass(frozen=True, slots=True)
class _Topic:
    near: frozenset[str]
    names: frozenset[tuple[str, ...]]
    signs: tuple[str, ...]
    must: tuple[str, ...]


def promised(heading: str) -> str:
    """The topic that a heading names and nothing besides ("Часы работы" → "hours"); "" for all other headings."""
    words = tokens(heading)
    return next((name for name, topic in _topics().items() if words in topic.names), "")


def is_about_another(topic: str, text: str) -> bool:
    """True if a text has no sign of the topic and plainly speaks of one that does not belong under its heading.

    Args:
        topic: as `promised` gives it.
        text: what stands under the heading.
    """
    words = tokens(text)
    topics = _topics()
    own = topics[topic]
    if _found(words, own.signs):
        return False
    return any(
        len(_found(words, other.signs)) >= _SIGNS and bool(_found(words, other.must))
        for name, other in topics.items()
        if name != topic and name not in own.near
    )


def _found(words: tuple[str, ...], stems: tuple[str, ...]) -> set[str]:
    """The stems with which some word begins."""
    return {stem for stem in stems if any(word.startswith(stem) for word in words)}


@cache
def _topics() -> Mapping[str, _Topic]:
    tables = tomllib.loads(files(__package__).joinpath("topics.toml").read_text(encoding="utf-8"))
    return {
        name: _Topic(
            frozenset(table["near"].split()),
            frozenset(tokens(line) for line in table["names"].splitlines() if line.strip()),
            tuple(table["signs"].split()),
            tuple(table["must"].split()),
        )
        for name, table in tables.items()
    }
