"""A page neither reloads itself nor leads on after a while (WCAG 2.2.4, 3.2.5; ACT rule bisz58; failures F40, F41).

Waits of up to 20 hours are also a matter of 2.2.1, which axe-core's `meta-refresh` judges.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_REFRESH: Final = re.compile(r"\s*(\d{1,9})(?:\.[\d.]*)?\s*(?:$|[;,\s])")
"""As browsers read the attribute (HTML, "shared declarative refresh steps"): anything else does nothing."""


def targets(page: PageSnapshot) -> Iterator[tuple[Node, int]]:
    """The first meta element of the page that makes browsers refresh it, and the seconds before."""
    for node in page[Dom].elements("meta"):
        if node.document == 0 and node.get("http-equiv").strip().lower() == "refresh":
            found = _REFRESH.match(node.get("content"))
            if found:
                yield node, int(found[1])
                return


def expectation(target: tuple[Node, int], _page: PageSnapshot) -> Judgement:
    """It happens at once or not at all."""
    _, seconds = target
    return failed("waits", seconds=seconds) if seconds else passed()


RULE = Rule(
    id="refresh-delay",
    criteria=("2.2.4", "3.2.5"),
    act=("bisz58",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    same_as=("meta-refresh-no-exceptions",),
)
