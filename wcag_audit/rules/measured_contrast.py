"""What the rules on measured contrast share: which texts they judge, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.colour import hexadecimal, nearest_passing, parsed
from wcag_audit.commons.names import FIELD_ROLES
from wcag_audit.commons.visibility import is_disabled, is_focusable, is_in_hidden_tree
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import TextContrast
from wcag_audit.rules.api import cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.facts import MeasuredText, Place
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_LARGE: Final = 24.0
_LARGE_BOLD: Final = 18.66
"""CSS pixels: 18 points, and 14 points where the text is bold (WCAG 2.2, large scale)."""
_BOLD: Final = 700
_PLAINLY: Final = 0.75
"""Of the least ratio: below it a single letter is enough for a failure. Otherwise half of the letters must be too weak,
because how far a text reaches into a gradient or picture depends on the fonts of the machine."""
_ROUNDING: Final = 0.05
_LEAST_OF_CONTROLS: Final = 3.0


def measured_texts(page: PageSnapshot, *, placeholders: bool = False) -> Iterator[MeasuredText]:
    """Measured texts, or measured placeholders, without those of inactive controls and their labels."""
    for text in page[TextContrast].texts:
        if text.placeholder is placeholders and is_active(page[Dom], text.place):
            yield text


def stands_out(ratio: float) -> bool:
    """Whether what shows a control has enough contrast (1.4.11)."""
    return ratio >= _LEAST_OF_CONTROLS - _ROUNDING


def better_colour(colour: str, background: str) -> str:
    """The nearest colour with which it would stand out; all are "#rrggbb"."""
    better = nearest_passing(parsed(colour), parsed(background), _LEAST_OF_CONTROLS)
    return hexadecimal(better) if better else colour


def is_active(dom: Dom, place: Place) -> bool:
    """Whether a place belongs to no control that is switched off, nor to its label (1.4.3, incidental)."""
    node = dom.at(place.frame, place.path)
    return node is None or not _is_inactive(dom, node)


def may_be_sign(dom: Dom, text: MeasuredText) -> bool:
    """Whether it is a single character that may be a drawing: a bullet, a dead entry of an index, an X to close."""
    node = dom.at(text.place.frame, text.place.path)
    if len(text.text) != 1 or node is None:
        return False
    control = next((around for around in (node, *dom.ancestors(node)) if is_focusable(dom, around)), None)
    return control is None or control.accessible_name.casefold() != text.text.casefold()


def judge_contrast(text: MeasuredText, normal: float, large: float, *, when: str = "", sign: bool = False) -> Judgement:
    """Whether every letter has the contrast on at least one pixel under it; on all of them, to be sure.

    Args:
        text: as measured.
        normal: the least ratio for text of usual size.
        large: the same for large text.
        sign: whether it may be a sign rather than text (see `may_be_sign`): a person then decides what is not passed.
        when: put before the codes of what is not passed, such as "hover-".
    """
    big = text.size >= _LARGE or (text.size >= _LARGE_BOLD and text.weight >= _BOLD)
    least = large if big else normal
    if text.worst >= least - _ROUNDING:
        return passed()
    is_plainly_low = text.best < least * _PLAINLY or text.middle < least - _ROUNDING
    if text.best >= least - _ROUNDING or not is_plainly_low:
        return cant_tell(f"{when}in-places", text=text.text[:80], worst=text.worst, least=least)
    if sign:
        return cant_tell("one-letter", text=text.text, ratio=text.best, least=least)
    better = nearest_passing(parsed(text.foreground), parsed(text.background), least)
    return failed(
        when + ("low" if better else "no-colour"),
        text=text.text[:80],
        ratio=text.best,
        least=least,
        foreground=text.foreground,
        background=text.background,
        better=hexadecimal(better) if better else "",
    )


def _is_inactive(dom: Dom, node: Node) -> bool:
    if is_disabled(dom, node) or any(is_disabled(dom, above) for above in dom.ancestors(node)):
        return True
    if is_in_hidden_tree(dom, node) and _goes_with_inactive(dom, node):
        return True
    label = next((around for around in (node, *dom.ancestors(node)) if around.name == "label"), None)
    if label is None:
        return False
    named = dom.by_id(label.get("for"), label.document) if label.get("for") else None
    return any(is_disabled(dom, field) for field in ((named,) if named else dom.descendants(label)))


def _goes_with_inactive(dom: Dom, node: Node) -> bool:
    """True for what only eyes meet beside controls that are all switched off: the value a slider shows, its ends."""
    around = dom.parent(node)
    fields = [inner for inner in dom.descendants(around) if inner.role in FIELD_ROLES] if around else []
    return bool(fields) and all(is_disabled(dom, field) for field in fields)
