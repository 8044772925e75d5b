"""What robots.txt lets us do (RFC 9309), read by Protego.

An unreachable robots.txt is a state of its own with its reason: nothing is then visited, and the report says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from protego import Protego

from wcag_audit.crawl.agent import PRODUCT_TOKEN
from wcag_audit.crawl.fetching import NoReply, fetch
from wcag_audit.model.visit import NO_ANSWER, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 500 * 1024
"""RFC 9309, section 2.5: at least 500 KiB must be parsed; what lies behind is not read."""

_HTTP_OK = 200
_HTTP_MULTIPLE = 300
_HTTP_BAD_REQUEST = 400
_HTTP_TOO_MANY = 429
_HTTP_SERVER_ERROR = 500
_MAX_SITEMAPS = 200


class RobotsState(StrEnum):
    """How robots.txt was found; RFC 9309, section 2.3.1."""

    FOUND = "found"
    NONE = "none"  # "unavailable": there is none, so nothing is forbidden
    UNREACHABLE = "unreachable"  # it may exist but could not be read, so everything is forbidden


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin for `wcag-audit`.

    Attributes:
        state: found, none, or unreachable.
        reason: for none and unreachable, what happened (a remark); "" otherwise.
        silence: how the host failed to answer at all, one of `NO_ANSWER`; None if it did answer.
        crawl_delay: seconds the site asks for between requests (`Crawl-delay` or `Request-rate`); None if it does not.
        sitemaps: addresses of sitemaps as written in the file, at most 200.
    """

    state: RobotsState
    reason: str = ""
    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    silence: VisitStatus | None = None
    _rules: Protego | None = None

    @classmethod
    def parse(cls, text: str) -> Robots:
        """Read the text of a robots.txt; anything that is no rule is passed over."""
        rules = Protego.parse(text)
        rate = rules.request_rate(PRODUCT_TOKEN)
        delays = (rules.crawl_delay(PRODUCT_TOKEN), rate.seconds / rate.requests if rate else None)
        return cls(
            RobotsState.FOUND,
            crawl_delay=max((float(delay) for delay in delays if delay is not None), default=None),
            sitemaps=tuple(dict.fromkeys(rules.sitemaps))[:_MAX_SITEMAPS],
            _rules=rules,
        )

    @classmethod
    def none(cls, reason: str) -> Robots:
        """No robots.txt: everything is allowed."""
        return cls(RobotsState.NONE, reason)

    @classmethod
    def unreachable(cls, reason: str, silence: VisitStatus | None = None) -> Robots:
        """A robots.txt that could not be read: nothing is allowed."""
        return cls(RobotsState.UNREACHABLE, reason, silence=silence)

    def allowed(self, url: str) -> bool:
        """True where we may visit the canonical address."""
        if self._rules is None:
            return self.state is RobotsState.NONE
        return bool(self._rules.can_fetch(url, PRODUCT_TOKEN))

    def refusal(self, url: str) -> str:
        """The remark that says why the address is not visited; "" where it is allowed."""
        if self.allowed(url):
            return ""
        return Remark("robots.unread", reason=self.reason) if self.reason else Remark("robots.forbids")


async def fetch_robots(client: httpx.AsyncClient, origin: str, *, allow_private: bool = False) -> Robots:
    """Read the robots.txt of an origin with the meaning RFC 9309 gives to what can happen.

    2xx: its rules. 4xx and more than five redirects: no limits. 5xx, no connection, no time: everything is forbidden.
    429 counts as unreachable although it is a 4xx: a server that asks for less must not get more. A web page in place
    of the file (single-page applications answer everything with one) counts as none.

    Args:
        client: as made by `agent.new_client`.
        origin: such as "https://example.kz" (see `addresses.origin`).
        allow_private: True lets loopback and private addresses through.
    """
    reply = await fetch(client, f"{origin}/robots.txt", limit=MAX_BYTES, allow_private=allow_private)
    if isinstance(reply, NoReply):
        return _without_reply(reply)
    if reply.status == _HTTP_TOO_MANY or reply.status >= _HTTP_SERVER_ERROR:
        return Robots.unreachable(Remark("visit.http", status=str(reply.status)))
    if not _HTTP_OK <= reply.status < _HTTP_MULTIPLE:
        return Robots.none(Remark("visit.http", status=str(reply.status)))
    body = reply.body
    if reply.truncated and len(body) < MAX_BYTES:
        return Robots.unreachable(Remark("robots.damaged"))
    if reply.truncated:
        # A rule cut in half could forbid or allow more than was meant.
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return Robots.none(Remark("robots.web-page"))
    return Robots.parse(body.decode("utf-8-sig", errors="replace"))


def _without_reply(failed: NoReply) -> Robots:
    reason = Remark("robots.no-reply", status=str(failed.status), reason=failed.reason)
    if failed.status is VisitStatus.REDIRECT_LOOP:
        return Robots.none(reason)
    return Robots.unreachable(reason, failed.status if failed.status in NO_ANSWER else None)
