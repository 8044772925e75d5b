"""Navigation that pages repeat has its links in the same order on each (WCAG 3.2.3; technique G61, failure F66)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.commons.navigation import Order, compare_orders
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import PagePart, SiteRule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import NavBlock, NavLink, PageDigest, SiteSnapshot
    from wcag_audit.rules.api import Judgement


@dataclass(frozen=True, slots=True)
class Repeated:
    """A block of navigation on a page, compared with the same block of other pages."""

    page: PageDigest
    block: NavBlock
    other: PageDigest
    order: Order


def targets(site: SiteSnapshot) -> Iterator[Repeated]:
    """Blocks of navigation that pages in the same language share at least three links of."""
    groups: dict[tuple[str, str], dict[int, NavBlock]] = defaultdict(dict)
    for number, page in enumerate(site.pages):
        for block in page.navigation:
            groups[page.lang, block.key][number] = block
    for _, blocks in sorted(groups.items()):
        lists = {
            number: [_identity(link) for link in block.links if not _is_current(link, site.pages[number])]
            for number, block in blocks.items()
        }
        for order in compare_orders(lists):
            yield Repeated(site.pages[order.page], blocks[order.page], site.pages[order.other], order)


def _identity(link: NavLink) -> str:
    return link.href or link.name


def _is_current(link: NavLink, page: PageDigest) -> bool:
    """A menu may put the page one is on first; that is a change which the person asked for."""
    return link.href == page.url


def expectation(item: Repeated, _site: SiteSnapshot) -> Judgement:
    """No two links come in the other order on another page."""
    if not item.order.first:
        return passed()
    names = {_identity(link): link.name or link.href for link in item.block.links}
    values = {"first": names[item.order.first], "second": names[item.order.second], "other": item.other.url}
    return cant_tell("shuffled", **values) if item.order.shuffled else failed("other-order", **values)


def place(item: Repeated) -> PagePart:
    """The block on the page that deviates."""
    return PagePart(item.page.url, item.block.selector, item.block.html, (item.other.url,))


RULE = SiteRule(
    id="consistent-navigation",
    criteria=("3.2.3",),
    targets=targets,
    expectation=expectation,
    place=place,
    maturity=Maturity.STABLE,
)
