"""Words that an OCR engine read in a picture: which of them are sure, and which of them stand in a text."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.speech import spoken_page
from wcag_audit.commons.wording import tokens
from wcag_audit.kazakh.letters import VOWELS, fold_look_alikes, is_cyrillic, is_latin, normalise
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.facts_pictures import DrawnText

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.facts_pictures import DrawnWord, Picture
    from wcag_audit.model.snapshot import PageSnapshot

SURE: Final = 85
"""Confidence from which a word is taken for read, not guessed."""
_SHORTEST: Final = 3
_STEM: Final = 5
"""Letters at the beginning that make two words forms of one: Kazakh and Russian change their endings."""
_ALIKE: Final = 0.8
_SHOWN: Final = 150
_LOGO: Final = ("logo", "лого", "brand", "бренд", "эмблема", "emblem", "елтаңба", "герб", "рәміз")
# What engines confuse besides the look-alikes of two alphabets: marks on letters, and figures for letters
_CONFUSED: Final = str.maketrans("ғңйl10", "гhиiio")


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """A form in which a word and its likely misreadings are the same; for comparing, not for people."""
    return fold_look_alikes(normalise(word)).translate(_CONFUSED)


def sure_words(picture: Picture) -> tuple[DrawnWord, ...]:
    """The words of a picture that are words without doubt: confident, of three letters or more, of one alphabet."""
    return tuple(word for word in picture.words if word.confidence >= SURE and _is_word(word.text))


def _is_word(text: str) -> bool:
    letters = [letter for letter in text.casefold() if letter.isalpha()]
    if len(letters) < _SHORTEST or len(letters) < len(text) - 1 or not VOWELS.intersection(letters):
        return False
    return all(map(is_cyrillic, letters)) or all(map(is_latin, letters))


def share_of_text(picture: Picture, words: Iterable[DrawnWord]) -> float:
    """The part of a picture's area that words take, 0 to 1."""
    area = picture.box.width * picture.box.height
    return min(1.0, sum(word.box.width * word.box.height for word in words) / area) if area else 0.0


def said(words: Iterable[str], text: str) -> float:
    """The share of drawn words that stand in a text, 0 to 1, other forms of them and likely misreadings included."""
    known = {skeleton(token) for token in tokens(text)}
    stems = {word[:_STEM] for word in known if len(word) >= _STEM}
    return _share(words, known, stems, thoroughly=True)


def said_on_page(words: Iterable[str], dom: Dom) -> float:
    """As `said`, for everything that a voice reads on the page."""
    known, stems = _page_words(dom)
    return _share(words, known, stems, thoroughly=False)


@per_dom
def _page_words(dom: Dom) -> tuple[frozenset[str], frozenset[str]]:
    known = frozenset(skeleton(token) for token in tokens(spoken_page(dom)))
    return known, frozenset(word[:_STEM] for word in known if len(word) >= _STEM)


def _share(words: Iterable[str], known: Collection[str], stems: Collection[str], *, thoroughly: bool) -> float:
    asked = [skeleton(token) for word in words for token in tokens(word)]
    found = sum(
        word in known
        or (len(word) >= _STEM and word[:_STEM] in stems)
        or (thoroughly and any(SequenceMatcher(None, word, other).ratio() >= _ALIKE for other in known))
        for word in asked
    )
    return found / len(asked) if asked else 1.0


def shown(words: Iterable[DrawnWord]) -> str:
    """The words as a message shows them."""
    return " ".join(word.text for word in words)[:_SHOWN]


def pictures_with_words(page: PageSnapshot, fewest: int) -> Iterator[tuple[Node, Picture, tuple[DrawnWord, ...]]]:
    """Pictures in which at least so many different words were read for sure, with their element and these words."""
    for picture in page[DrawnText].pictures:
        words = sure_words(picture)
        node = page[Dom].at(picture.place.frame, picture.place.path)
        if node is not None and len({skeleton(word.text) for word in words}) >= fewest:
            yield node, picture, words


def is_logo(dom: Dom, node: Node) -> bool:
    """True if attributes of the picture, or of what is close around it, call it a logo or an emblem."""
    near = [node, *(above for above, _ in zip(dom.ancestors(node), range(2), strict=False))]
    values = (
        value.casefold()
        for place in near
        if place.kind == NodeKind.ELEMENT
        for name, value in place.attributes.items()
        if name in {"alt", "src", "class", "id", "aria-label", "title"}
    )
    return any(mark in value for value in values for mark in _LOGO)
