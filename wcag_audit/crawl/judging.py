"""The fate that an address has by itself, before anybody opens it: by its name, its place and the site's limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from wcag_audit.crawl.addresses import SiteScope, host_of, is_not_web, looks_like_document
from wcag_audit.crawl.private import is_private_host
from wcag_audit.crawl.shapes import repeats_segments
from wcag_audit.errors import TargetsError
from wcag_audit.model.visit import FoundBy, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.register import Site


class Fate(NamedTuple):
    """A status and its reason (a remark; "" where none is needed)."""

    status: VisitStatus
    reason: str = ""


PENDING = Fate(VisitStatus.PENDING)


def by_person(found_by: FoundBy) -> bool:
    """True for addresses that a person named: the limits for what is found on the way do not bind them."""
    return found_by in (FoundBy.START, FoundBy.GIVEN)


@dataclass(frozen=True, slots=True)
class Gatekeeper:
    """Decides what an address's name can decide. Robots and budgets are not its business."""

    scope: SiteScope
    include: tuple[re.Pattern[str], ...]
    exclude: tuple[re.Pattern[str], ...]
    max_depth: int
    allow_private: bool

    @classmethod
    def of(cls, site: Site, *, allow_private: bool = False) -> Gatekeeper:
        """Make it from a site of the register.

        Raises:
            TargetsError: an include or exclude pattern is no regular expression.
        """
        limits = site.limits
        return cls(
            SiteScope.of(site),
            tuple(_compiled(pattern, site) for pattern in limits.include),
            tuple(_compiled(pattern, site) for pattern in limits.exclude),
            limits.max_depth,
            allow_private,
        )

    def fate(self, url: str, found_by: FoundBy, depth: int) -> Fate:
        """Judge a canonical address.

        Returns:
            PENDING, or the first of NOT_WEB, REFUSED_ADDRESS, OFF_SITE, EXCLUDED, DOCUMENT and OVER_BUDGET that fits.
        """
        return next(self._objections(url, found_by, depth), PENDING)

    def _objections(self, url: str, found_by: FoundBy, depth: int) -> Iterator[Fate]:
        if is_not_web(url):
            yield Fate(VisitStatus.NOT_WEB)
        if not self.allow_private and is_private_host(host_of(url)):
            yield Fate(VisitStatus.REFUSED_ADDRESS, Remark("visit.private"))
        if found_by is not FoundBy.GIVEN and not self._belongs(url, found_by):
            yield Fate(VisitStatus.OFF_SITE)
        for pattern in self.exclude:
            if pattern.search(url):
                yield Fate(VisitStatus.EXCLUDED, Remark("visit.excluded", pattern=pattern.pattern))
        if looks_like_document(url):
            yield Fate(VisitStatus.DOCUMENT)
        if by_person(found_by):
            return
        if self.include and not any(pattern.search(url) for pattern in self.include):
            yield Fate(VisitStatus.EXCLUDED, Remark("visit.not-included"))
        if repeats_segments(url):
            yield Fate(VisitStatus.EXCLUDED, Remark("visit.repeats"))
        if depth > self.max_depth:
            yield Fate(VisitStatus.OVER_BUDGET, Remark("visit.too-deep", n=self.max_depth))

    def _belongs(self, url: str, found_by: FoundBy) -> bool:
        # Platforms keep documents outside the folder of the body they belong to (gov.kz/uploads), and a start page
        # may lead from outside the path into it.
        if found_by is FoundBy.START or looks_like_document(url):
            return self.scope.has_host(url)
        return self.scope.contains(url)


def _compiled(pattern: str, site: Site) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise TargetsError("register.pattern", site=site.id, pattern=repr(pattern), reason=str(error)) from error
