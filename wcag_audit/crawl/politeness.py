"""When a host may be asked again, and when to leave it alone: a state machine whose clock is a parameter."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from wcag_audit.model.visit import NO_ANSWER, VisitStatus
from wcag_audit.remark import Remark

MAX_CRAWL_DELAY = 30.0
"""Seconds; a longer Crawl-delay would stretch 60 pages over more than half an hour and is mostly a mistake."""

_HTTP_TOO_MANY = 429
_HTTP_UNAVAILABLE = 503
_HOST_TROUBLE = NO_ANSWER | {VisitStatus.BLOCKED}


def polite_delay(configured: float, crawl_delay: float | None) -> float:
    """Seconds between two requests: the larger of what is configured and what robots.txt asks, that capped at 30."""
    return max(configured, min(crawl_delay or 0.0, MAX_CRAWL_DELAY))


def parse_retry_after(value: str, wall_now: float) -> float | None:
    """Read a Retry-After header: seconds, or an HTTP date.

    Args:
        value: the header as sent.
        wall_now: seconds since 1970 (`time.time()`); dates need the real clock, unlike the rest of this module.

    Returns:
        Seconds to wait, 0 for dates in the past; None where the value is neither.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return max(0.0, (moment - datetime.fromtimestamp(wall_now, UTC)).total_seconds())
    except (OverflowError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Why a host is left alone for the rest of the wave.

    Attributes:
        status: the fate of its remaining addresses: BLOCKED where it refused us, else how it failed to answer.
        reason: a remark.
    """

    status: VisitStatus
    reason: str


@dataclass(slots=True)
class _Host:
    delay: float
    concurrency: int
    open: int = 0
    next_at: float = -math.inf
    troubles: int = 0
    given_up: GivenUp | None = None


@dataclass(slots=True)
class HostGate:
    """Keeps every host's pace. Several sites may share a host (gov.kz); it then goes at the slowest of their paces.

    Times are seconds of any steady clock the caller keeps to, such as `time.monotonic()`.

    Attributes:
        delay, concurrency: for hosts that were never configured.
        back_off: first pause after trouble, doubled each time.
        max_back_off: longest pause; a server that asks for longer is left alone for this wave.
        patience: so many troubles in a row, and the host is given up.
    """

    delay: float = 1.0
    concurrency: int = 1
    back_off: float = 5.0
    max_back_off: float = 300.0
    patience: int = 5
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def configure(self, host: str, *, delay: float, concurrency: int, crawl_delay: float | None = None) -> None:
        """Set the pace of a host: the strictest of all calls counts.

        Args:
            host: as `addresses.host_of` gives it.
            delay: seconds between the starts of two requests, at the least.
            concurrency: requests at once, at the most.
            crawl_delay: what its robots.txt asks for; obeyed up to 30 s, and then one request at a time.
        """
        wanted = polite_delay(delay, crawl_delay)
        at_once = 1 if crawl_delay else max(1, concurrency)
        known = self._hosts.get(host)
        if known is None:
            self._hosts[host] = _Host(wanted, at_once)
        else:
            known.delay = max(known.delay, wanted)
            known.concurrency = min(known.concurrency, at_once)

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(self.delay, self.concurrency))

    def ready_at(self, host: str, now: float) -> float:
        """When the host may be asked: `now` or later; infinity while all its places are taken or after giving up."""
        state = self._host(host)
        if state.given_up or state.open >= state.concurrency:
            return math.inf
        return max(now, state.next_at)

    def begin(self, host: str, now: float) -> None:
        """Note that a request starts.

        Raises:
            RuntimeError: the host is not ready; the caller did not ask `ready_at`.
        """
        if self.ready_at(host, now) > now:
            raise RuntimeError(f"{host} may not be asked yet")
        state = self._host(host)
        state.open += 1
        state.next_at = now + state.delay

    def finish(
        self,
        host: str,
        now: float,
        status: VisitStatus,
        *,
        http_status: int = 0,
        retry_after: float | None = None,
    ) -> None:
        """Note how a request ended; trouble makes the host's next request wait longer.

        Args:
            host: as given to `begin`.
            now: seconds.
            status: fate of the visit.
            http_status: 429 and 503 are trouble whatever the fate; 0 if there was no answer.
            retry_after: seconds the server asks for (`parse_retry_after`).
        """
        state = self._host(host)
        state.open = max(0, state.open - 1)
        if http_status not in (_HTTP_TOO_MANY, _HTTP_UNAVAILABLE) and status not in _HOST_TROUBLE:
            state.troubles = 0
            return
        state.troubles += 1
        fate = status if status in NO_ANSWER else VisitStatus.BLOCKED
        what = f"HTTP {http_status}" if http_status else str(status)
        if retry_after is not None and retry_after > self.max_back_off:
            wish = Remark("host.asks-to-wait", host=host, seconds=round(retry_after), what=what)
            state.given_up = GivenUp(fate, wish)
        elif state.troubles >= self.patience:
            state.given_up = GivenUp(fate, Remark("host.failed", host=host, n=state.troubles, what=what))
        pause = min(self.back_off * 2.0 ** (state.troubles - 1), self.max_back_off)
        state.next_at = max(state.next_at, now + max(pause, state.delay, retry_after or 0.0))

    def given_up(self, host: str) -> GivenUp | None:
        """Why the host is left alone; None while it is not."""
        return self._host(host).given_up
