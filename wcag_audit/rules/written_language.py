"""In which language the parts of a page are declared and in which they are written, for the rules on language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.kazakh.detect import CLEAR, FEW, KNOWN, SHORT, detect, leans
from wcag_audit.kazakh.letters import WORD
from wcag_audit.model.dom import NodeKind
from wcag_audit.standards.languages import has_known_primary, is_private_use, primary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wcag_audit.kazakh.detect import Detection
    from wcag_audit.model.dom import Dom, Node

RESIDUE: Final = 0.15
"""Share of words in the declared language up to which a page is plainly not in it."""
_MOST: Final = 20_000
"""Characters of a page that are read; a longer text only costs time."""
_MOST_OF_PART: Final = 2_000
"""Characters of a part that are read."""
_NO_PROSE: Final = frozenset(
    {"code", "pre", "kbd", "samp", "var", "script", "style", "noscript", "svg", "math", "option", "textarea"}
)
_QUOTED: Final = re.compile(r"«[^«»]{1,120}»|“[^“”]{1,120}”|\"[^\"]{1,120}\"")
_ADDRESS: Final = ("@", "://", "www.")
_STREET: Final = re.compile(
    r"\b(?:г|ул|пр|просп|мкр|пер|көш|даң|қ)\.|\b(?:улица|проспект|көшесі|даңғылы|шағын аудан)\b", re.IGNORECASE
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_BODY_WORDS: Final = 16
_KAZAKH_BODIES: Final = (
    "министрлі", "комитет", "агентті", "әкімді", "мекеме", "басқарма", "департамент", "орталы", "қоғам", "кәсіпор",
    "университет", "академия", "институт", "инспекция", "серіктесті", "кеңес", "палата",
)  # fmt: skip
"""How the last word of a body's name begins in Kazakh."""
_RUSSIAN_BODIES: Final = (
    "министерств", "комитет", "агентств", "акимат", "аппарат", "управлени", "департамент", "государственн",
    "коммунальн", "некоммерческ", "республиканск", "акционерн", "товариществ", "центр", "инспекци", "национальн",
    "университет", "академия", "институт", "палата", "ргу", "гу", "кгу", "гкп", "ргп", "ао", "тоо", "нао",
)  # fmt: skip
"""How the first word of a body's name begins in Russian."""
_ENGLISH_BODIES: Final = ("ministry", "committee", "agency", "department", "university", "institute")
_LETTERS: Final = 3
"""One single letter in so many words makes an alphabet, a formula or a word set apart, no text."""
_NAME_SHARE: Final = 0.6
"""Share of words with a capital from which a text is taken for names: of people, bodies, places."""


def names_body(words: Sequence[str]) -> bool:
    """True if words, case folded, may be the name of a ministry, an akimat and the like."""
    return bool(words) and (
        words[0].startswith(_RUSSIAN_BODIES)
        or words[-1].startswith(_KAZAKH_BODIES)
        or any(word.startswith(_ENGLISH_BODIES) for word in words)
    )


@dataclass(frozen=True, slots=True)
class Strange:
    """A text that is not in the language declared for it.

    Attributes:
        declared: the declared primary language subtag.
        written: "kk", "ru", "en", or "kk-Latn" for what looks like Kazakh in Latin letters.
        words: number of its words.
        certain: True if it is long and plain enough for a failure.
        text: its beginning.
    """

    declared: str
    written: str
    words: int
    certain: bool
    text: str


@per_dom
def tags(dom: Dom) -> tuple[str, ...]:
    """The language tag that holds for every node, by index: of the nearest `lang`, lower case; "" where it is unknown.

    A tag that no voice knows leaves the language unknown; that is another rule's business. Frames inherit nothing.
    """
    found: list[str] = []
    for node in dom.nodes:
        inherited = found[node.parent] if node.parent >= 0 and node.kind != NodeKind.DOCUMENT else ""
        own = node.attributes.get("lang")
        if own is not None:
            inherited = own.strip().lower() if has_known_primary(own) and not is_private_use(own) else ""
        found.append(inherited)
    return tuple(found)


def is_prose(dom: Dom, text: Node) -> bool:
    """True for a text node that people are meant to read: laid out and visible, outside code and form data."""
    return (
        text.style >= 0
        and bool(text.value.strip())
        and dom.nodes[text.parent].name not in _NO_PROSE
        and dom.css(text, "visibility") == "visible"
    )


def main_text(dom: Dom, root: Node) -> str:
    """The page's visible text that takes its language from the root; code and frames left out."""
    page_language = primary(root.get("lang"))
    own = [False] * len(dom.nodes)
    own[root.index] = True
    pieces: list[str] = []
    length = 0
    for node in dom.nodes[root.index + 1 :]:
        if node.parent < 0 or not own[node.parent]:
            continue
        if node.kind == NodeKind.ELEMENT:
            tag = node.attributes.get("lang")
            own[node.index] = node.name not in _NO_PROSE and (tag is None or primary(tag) == page_language)
        elif node.kind == NodeKind.FRAGMENT:
            own[node.index] = True
        elif node.kind == NodeKind.TEXT and node.style >= 0 and dom.css(node, "visibility") == "visible":
            pieces.append(node.value)
            length += len(node.value)
            if length > _MOST:
                break
    return " ".join(pieces)


@per_dom
def main_language(dom: Dom) -> Detection | None:
    """What the text of a page with a known declared language is written in; None for other pages."""
    root = dom.root
    if root is None or root.name != "html":
        return None
    tag = root.get("lang").strip()
    if not has_known_primary(tag) or is_private_use(tag):
        return None
    return detect(main_text(dom, root))


@per_dom
def misdeclared(dom: Dom) -> frozenset[tuple[str, str]]:
    """Pairs of declared and written language that are the fault of the page's own declaration, not of its parts."""
    found = main_language(dom)
    if found is None or dom.root is None:
        return frozenset()
    declared = primary(dom.root.get("lang"))
    if found.language in KNOWN:
        return frozenset({(declared, found.language)} if found.language != declared else ())
    absent = found.words >= FEW and found.shares.get(declared, 0.0) <= RESIDUE
    return frozenset((declared, written) for written in KNOWN if written != declared) if absent else frozenset()


def judge_text(dom: Dom, node: Node, text: str) -> Strange | None:
    """What is wrong with the language of a text that belongs to a node; None if nothing is, or nothing can be said.

    Nothing is said of fewer than four words, of short names and postal addresses, of what stands in quotation marks,
    and where the page as a whole declares a wrong language. Only Kazakh, Russian and English are told apart.
    """
    tag = tags(dom)[node.index]
    declared = primary(tag)
    clean = _read(text) if declared in KNOWN else ""
    words = WORD.findall(clean)
    letters = sum(len(word) == 1 for word in words)
    if len(words) < FEW or letters * _LETTERS > len(words):
        return None
    if leans(words, declared):
        return _strange_sentence(dom, declared, clean) if len(words) >= 2 * SHORT else None
    found = detect(clean)
    if found.latin_kazakh and "latn" not in tag:
        return Strange(declared, "kk-Latn", found.words, certain=False, text=text)
    if found.language in {declared, "unsure"}:
        return _strange_sentence(dom, declared, clean)
    names = _is_name(words)
    if (
        (found.words < SHORT and (names or _STREET.search(clean)))
        or found.language not in KNOWN
        or (declared, found.language) in misdeclared(dom)
    ):
        return None
    certain = found.words >= SHORT and found.margin >= CLEAR and not names and not _is_body(clean, words)
    return Strange(declared, found.language, found.words, certain, text)


def _read(text: str) -> str:
    """The beginning of a text without quotations and addresses."""
    unquoted = _QUOTED.sub(" ", text[:_MOST_OF_PART])
    return " ".join(word for word in unquoted.split() if not any(sign in word for sign in _ADDRESS))


def _strange_sentence(dom: Dom, declared: str, text: str) -> Strange | None:
    """The first long sentence of a text that is plainly in another language than the rest; for a person to confirm."""
    for sentence in _SENTENCE_END.split(text):
        words = WORD.findall(sentence)
        if len(words) < SHORT or leans(words, declared):
            continue
        found = detect(sentence)
        if found.language in KNOWN and found.language != declared and found.margin >= CLEAR:
            here = (declared, found.language) in misdeclared(dom)
            return None if here else Strange(declared, found.language, found.words, certain=False, text=sentence)
    return None


def _is_body(text: str, words: list[str]) -> bool:
    """True for what may be the name of a state body or company: such names are long and stand in their own language."""
    if len(words) > _BODY_WORDS or text.rstrip().endswith((".", "!", "?")):
        return False
    return words[-1].casefold().startswith(_KAZAKH_BODIES) or words[0].casefold().startswith(_RUSSIAN_BODIES)


def _is_name(words: list[str]) -> bool:
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= _NAME_SHARE * len(words) and not all(word.isupper() for word in words)


@per_dom
def blocks(dom: Dom) -> Mapping[int, str]:
    """The readable text of every block, by the index of its element, in document order.

    A block is the nearest element around a text that is not inline; an inline element with its own `lang` is a block
    of its own. Inner blocks are not part of outer ones.
    """
    pieces: dict[int, list[str]] = {}
    for node in dom.nodes:
        if node.kind == NodeKind.TEXT and is_prose(dom, node):
            block = dom.nodes[node.parent]
            while (
                block.parent >= 0
                and "lang" not in block.attributes
                and (block.kind != NodeKind.ELEMENT or dom.css(block, "display") in {"inline", "contents"})
            ):
                block = dom.nodes[block.parent]
            pieces.setdefault(block.index, []).append(node.value)
    return {index: " ".join(" ".join(pieces[index]).split()) for index in sorted(pieces)}
