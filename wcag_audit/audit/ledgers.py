"""What the audits of a site's pages tell each other: what is pictured already, which switches were tried."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.commons.components import component
from wcag_audit.commons.special_versions import VERSION, find_controls
from wcag_audit.crawl import canonical, shape
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Missing
from wcag_audit.model.visit import FoundBy

if TYPE_CHECKING:
    from collections.abc import Callable

    from wcag_audit.audit.pictures import ShotLedger
    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.model.visit import Visit

_TEMPLATES_PER_SWITCH = 3
_PAGES_PER_SITE = 9
"""In a wave. A site in three languages usually has three switches."""
_GIVEN_PER_SITE = 50
"""Pages of a site when the addresses were given by a person (`check`)."""
_MOST_LINKS = 50


class SwitchLedger:
    """Remembers, per site, on which pages the special version was switched on, and which addresses are such versions.

    The same switch stands on every page of a site. In a wave it is tried once per template of page, on a few pages;
    where a person gave the addresses, on each.
    """

    def __init__(self, may_open: Callable[[str], bool] | None = None) -> None:
        """Begin with none.

        Args:
            may_open: False for canonical addresses that are closed to us; None where nothing is.
        """
        self.may_open = may_open or (lambda _: True)
        self._tried: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        self._links: dict[str, dict[str, None]] = defaultdict(dict)
        self._open: set[tuple[str, str]] = set()

    def note(self, site: str, snapshot: PageSnapshot) -> None:
        """Remember where the page's switches lead to."""
        dom, links = snapshot[Dom], self._links[site]
        base = dom.documents[0].base or snapshot.final_url
        for node in _switches(snapshot):
            link = next((one for one in (node, *dom.ancestors(node)) if one.get("href")), None)
            address = canonical(link.get("href"), base=base) if link else ""
            if address and len(links) < _MOST_LINKS and address != canonical(snapshot.final_url):
                links[address] = None

    def leads(self, visit: Visit) -> bool:
        """True for an address that a switch leads to: opening it may switch the version on for the pages after it."""
        return visit.url in self._links.get(visit.site, ())

    def claim(self, visit: Visit, snapshot: PageSnapshot) -> bool:
        """True if the special version of this page should be switched on; the second asker is told no."""
        switches = _switches(snapshot)
        if not switches:
            return False
        tried = self._tried[visit.site]
        if visit.found_by is FoundBy.GIVEN:
            key = ("", visit.url)
            most = here = _GIVEN_PER_SITE
        else:
            key = (component(snapshot[Dom], switches[0]), shape(visit.url))
            most, here = _PAGES_PER_SITE, _TEMPLATES_PER_SWITCH
        alike = sum(known[0] == key[0] for known in tried)
        if key in tried or len(tried) >= most or alike >= here:
            return False
        tried[key] = None
        return True

    def begin(self, visit: Visit) -> None:
        """The switch of this page is about to be pressed."""
        self._open.add((visit.site, visit.url))

    def end(self, visit: Visit) -> None:
        """The browser has outlived that."""
        self._open.discard((visit.site, visit.url))

    def died(self, visit: Visit) -> bool:
        """True if the browser has died after `begin`: it is not tried again, or the page would be lost with it."""
        return (visit.site, visit.url) in self._open

    def forget(self, site: str) -> None:
        """The site is done."""
        self._tried.pop(site, None)
        self._links.pop(site, None)
        self._open = {one for one in self._open if one[0] != site}


@dataclass(frozen=True, slots=True)
class Ledgers:
    """Both of them."""

    shots: ShotLedger
    switches: SwitchLedger


def _switches(snapshot: PageSnapshot) -> list[Node]:
    """Controls of the page itself, frames left out, that promise a special version."""
    dom = snapshot.fact(Dom)
    if isinstance(dom, Missing):
        return []
    return [node for node, promise in find_controls(dom.value) if promise.kind == VERSION and node.document == 0]
