"""Lists of short items, such as menus and options: are they ordinary words in one language, or names?

Names stay in their own language (WCAG 3.1.2 exempts them), and a single item is too short to tell. A list is judged by
its items of ordinary words together.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.detect import CLEAR, KNOWN, SHORT, detect
from wcag_audit.kazakh.letters import WORD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from wcag_audit.kazakh.detect import Detection

_FEWEST: Final = 3
"""Items of ordinary words from which a list is told."""
_SHARE: Final = 2 / 3
"""Share of the words of a list that ordinary items have at least."""
_MOST_ITEMS: Final = 200


@dataclass(frozen=True, slots=True)
class _Words:
    naming: tuple[str, ...]
    plain: frozenset[str]


@cache
def _words() -> _Words:
    tables = tomllib.loads(files(__package__).joinpath("items.toml").read_text(encoding="utf-8"))
    naming = tuple(stem for table in tables["naming"].values() for stem in table["words"].split())
    return _Words(naming, frozenset(word for table in tables["plain"].values() for word in table["words"].split()))


def is_ordinary(item: str) -> bool:
    """True for an item of ordinary words: a known word alone, or a phrase without further capitals and naming words.

    >>> is_ordinary("Новости и объявления"), is_ordinary("Карагандинская область"), is_ordinary("Алия Серикова")
    (True, False, False)
    """
    words = WORD.findall(item)
    folded = [word.casefold() for word in words]
    if len(words) < 2:  # noqa: PLR2004 - one word tells nothing by its case
        return bool(words) and folded[0] in _words().plain
    if any(word[0].isupper() for word in words[1:]):
        return False
    return not any(_names(word) for word in folded)


def _names(word: str) -> bool:
    """True for a word that makes a name; short ones (АО, суд, тіл) only whole or with an ending."""
    return any(word.startswith(stem) and (len(stem) > 3 or len(word) <= len(stem) + 3) for stem in _words().naming)  # noqa: PLR2004


def list_language(items: Iterable[str]) -> Detection | None:
    """The language of a list's ordinary items, if they tell it beyond doubt.

    Args:
        items: texts of the list, one by one; those marked as another language left out.

    Returns:
        A detection of Kazakh, Russian or English with at least nine words and a wide margin; None for lists of names,
        mixed lists and lists that tell too little.
    """
    kept = [item for _, item in zip(range(_MOST_ITEMS), items, strict=False) if item.strip()]
    ordinary = [item for item in kept if is_ordinary(item)]
    words = _count(ordinary)
    if len(ordinary) < _FEWEST or words < SHORT or words < _SHARE * _count(kept):
        return None
    found = detect(" ".join(ordinary))
    return found if found.language in KNOWN and found.margin >= CLEAR else None


def _count(items: Collection[str]) -> int:
    return sum(len(WORD.findall(item)) for item in items)
