"""What moves or changes by itself can be paused, stopped or hidden (WCAG 2.2.2; ACT rule efbfc7)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.media_words import stops_motion
from wcag_audit.commons.operable import operable
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_behaviour import Movement, Moving
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_CLOCK: Final = re.compile(
    r"\d\s*:\s*\d\d|\d\W*(?:s|sec|min|hours?|days?|сек|мин|час|дн|день|дней|секунд|минут|сағат|күн)\b", re.IGNORECASE
)
"""A clock, a date, a countdown."""
_LONG: Final = 4.0
"""Seconds of the watch; loading the page and looking at it took the rest of the five that the criterion allows."""
_OFTEN: Final = 3
"""Changes; two may be parts of a page that arrive late."""
_WORDS: Final = 3
_FEW: Final = 2
"""Words of a text that runs; less is a sign, as an arrow or a letter of a logo is."""
_AROUND: Final = 2


def targets(page: PageSnapshot) -> Iterator[Moving]:
    """Elements that are seen to move, the outermost of those that lie in each other."""
    moving = [item for item in page[Movement].moving if not item.changes or item.seconds >= _LONG]
    for item in moving:
        path = item.place.path
        if not any(other.place.path != path and other.place.path == path[: len(other.place.path)] for other in moving):
            yield item


def expectation(item: Moving, page: PageSnapshot) -> Judgement:
    """A control may stop it; only text that goes on changing, blinking or running with nothing to stop it fails."""
    dom = page[Dom]
    beside = _around(dom, item)
    control = next(
        (name for node, name in operable(dom) if not name or stops_motion(name) or node.index in beside), None
    )
    if control is not None:
        return cant_tell("control", name=control or "?", text=item.text)
    if item.kind == "endless" and len(item.text.split()) >= _FEW and not _is_alone(dom, item):
        return failed("moves", text=item.text)
    if item.kind != "text" or item.changes < _OFTEN:
        return cant_tell("moves", text=item.text)
    if _CLOCK.search(item.text):
        return cant_tell("clock", text=item.text)
    if _is_alone(dom, item):
        return passed("alone")
    return failed("changes", changes=item.changes, seconds=round(item.seconds), text=item.text)


def _is_alone(dom: Dom, item: Moving) -> bool:
    """True if the page has next to nothing besides what moves."""
    return dom.root is None or len(dom.text(dom.root).split()) - len(item.text.split()) < _WORDS


def _around(dom: Dom, item: Moving) -> range:
    """Numbers of the nodes in the blocks just around the element: a control there is probably its own."""
    node = dom.at(item.place.frame, item.place.path)
    blocks = list(dom.ancestors(node))[:_AROUND] if node else []
    home = next((above for above in reversed(blocks) if above.name not in {"body", "html", "#document"}), None)
    if home is None:
        return range(0)
    return range(home.index, max((inner.index for inner in dom.descendants(home)), default=home.index) + 1)


RULE = Rule(
    id="moving-content",
    criteria=("2.2.2",),
    act=("efbfc7",),
    needs=(Movement, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
    version=2,
    same_as=("marquee", "blink"),
)
