"""Strata: pages that one template probably made, weighted by the known pages they stand for (docs/index.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.model.index import Stratum

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MIN_PAGES = 3
"""A stratum with fewer pages says too little about its spread; such strata are pooled."""
STARTS = "{start}"
"""Name of the stratum of pages that are looked at in every wave."""
RARE = "{rare}"
"""Name of the stratum of what is too rare to be told apart."""


@dataclass(frozen=True, slots=True)
class SampledPage:
    """What of an audited page decides its stratum.

    Attributes:
        key: of the page, unique on the site.
        shape: of its address.
        template: signature of its skeleton; "" if unknown.
        take_all: True for pages that every wave looks at.
    """

    key: int
    shape: str
    template: str = ""
    take_all: bool = False


def stratify(pages: Sequence[SampledPage], known: Mapping[str, int]) -> tuple[Mapping[int, str], tuple[Stratum, ...]]:
    """Put audited pages into strata.

    Start pages are a stratum of their own. Each shape with at least three pages is one. Rarer shapes are pooled with
    others of the same template, what is left with everything else that is rare, and if that are fewer than three pages,
    with the smallest stratum. Known pages of shapes of which none was audited are shared out to what was pooled.

    Args:
        pages: in any order.
        known: known pages by shape, the audited ones included; where more were audited than are known, that number.

    Returns:
        The stratum's name by page key; the strata sorted by name.
    """
    starts = [page for page in pages if page.take_all]
    shapes: dict[str, list[SampledPage]] = defaultdict(list)
    for page in pages:
        if not page.take_all:
            shapes[page.shape].append(page)
    taken = Counter(page.shape for page in starts)
    sizes = {shape: max(known.get(shape, 0) - taken[shape], len(found)) for shape, found in shapes.items()}
    names = _names(shapes)
    homes = {page.key: STARTS for page in starts} | {
        page.key: names[shape] for shape, found in shapes.items() for page in found
    }
    counts, weights = Counter(homes.values()), Counter({STARTS: len(starts)})
    for shape, size in sizes.items():
        weights[names[shape]] += size
    unseen = sum(count - taken[shape] for shape, count in known.items() if shape not in shapes and count > taken[shape])
    pooled = sorted({names[shape] for shape, found in shapes.items() if len(found) < MIN_PAGES})
    for name, share in _share(unseen, {name: counts[name] for name in pooled}).items():
        weights[name] += share
    strata = tuple(Stratum(name, weights[name], counts[name], name == STARTS) for name in sorted(counts))
    return homes, strata


def _names(shapes: Mapping[str, Sequence[SampledPage]]) -> dict[str, str]:
    """The stratum of each shape."""
    names = {shape: shape for shape, found in shapes.items() if len(found) >= MIN_PAGES}
    templates: dict[str, list[str]] = defaultdict(list)
    for shape in shapes.keys() - names.keys():
        templates[_template(shapes[shape])].append(shape)
    rest: list[str] = []
    for template, members in templates.items():
        if template and sum(len(shapes[shape]) for shape in members) >= MIN_PAGES:
            names.update(dict.fromkeys(members, f"{{template {template}}}"))
        else:
            rest += members
    home = RARE
    if 0 < sum(len(shapes[shape]) for shape in rest) < MIN_PAGES and names:
        counts = Counter(dict.fromkeys(names.values(), 0))
        for shape, name in names.items():
            counts[name] += len(shapes[shape])
        home = min(counts, key=lambda name: (counts[name], name))
    names.update(dict.fromkeys(rest, home))
    return names


def _template(pages: Sequence[SampledPage]) -> str:
    """The template that most of the pages have; of several the first by name, so that order decides nothing."""
    counts = Counter(page.template for page in pages)
    return min(counts, key=lambda template: (-counts[template], template))


def _share(count: int, parts: Mapping[str, int]) -> Mapping[str, int]:
    """Share a number out in proportion, in whole pages; what is left over goes to the last."""
    whole, left, shares = sum(parts.values()), count, {}
    for place, (name, size) in enumerate(parts.items(), 1):
        shares[name] = left if place == len(parts) else count * size // whole
        left -= shares[name]
    return shares
