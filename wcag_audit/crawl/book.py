"""The frontier's book: one entry for every known address, under which others may stand as the same page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wcag_audit.crawl.judging import Fate
from wcag_audit.crawl.sampling import OTHER, Stratum, StratumCount
from wcag_audit.crawl.shapes import is_calendar
from wcag_audit.model.snapshot import AddressFate
from wcag_audit.model.visit import NOT_REACHED, Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_KNOWN = 200_000
MAX_PER_SHAPE = 20_000
MAX_PER_CALENDAR = 100
INTERRUPTED = Fate(VisitStatus.INTERRUPTED, Remark("visit.stopped"))


@dataclass(frozen=True, slots=True)
class FrontierCounts:
    """Where a site stands.

    Attributes:
        known: addresses with a record.
        audited: pages opened and judged; they fill the budget.
        in_flight: visits given out and not yet finished.
        pending: known addresses without a fate yet, those in flight included.
        repeated: how often a known address was met again.
        no_page: links that are no http(s) address at all (mailto:, tel:, javascript:); not recorded.
        too_long: addresses beyond 2,000 characters; not recorded.
        beyond: meetings with addresses that the bounds on memory and calendars kept out; not recorded.
    """

    known: int
    audited: int
    in_flight: int
    pending: int
    repeated: int
    no_page: int
    too_long: int
    beyond: int


@dataclass(slots=True)
class Entry:
    """One known address.

    Attributes:
        record: how the last try ended; None before the first.
        same_as: key of the entry that this one is a duplicate of; "" for none.
        tries: how often it was given out.
        in_flight: given out and not yet reported.
    """

    visit: Visit
    stratum: Stratum
    status: VisitStatus = VisitStatus.PENDING
    reason: str = ""
    record: VisitRecord | None = None
    same_as: str = ""
    tries: int = 0
    in_flight: bool = False

    def decide(self, fate: Fate) -> None:
        """Give it a fate in place of the one it has."""
        self.status, self.reason = fate

    @property
    def waits(self) -> bool:
        """True where it may still be given out."""
        return self.status is VisitStatus.PENDING and not self.in_flight

    def as_record(self) -> VisitRecord:
        """The entry as a value for the store."""
        last = self.record or VisitRecord(self.visit, self.status)
        return replace(last, visit=self.visit, status=self.status, reason=self.reason)


class Book:
    """All entries by key (`addresses.identity`), in the order they became known; `max_known` bounds what it takes."""

    def __init__(self, max_known: int = MAX_KNOWN) -> None:
        self._max_known = max_known
        self._per_shape: Counter[str] = Counter()
        self.entries: dict[str, Entry] = {}
        self._aliases: dict[str, str] = {}  # where redirects ended -> key of the entry that was opened

    def has_room(self, url: str, stratum: Stratum) -> bool:
        """False beyond the bounds on memory, of all addresses and of one shape, and for calendars without end."""
        of_shape = MAX_PER_CALENDAR if is_calendar(url) else MAX_PER_SHAPE
        fits = stratum.shape == OTHER or self._per_shape[stratum.shape] < of_shape
        return fits and len(self.entries) < self._max_known

    def enter(self, key: str, visit: Visit, stratum: Stratum) -> Entry:
        """A new entry for an address; room was asked for before, where it matters."""
        entry = self.entries[key] = Entry(visit, stratum)
        self._per_shape[stratum.shape] += 1
        return entry

    def find(self, key: str) -> Entry | None:
        """The entry of an address, also by the address where its redirects ended."""
        return self.entries.get(self._aliases.get(key, key))

    def root(self, key: str) -> Entry | None:
        """The entry that stands for a page: through redirects and declared duplicates."""
        entry = self.find(key)
        while entry is not None and entry.same_as in self.entries:
            entry = self.entries[entry.same_as]
        return entry

    def fate(self, key: str) -> AddressFate | None:
        """What became of an address; None if there is no entry for it."""
        entry, page = self.find(key), self.root(key)
        if entry is None or page is None:
            return None
        record, opened = entry.as_record(), page.as_record()
        leads_to = record.final_url if page is entry else opened.final_url or opened.visit.url
        return AddressFate(record.status, record.http_status, leads_to)

    def alias(self, key: str, of: str) -> None:
        """Let an address without an entry stand for the entry of another."""
        self._aliases.setdefault(key, of)

    def close(self, fate: Fate, unread: Collection[str]) -> None:
        """Decide what is pending: `fate`, unless it was tried, is in flight, or its robots.txt was never read."""
        for key, entry in self.entries.items():
            if entry.status is not VisitStatus.PENDING:
                continue
            if entry.in_flight or fate is INTERRUPTED:
                entry.decide(INTERRUPTED)
            elif entry.record is not None:
                entry.decide(Fate(entry.record.status, entry.record.reason))
            else:
                entry.decide(Fate(VisitStatus.ROBOTS, Remark("robots.never-read")) if key in unread else fate)
            entry.in_flight = False

    def records(self) -> tuple[VisitRecord, ...]:
        """Every entry as a value."""
        return tuple(entry.as_record() for entry in self.entries.values())

    def strata(self) -> tuple[StratumCount, ...]:
        """How many pages each template and language has: those audited, tried, waiting or left out for the budget."""
        pages = (VisitStatus.PENDING, VisitStatus.AUDITED, VisitStatus.OVER_BUDGET, *NOT_REACHED)
        known = Counter(entry.stratum for entry in self.entries.values() if entry.status in pages)
        audited = Counter(entry.stratum for entry in self.entries.values() if entry.status is VisitStatus.AUDITED)
        return tuple(StratumCount(*stratum, count, audited[stratum]) for stratum, count in sorted(known.items()))
