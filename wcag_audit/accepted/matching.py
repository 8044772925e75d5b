"""Whether an accepted exception holds for an issue on a day."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wcag_audit.model.life import Excepted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wcag_audit.model.accepted import AcceptedException
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.register import Site


def site_names(site: Site) -> tuple[str, str]:
    """The names that a file of exceptions may call a site by: its id and its host."""
    return site.id, urlsplit(site.url).hostname or site.id


class Acceptances:
    """The exceptions that hold on one day.

    Attributes:
        expired: those that held only until an earlier day; whoever uses the file has to be told of them.
    """

    def __init__(self, exceptions: Iterable[AcceptedException], as_of: date) -> None:
        """Sort out what holds on that day."""
        exceptions = tuple(exceptions)
        self.expired = tuple(item for item in exceptions if item.expires < as_of)
        self._holding = tuple(item for item in exceptions if item.expires >= as_of)

    def __bool__(self) -> bool:
        """True if any exception holds."""
        return bool(self._holding)

    def of(self, finding: Finding, *sites: str) -> Excepted | None:
        """The exception for a finding; of several the one that holds longest. None if there is none.

        Args:
            finding: the finding, or the one that stands for an issue.
            sites: names that its site goes by: id in the register, host.
        """
        rules = (finding.rule, *finding.also)
        return self.at(finding.fingerprint, rules, finding.target.selector, sites)

    def at(self, fingerprint: str, rules: Iterable[str], selector: str, sites: Iterable[str]) -> Excepted | None:
        """The same without the whole finding: `rules` are its own and those in `also`."""
        rules, sites = tuple(rules), tuple(sites)
        found = [item for item in self._holding if _names(item, fingerprint, rules, selector) and _is_of(item, sites)]
        longest = max(found, key=lambda item: item.expires, default=None)
        return Excepted(longest.reason, longest.owner, longest.expires) if longest else None


def _names(item: AcceptedException, fingerprint: str, rules: tuple[str, ...], selector: str) -> bool:
    if item.fingerprint:
        return item.fingerprint == fingerprint
    return item.rule in rules and item.selector == selector


def _is_of(item: AcceptedException, sites: tuple[str, ...]) -> bool:
    return any(fnmatchcase(site.lower(), item.site) for site in sites)
