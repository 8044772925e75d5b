"""Spacing that a style attribute enforces is wide enough (WCAG 1.4.12; ACT rules 24afc2, 78fd32, 9e45ec)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_LEAST: Final = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}
"""Times the font size."""
_DECLARATION: Final = re.compile(
    r"(?:^|;)\s*(letter-spacing|word-spacing|line-height)\s*:\s*([^;!]+)!\s*important", re.IGNORECASE
)
_TAKES_OVER: Final = frozenset({"inherit", "unset", "revert", "revert-layer"})
_PIXELS: Final = re.compile(r"(-?[\d.]+)px")
_ROUNDING: Final = 0.005


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str]]:
    """Elements with text of their own that is seen, and each spacing that their style attribute makes important.

    A value that is only taken over from around the element sets nothing. Line height concerns texts of several lines.
    """
    dom = page[Dom]
    for node in dom.elements():
        style = node.get("style")
        if "!" not in style or node.get("xmlns").endswith("svg"):
            continue
        found = {name.lower(): value.strip().lower() for name, value in _DECLARATION.findall(style)}
        names = [name for name, value in found.items() if value not in _TAKES_OVER]
        texts = [child for child in dom.children(node) if child.kind == NodeKind.TEXT and is_visible(dom, child)]
        if not texts:
            continue
        for name in names:
            if name != "line-height" or _lines(dom, node, texts) > 1:
                yield node, name


def expectation(target: tuple[Node, str], page: PageSnapshot) -> Judgement:
    """What it enforces is at least what a reader may set: 0.12, 0.16 and 1.5 times the font size."""
    node, name = target
    dom = page[Dom]
    size = _pixels(dom.css(node, "font-size")) or 0.0
    least = _LEAST[name]
    used = _pixels(dom.css(node, name))
    if used is None and name == "line-height":
        used = 1.2 * size  # "normal", which fonts draw at about 1.2
    share = (used or 0.0) / size if size else least
    if share >= least - _ROUNDING:
        return passed()
    return failed(name, value=round(share, 2), least=least)


def _pixels(value: str) -> float | None:
    match = _PIXELS.fullmatch(value)
    return float(match[1]) if match else None


def _lines(dom: Dom, node: Node, texts: list[Node]) -> int:
    """How many lines the text has: by its height, for want of the lines themselves."""
    height = max((text.box.height for text in texts if text.box), default=0.0)
    line = _pixels(dom.css(node, "line-height")) or 1.2 * (_pixels(dom.css(node, "font-size")) or 16.0)
    return max(1, round(height / line)) if line > 0 else 1


RULE = Rule(
    id="inline-spacing",
    criteria=("1.4.12",),
    act=("24afc2", "78fd32", "9e45ec"),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
    same_as=("avoid-inline-spacing",),
)
