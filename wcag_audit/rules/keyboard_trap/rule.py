"""The keyboard focus can leave every component again (WCAG 2.1.2; ACT rules 80af7b, a1b64e, ebe86a)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import KeyboardTrap, KeyboardWalk
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, PagePart, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts import FocusStop
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_STANDARD = frozenset({"Escape", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"})
_BACK = "Shift+Tab"
_WAY_OUT = re.compile(  # a button or link that closes the component, or tells how to leave it
    r"\b(?:close|exit|leave|cancel|dismiss|skip|help|how to|accept|agree|закры\w*|выйти|выход|отмен\w*|пропуст\w*"
    r"|помощь|справка|как\b|приня\w*|соглас\w*|жабу|шығу|болдырмау|көмек|анықтама|қалай|қабылда\w*|келіс\w*)|[×✕✖]|^x$",
    re.IGNORECASE,
)


def targets(page: PageSnapshot) -> Iterator[FocusStop | KeyboardTrap | PagePart]:
    """Every element that Tab reached; the elements of a cycle together; the page, if the walk did not get round."""
    walk = page[KeyboardWalk]
    caught = frozenset(walk.trap.members) if walk.trap else frozenset()
    if walk.trap:
        yield walk.trap
    for stop in walk.stops:
        if stop.place not in caught:
            yield stop
    if not walk.complete and walk.reason != "trap":
        yield PagePart()


def expectation(item: FocusStop | KeyboardTrap | PagePart, page: PageSnapshot) -> Judgement:
    """Tab, Shift+Tab, Escape or an arrow key leads on; any other key only if the page says which."""
    if isinstance(item, PagePart):
        return cant_tell("incomplete")
    if not isinstance(item, KeyboardTrap):
        return passed()
    if item.escaped_by in _STANDARD:
        return passed()
    if item.escaped_by == _BACK:
        return cant_tell("only-back")
    if item.escaped_by:
        return passed("advised-key", pressed=item.escaped_by)
    return _caught(item, page)


def _caught(trap: KeyboardTrap, page: PageSnapshot) -> Judgement:
    if trap.modal or trap.overlay:
        return cant_tell("dialog")
    if trap.advised:
        return failed("useless-advice", advice=trap.advice)
    if trap.advice:
        return cant_tell("advice", advice=trap.advice)
    dom = page[Dom]
    nodes = [dom.at(place.frame, place.path) for place in trap.members]
    names = [node.accessible_name if node else place.html for node, place in zip(nodes, trap.members, strict=True)]
    way_out = next((name for name in names if _WAY_OUT.search(name)), "")
    if way_out:
        return cant_tell("way-out", name=way_out)
    if len(trap.members) > 1 and trap.outside == 0:
        return cant_tell("whole-page")
    return failed("trap", elements=len(trap.members), keys=", ".join(trap.tried))


RULE = Rule(
    id="keyboard-trap",
    criteria=("2.1.2",),
    act=("80af7b", "a1b64e", "ebe86a"),
    needs=(KeyboardWalk, Dom),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
    maturity=Maturity.STABLE,
)
