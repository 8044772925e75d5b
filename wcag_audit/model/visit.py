"""Addresses and what became of them: every known address has one fate from a closed list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class VisitStatus(StrEnum):
    """What became of an address. Only `AUDITED` says anything about the page's accessibility."""

    PENDING = "pending"  # known, not yet decided
    AUDITED = "audited"
    # Not visited, by decision
    ROBOTS = "skipped-by-robots"
    EXCLUDED = "excluded-by-pattern"
    DUPLICATE = "duplicate"
    OFF_SITE = "off-site"
    OVER_BUDGET = "over-budget"
    DOCUMENT = "document"
    NOT_WEB = "not-web-content"
    # Tried, not reached
    BLOCKED = "blocked"
    TIMEOUT = "timeout"
    DNS = "dns"
    TLS = "tls"
    CONNECTION = "connection"
    HTTP_ERROR = "http-error"
    REDIRECT_LOOP = "redirect-loop"
    TOO_LARGE = "too-large"
    DOWNLOAD = "download"
    CRASHED = "crashed"
    INTERRUPTED = "interrupted"
    REFUSED_ADDRESS = "refused-address"  # loopback or private network without leave

    @property
    def attempted(self) -> bool:
        """True where the address was tried: these count in the denominator of coverage."""
        return self is VisitStatus.AUDITED or self in NOT_REACHED

    @property
    def permanent(self) -> bool:
        """True where trying again in the same wave is pointless."""
        return self not in RETRYABLE


NOT_REACHED = frozenset(
    {
        VisitStatus.BLOCKED,
        VisitStatus.TIMEOUT,
        VisitStatus.DNS,
        VisitStatus.TLS,
        VisitStatus.CONNECTION,
        VisitStatus.HTTP_ERROR,
        VisitStatus.REDIRECT_LOOP,
        VisitStatus.TOO_LARGE,
        VisitStatus.CRASHED,
        VisitStatus.INTERRUPTED,
    }
)
NO_ANSWER = frozenset({VisitStatus.DNS, VisitStatus.CONNECTION, VisitStatus.TIMEOUT, VisitStatus.TLS})
"""The host did not answer at all."""
RETRYABLE = frozenset(
    {VisitStatus.TIMEOUT, VisitStatus.CONNECTION, VisitStatus.CRASHED, VisitStatus.INTERRUPTED, VisitStatus.PENDING}
)


class FoundBy(StrEnum):
    """How an address became known."""

    START = "start"
    SITEMAP = "sitemap"
    LINK = "link"
    HREFLANG = "hreflang"
    REDIRECT = "redirect"
    GIVEN = "given"  # typed by a person


@dataclass(frozen=True, slots=True)
class Visit:
    """One address to look at.

    Attributes:
        url: canonical absolute http(s) address.
        site: id of the site in the register, or the host for addresses given by hand.
        depth: clicks from a start page; 0 for start pages, 1 for sitemap entries.
        found_by: how the address became known.
        found_on: the page it was found on, or "".
    """

    url: str
    site: str
    depth: int = 0
    found_by: FoundBy = FoundBy.GIVEN
    found_on: str = ""


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """The fate of one address of a wave.

    Attributes:
        visit: the address and how it was found.
        status: its fate.
        reason: details as a remark (HTTP status, pattern, other address); "" where none is needed.
        final_url: where redirects ended; "" if the page was not opened.
        http_status: status of the main document; 0 if there was none.
        retry_after: seconds the server asked us to wait (Retry-After); None if it did not.
    """

    visit: Visit
    status: VisitStatus
    reason: str = ""
    final_url: str = ""
    http_status: int = 0
    retry_after: float | None = None
