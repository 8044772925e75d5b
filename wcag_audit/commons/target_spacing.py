"""The spacing exception of WCAG 2.5.8: a small target is enough where a circle around its middle meets no other."""

from __future__ import annotations

from math import dist
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.geometry import Grid, centre, distance
from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.pointer_targets import PointerTarget, pointer_targets

if TYPE_CHECKING:
    from wcag_audit.model.dom import Dom
    from wcag_audit.model.finding import Box

MINIMUM: Final = 24.0
"""CSS pixels, of a side and of the diameter of the circle."""
TOLERANCE: Final = 0.5
"""CSS pixels within which fractions of line heights make no fault."""


def is_large(box: Box) -> bool:
    """True if the box is at least MINIMUM on both sides."""
    return box.width >= MINIMUM - TOLERANCE and box.height >= MINIMUM - TOLERANCE


def neighbours(dom: Dom, target: PointerTarget) -> tuple[PointerTarget, ...]:
    """The targets that the circle of a small target meets, the nearest first.

    A circle meets another target, or the circle of another small target. Targets around or inside it, links to the
    same address, and what scrolls separately are no neighbours: the first act alike, the last are not beside it.
    """
    x, y = centre(target.box)
    others = (_all(dom)[key] for key in _grid(dom).near(x, y, MINIMUM))
    met = [(distance(x, y, other.box), other) for other in others if _counts(target, other) and _meets(x, y, other)]
    return tuple(other for _, other in sorted(met, key=lambda pair: (pair[0], pair[1].node.index)))


def has_large_twin(dom: Dom, target: PointerTarget) -> bool:
    """True if another link to the same address on the page is large enough (the exception "equivalent")."""
    return bool(_address(target)) and _address(target) in _large_addresses(dom)


def _meets(x: float, y: float, other: PointerTarget) -> bool:
    if distance(x, y, other.box) < MINIMUM / 2 - TOLERANCE:
        return True
    return not is_large(other.box) and dist((x, y), centre(other.box)) < MINIMUM - TOLERANCE


def _counts(target: PointerTarget, other: PointerTarget) -> bool:
    if other.node.index == target.node.index or other.plane != target.plane:
        return False
    if other.node.index in target.owners or target.node.index in other.owners:
        return False
    address = _address(target)
    return not address or address != _address(other)


def _address(target: PointerTarget) -> str:
    return str(target.node.ax.properties.get("url", "")) if target.node.ax else ""


def _build_all(dom: Dom) -> dict[int, PointerTarget]:
    return {target.node.index: target for target in pointer_targets(dom)}


def _build_grid(dom: Dom) -> Grid:
    return Grid((target.node.index, target.box) for target in pointer_targets(dom))


def _build_large_addresses(dom: Dom) -> frozenset[str]:
    return frozenset(_address(target) for target in pointer_targets(dom) if is_large(target.box))


_large_addresses = per_dom(_build_large_addresses)
_all = per_dom(_build_all)
_grid = per_dom(_build_grid)
