"""Wording of names and labels: folding for comparison, and names that say nothing by themselves."""

from __future__ import annotations

import re
import tomllib
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN: Final = re.compile(r"[^\W_]+")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011'’](?=[^\W\d_])")
_CUT: Final = re.compile(r"(?:…|\.\.\.)$")
_DATE: Final = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b")
_ALPHABETIC: Final = "\u0530"
"""Scripts before this code point part words with spaces."""


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, case folded, without punctuation and symbols; "ё" counts as "е"."""
    return tuple(_TOKEN.findall(text.casefold().replace("ё", "е")))


def is_generic_link(name: str) -> bool:
    """True for a name such as "толығырақ", "здесь" or "read more": it says to follow the link, not where it leads.

    Case, punctuation, arrows and ellipses make no difference; any further word does. "read()" names a function.
    """
    words = tokens(name)
    return bool(words) and words in _generic_links() and not name.rstrip().endswith("()")


def is_doubtful_link(name: str) -> bool:
    """True for a generic name that may be all there is to say: "next" of a pager, "all" of a filter, "start"."""
    return tokens(name) in _phrases()["doubtful"]


def is_menu_word(name: str) -> bool:
    """True for a generic name that may be an entry of a menu: "download", "read"."""
    return tokens(name) in _phrases()["entries"]


@cache
def _generic_links() -> frozenset[tuple[str, ...]]:
    return frozenset().union(*_phrases().values())


@cache
def _phrases() -> Mapping[str, frozenset[tuple[str, ...]]]:
    tables = tomllib.loads(files(__package__).joinpath("generic_links.toml").read_text(encoding="utf-8"))
    return {
        name: frozenset(tokens(line) for line in phrases.splitlines() if line.strip())
        for name, phrases in tables.items()
    }


def contains_in_order(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """True if the part stands in the whole as an unbroken sequence; an empty part stands in everything."""
    length = len(part)
    return any(whole[start : start + length] == part for start in range(len(whole) - length + 1))


def contains_scattered(whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
    """True if the words of the part stand in the whole in the same order, other words between them or not."""
    rest = iter(whole)
    return all(word in rest for word in part)


class Fit(Enum):
    """How a visible label stands in a name.

    CONTAINED: its words are in the name, in order, with nothing between them.
    ABBREVIATED: what is missing is the beginning or the initials of words of the name.
    NUMBERS: only numbers are missing, as a counter beside the label, or a date is written in another way.
    ABSENT: words are missing, or others stand between them.
    """

    CONTAINED = auto()
    ABBREVIATED = auto()
    NUMBERS = auto()
    ABSENT = auto()


def fit(label: str, name: str, *, in_pieces: bool = False) -> Fit:
    """How a visible label stands in an accessible name, as Understanding 2.5.3 compares them.

    Case, punctuation, symbols, text in brackets and hyphens inside words make no difference.

    Args:
        label: text that is seen.
        name: accessible name.
        in_pieces: True if the label was joined from several texts, so that gaps between words may be missing or extra.
    """
    if _contains(label, name) or (in_pieces and "".join(tokens(label)) in "".join(tokens(name))):
        return Fit.CONTAINED
    words, others = tokens(label), tokens(name)
    missing = [word for word in words if word not in others]
    if any(sign >= _ALPHABETIC for word in words for sign in word):
        return Fit.CONTAINED if "".join(words) in "".join(others) else Fit.ABBREVIATED
    if missing and all(_is_short_for(word, others) for word in missing):
        return Fit.ABBREVIATED
    if missing and len(others) > len(words) and "".join(words) == "".join(others):
        return Fit.ABSENT  # one number cut into several: who says the number is not understood
    if missing and all(word.isdigit() for word in missing) and (len(missing) < len(words) or _DATE.search(label)):
        return Fit.NUMBERS
    return Fit.ABSENT


def _contains(label: str, name: str) -> bool:
    whole = tokens(name)
    forms = {label, _BRACKETS.sub(" ", label)}
    if any(tokens(form) and contains_in_order(whole, tokens(form)) for form in forms):
        return True
    joined = tokens(_HYPHEN.sub("", name))
    if any(tokens(form) and contains_in_order(joined, tokens(_HYPHEN.sub("", form))) for form in forms):
        return True
    if _CUT.search(label):
        shown = tokens(label)
        return any(
            whole[start : start + len(shown) - 1] == shown[:-1] and whole[start + len(shown) - 1].startswith(shown[-1])
            for start in range(len(whole) - len(shown) + 1)
        )
    return False


def _is_short_for(word: str, others: tuple[str, ...]) -> bool:
    """True for the beginning of another word ("қаз" of "қазақша") or the initials of several ("қр")."""
    if word.isdigit():
        return False
    initials = "".join(other[0] for other in others)
    return any(other.startswith(word) for other in others) or (len(word) > 1 and word in initials)
