"""Links of one name in one context serve one purpose, by the pages of a site (WCAG 2.4.4; ACT rule fd3a94)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.rules.api import SiteRule
from wcag_audit.rules.same_links_of_site import SitePair, judge_pair, pairs_of_site, place_of_pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import SiteSnapshot


def targets(site: SiteSnapshot) -> Iterator[SitePair]:
    """Links of the same name in the same context, both of whose pages were audited."""
    return pairs_of_site(site, in_context=True)


RULE = SiteRule(
    id="site-same-links-in-context",
    criteria=("2.4.4",),
    targets=targets,
    expectation=judge_pair,
    place=place_of_pair,
)
