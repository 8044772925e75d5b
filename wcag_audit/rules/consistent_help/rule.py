"""Ways to get help that pages repeat come in the same order on each (WCAG 3.2.6; technique G220)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.commons.navigation import Order, compare_orders
from wcag_audit.rules.api import PagePart, SiteRule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageDigest, SiteSnapshot
    from wcag_audit.rules.api import Judgement

_FEWEST = 2
_SURE = 2
"""Pages that must agree on the other order before a page that deviates is called wrong."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A page's ways to get help, compared with those of other pages."""

    page: PageDigest
    other: PageDigest
    order: Order


def targets(site: SiteSnapshot) -> Iterator[Repeated]:
    """Pages that share at least two ways to get help with another page in the same language."""
    groups: dict[str, dict[int, list[str]]] = defaultdict(dict)
    for number, page in enumerate(site.pages):
        groups[page.lang][number] = [f"{kind} {label}" for kind, label in page.help]
    for _, lists in sorted(groups.items()):
        for order in compare_orders(lists, fewest=_FEWEST):
            yield Repeated(site.pages[order.page], site.pages[order.other], order)


def expectation(item: Repeated, _site: SiteSnapshot) -> Judgement:
    """No two of them come in the other order on another page."""
    order = item.order
    if not order.first:
        return passed()
    values = {"first": _label(order.first), "second": _label(order.second), "other": item.other.url}
    if order.shuffled or order.agreeing < _SURE:
        return cant_tell("perhaps-other-order", **values)
    return failed("other-order", **values)


def _label(item: str) -> str:
    return item.partition(" ")[2]


def place(item: Repeated) -> PagePart:
    """The page that deviates."""
    return PagePart(item.page.url, pages=(item.other.url,))


RULE = SiteRule(
    id="consistent-help",
    criteria=("3.2.6",),
    targets=targets,
    expectation=expectation,
    place=place,
)
