"""What the two rules on measured contrast share: which texts they judge, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.colour import Colour, hexadecimal, nearest_passing
from wcag_audit.commons.visibility import is_disabled
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import TextContrast
from wcag_audit.rules.api import cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.facts import MeasuredText
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_LARGE: Final = 24.0
_LARGE_BOLD: Final = 18.66
"""CSS pixels: 18 points, and 14 points where the text is bold (WCAG 2.2, large scale)."""
_BOLD: Final = 700
_ROUNDING: Final = 0.05


def measured_texts(page: PageSnapshot) -> Iterator[MeasuredText]:
    """Measured texts, those of inactive controls and of their labels left out (1.4.3, incidental)."""
    dom = page[Dom]
    for text in page[TextContrast].texts:
        node = dom.at(text.place.frame, text.place.path)
        if node is None or not _is_inactive(dom, node):
            yield text


def judge_contrast(text: MeasuredText, normal: float, large: float) -> Judgement:
    """Whether every letter has the contrast on at least one pixel under it; on all of them, to be sure.

    Args:
        text: as measured.
        normal: the least ratio for text of usual size.
        large: the same for large text.
    """
    big = text.size >= _LARGE or (text.size >= _LARGE_BOLD and text.weight >= _BOLD)
    least = large if big else normal
    if text.worst >= least - _ROUNDING:
        return passed()
    if text.best >= least - _ROUNDING:
        return cant_tell("in-places", text=text.text[:80], worst=text.worst, least=least)
    better = nearest_passing(_colour(text.foreground), _colour(text.background), least)
    return failed(
        "low" if better else "no-colour",
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
    label = next((around for around in (node, *dom.ancestors(node)) if around.name == "label"), None)
    if label is None:
        return False
    named = dom.by_id(label.get("for"), label.document) if label.get("for") else None
    return any(is_disabled(dom, field) for field in ((named,) if named else dom.descendants(label)))


def _colour(text: str) -> Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)
