"""Whether things that several pages repeat come in the same order on each (WCAG 3.2.3, 3.2.6)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FEWEST_SHARED = 3
"""With fewer things in common, two lists are not the same list."""
_MANY_PAGES = 6
_MANY_DEVIATE = 1 / 3


@dataclass(frozen=True, slots=True)
class Order:
    """One page's list compared with the same list of other pages.

    Attributes:
        page: what the caller names the page by.
        first, second: two things that come in this order here and the other way round on `other`; "" if there are none.
        other: a page with the more usual order; the page it was compared with if nothing differs.
        shared: number of things that both lists have.
        shuffled: True if so many pages deviate that no order is the usual one.
        agreeing: number of pages that have the pair in the other order.
    """

    page: int
    other: int
    shared: int
    first: str = ""
    second: str = ""
    shuffled: bool = False
    agreeing: int = 0


def compare_orders(lists: Mapping[int, Sequence[str]], *, fewest: int = FEWEST_SHARED) -> tuple[Order, ...]:
    """One Order for every page whose list shares enough with another page's.

    Args:
        lists: page -> things in their order; what stands twice in any of the lists is not compared at all.
        fewest: number of things two pages must share, which must also be half of the shorter list.
    """
    unclear = {item for items in lists.values() for item, count in Counter(items).items() if count > 1 or not item}
    unique = {page: tuple(item for item in items if item not in unclear) for page, items in lists.items()}
    before: dict[tuple[str, str], list[int]] = defaultdict(list)
    for page, items in unique.items():
        for pair in combinations(items, 2):
            before[pair].append(page)
    found: list[Order] = []
    for page, items in unique.items():
        order = _deviation(page, items, unique, before, fewest) or _same(page, unique, fewest)
        if order:
            found.append(order)
    deviating = sum(1 for order in found if order.first)
    shuffled = len(found) >= _MANY_PAGES and deviating > len(found) * _MANY_DEVIATE
    if not shuffled:
        return tuple(found)
    return tuple(
        Order(order.page, order.other, order.shared, order.first, order.second, bool(order.first), order.agreeing)
        for order in found
    )


def _alike(one: Sequence[str], other: Sequence[str], fewest: int) -> int:
    """Number of shared things, 0 if they are too few to call the lists the same."""
    shared = len(set(one) & set(other))
    return shared if shared >= fewest and 2 * shared >= min(len(one), len(other)) else 0


def _deviation(
    page: int,
    items: Sequence[str],
    unique: Mapping[int, Sequence[str]],
    before: Mapping[tuple[str, str], Sequence[int]],
    fewest: int,
) -> Order | None:
    """The pair that most pages have the other way round. Where as many have it so as so, the first page is right."""
    best: Order | None = None
    for first, second in combinations(items, 2):
        if (second, first) not in before:
            continue  # the rule, on most sites without exception
        here = [other for other in before[first, second] if _alike(items, unique[other], fewest)]
        there = [other for other in before[second, first] if _alike(items, unique[other], fewest)]
        unusual = len(there) > len(here) or (len(there) == len(here) and there and min(there) < min(here))
        if unusual and (best is None or len(there) > best.agreeing):
            other = min(there)
            best = Order(page, other, _alike(items, unique[other], fewest), first, second, agreeing=len(there))
    return best


def _same(page: int, unique: Mapping[int, Sequence[str]], fewest: int) -> Order | None:
    for other, items in unique.items():
        shared = _alike(unique[page], items, fewest) if other != page else 0
        if shared:
            return Order(page, other, shared)
    return None
