"""Wording of names and labels: folding for comparison, and names that say nothing by themselves."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

_TOKEN: Final = re.compile(r"[^\W_]+")


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, case folded, without punctuation and symbols; "ё" counts as "е"."""
    return tuple(_TOKEN.findall(text.casefold().replace("ё", "е")))


def is_generic_link(name: str) -> bool:
    """True for a name such as "толығырақ", "здесь" or "read more": it says to follow the link, not where it leads.

    Case, punctuation, arrows and ellipses make no difference; any further word does.
    """
    words = tokens(name)
    return bool(words) and words in _generic_links()


@cache
def _generic_links() -> frozenset[tuple[str, ...]]:
    tables = tomllib.loads(files(__package__).joinpath("generic_links.toml").read_text(encoding="utf-8"))
    return frozenset(tokens(line) for phrases in tables.values() for line in phrases.splitlines() if line.strip())


def contains_in_order(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """True if the part stands in the whole as an unbroken sequence; an empty part stands in everything."""
    length = len(part)
    return any(whole[start : start + length] == part for start in range(len(whole) - length + 1))


def contains_scattered(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """True if the words of the part stand in the whole in the same order, other words between them or not."""
    rest = iter(whole)
    return all(word in rest for word in part)
