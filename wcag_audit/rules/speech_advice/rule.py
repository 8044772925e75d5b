"""Kazakh text avoids what a voice reads wrongly: №, ₸, %, decimal commas, dotted dates (best practice)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.speech import spoken_texts
from wcag_audit.kazakh.speech import speech_advice
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_KINDS: Final = ("numero", "tenge", "percent", "decimal", "date", "roman", "abbreviation")


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Mapping[str, int]]]:
    """The root of a page with Kazakh text; one target for all of it, for each sign alone is a trifle."""
    root = page[Dom].root
    counts = speech_advice(spoken_texts(page[Dom]))
    if root is not None and counts is not None:
        yield root, counts


def expectation(target: tuple[Node, Mapping[str, int]], _page: PageSnapshot) -> Judgement:
    """Nothing of the kind stands in the text; whether it does harm where it stands, a person must say."""
    _, counts = target
    if not counts:
        return passed()
    return cant_tell("advice", **{kind: counts.get(kind, 0) for kind in _KINDS})


RULE = Rule(
    id="speech-advice",
    criteria=(),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MINOR,
)
