"""Controls that promise another way to read a page: read-aloud functions and versions for the visually impaired.

Recognised by what the widgets in use on Kazakhstan's sites (BVI, UHPV, Cecutient) leave in a page, and by the words of
home-made ones. Such a control changes no verdict: the page itself has to conform.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import CONTROL_ROLES
from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import NodeKind
from wcag_audit.model.language import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.dom import Dom, Node

SPEECH: Final = "speech"
VERSION: Final = "version"
OWN: Final = "own"
"""Name of a widget that is nobody's product."""
_EXTRA_WORDS: Final = 3
"""A name with more words besides the phrase is a sentence or a headline about such a version."""
_MOST_NODES: Final = 40
"""Descendants of one control; whoever has more is a part of the page, not a control."""
_NATIVE: Final = frozenset({"a", "button", "summary"})
_BUTTONS: Final = frozenset({"button", "submit", "image"})


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a control promises.

    Attributes:
        kind: SPEECH or VERSION.
        widget: "bvi", "uhpv", "cecutient", "readspeaker", "responsivevoice", or OWN.
    """

    kind: str
    widget: str


@dataclass(frozen=True, slots=True)
class Markers:
    """The list in special_versions.toml.

    Attributes:
        phrases: kind -> first word -> phrases as words.
        alone: kind -> phrases that count only as a whole name.
        marks: id, class or attribute name -> what it stands for.
        stop: words of controls that switch off.
    """

    phrases: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    alone: Mapping[str, frozenset[tuple[str, ...]]]
    marks: Mapping[str, Recognised]
    stop: frozenset[str]


@cache
def markers() -> Markers:
    """Phrases and marks by which such controls are known."""
    table = tomllib.loads(files(__package__).joinpath("special_versions.toml").read_text(encoding="utf-8"))
    kinds = (SPEECH, VERSION)
    return Markers(
        phrases={kind: _by_first_word("\n".join(table[kind][lang] for lang in LANGS)) for kind in kinds},
        alone={kind: frozenset(_lines(table[kind]["alone"])) for kind in kinds},
        marks={
            mark: Recognised(kind, widget)
            for kind in kinds
            for widget, marks in table["marks"][kind].items()
            for mark in marks
        },
        stop=frozenset(table["stop"]["words"]),
    )


def _lines(text: str) -> Iterator[tuple[str, ...]]:
    return (tokens(line) for line in text.splitlines() if line.strip())


def _by_first_word(text: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    phrases = tuple(_lines(text))
    return {first: tuple(phrase for phrase in phrases if phrase[0] == first) for first, *_ in phrases}


def recognise(names: tuple[str, ...], marks: tuple[str, ...]) -> Recognised | None:
    """What a control promises; None if it is none of these, or switches off.

    Args:
        names: its accessible name, text, title: whatever a person may take for its name.
        marks: its id, classes and attribute names.
    """
    known = markers()
    worded = [tokens(name) for name in dict.fromkeys(names) if name]
    if any(word in known.stop for words in worded for word in words):
        return None
    for mark in marks:
        if mark.lower() in known.marks:
            return known.marks[mark.lower()]
    for kind in (SPEECH, VERSION):
        if any(_says(words, kind) for words in worded):
            return Recognised(kind, OWN)
    return None


def _says(words: tuple[str, ...], kind: str) -> bool:
    known = markers()
    if words in known.alone[kind]:
        return True
    return any(
        words[start : start + len(phrase)] == phrase and len(words) <= len(phrase) + _EXTRA_WORDS
        for start, word in enumerate(words)
        for phrase in known.phrases[kind].get(word, ())
    )


def _find_controls(dom: Dom) -> tuple[tuple[Node, Recognised], ...]:
    """Controls of the page and its frames that promise such a function, in document order.

    Where one lies inside another only the inner one counts. Those that are not rendered are among them.
    """
    found: dict[int, tuple[Node, Recognised]] = {}
    for node in dom.nodes:
        if node.kind == NodeKind.ELEMENT and node.name not in {"html", "body"}:
            recognised = _recognised(dom, node)
            if recognised:
                found[node.index] = (node, recognised)
    outer = {above.index for node, _ in found.values() for above in dom.ancestors(node)}
    return tuple(entry for index, entry in found.items() if index not in outer)


def _recognised(dom: Dom, node: Node) -> Recognised | None:
    marks = _marks(node)
    operable = _is_operable(node)
    product = any(mark in markers().marks and markers().marks[mark].widget != OWN for mark in marks)
    if not (operable or product):
        return None
    names = _names(dom, node)
    return recognise(names, marks) if names else None


def _marks(node: Node) -> tuple[str, ...]:
    """The node's id, classes and attribute names, in lower case."""
    return tuple(word.lower() for word in (node.get("id"), *node.get("class").split(), *node.attributes) if word)


def _is_operable(node: Node) -> bool:
    if node.name in _NATIVE or (node.name == "input" and node.get("type").lower() in _BUTTONS):
        return True
    return node.clickable or node.role in CONTROL_ROLES or bool({"onclick", "tabindex"} & node.attributes.keys())


def _names(dom: Dom, node: Node) -> tuple[str, ...]:
    """Whatever may be taken for the node's name; nothing for a large part of the page."""
    pieces: list[str] = []
    for count, inner in enumerate(dom.descendants(node)):
        if count >= _MOST_NODES:
            return ()
        pieces.append(inner.value or inner.get("alt"))
    return (node.accessible_name, node.get("title"), node.get("aria-label"), node.get("value"), " ".join(pieces))


find_controls = per_dom(_find_controls)
"""Controls of the page and its frames that promise such a function, each with what it promises; see `Recognised`."""
