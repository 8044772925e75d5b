"""The frontier of one site: every address that is known, and what becomes of it.

A state machine without network, disk or clock: add what is found, ask for the next visit, report how it ended.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.crawl.addresses import MAX_LENGTH, canonical, host_of, identity, is_not_web, origin
from wcag_audit.crawl.book import INTERRUPTED, MAX_KNOWN, Book, Entry, FrontierCounts
from wcag_audit.crawl.judging import PENDING, Fate, Gatekeeper, by_person
from wcag_audit.crawl.sampling import Sampler, StratumCount
from wcag_audit.model.visit import NOT_REACHED, RETRYABLE, FoundBy, Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wcag_audit.crawl.robots import Robots
    from wcag_audit.model.register import Site
    from wcag_audit.model.snapshot import AddressFate

_RETRY_PAUSE = 30.0
_TRIES = 2
_OPEN_STATES = frozenset((VisitStatus.PENDING, VisitStatus.AUDITED))
# A page of these that is met again through a redirect or nearer to a start page gets a second hearing.
_UNTRIED = frozenset((VisitStatus.PENDING, VisitStatus.EXCLUDED, VisitStatus.OFF_SITE, VisitStatus.OVER_BUDGET))


class Frontier:
    """All known addresses of one site and their fates.

    Args:
        site: start page, scope and limits. Start pages are added by the caller with `FoundBy.START`.
        robots: rules by origin ("https://example.kz"). Addresses of an origin that is not there wait until `set_robots`
            is called for it (see `robots_needed`); what nobody read rules for is never visited. None: robots.txt is not
            consulted at all, for addresses that a person typed.
        seed, wave: see `Sampler`; the same seed gives the same order.
        allow_private: True lets loopback and private addresses through.
        max_known: addresses to keep; more are only counted.

    Raises:
        TargetsError: a pattern of the site is no regular expression.
    """

    def __init__(
        self,
        site: Site,
        robots: Mapping[str, Robots] | None,
        *,
        seed: str = "",
        wave: str = "",
        allow_private: bool = False,
        max_known: int = MAX_KNOWN,
    ) -> None:
        self._site = site
        self._gate = Gatekeeper.of(site, allow_private=allow_private)
        self._robots = None if robots is None else dict(robots)
        self._sampler = Sampler(seed, wave)
        self._book = Book(max_known)
        self._held: dict[str, list[str]] = {}  # origin without rules yet -> keys
        self._retries: list[tuple[float, str]] = []
        self._given_up: dict[str, Fate] = {}
        self._tally: Counter[str] = Counter()

    # Addresses come in

    def add(self, url: str, found_by: FoundBy, found_on: str = "", depth: int = 0) -> VisitStatus:
        """Make an address known and decide its fate as far as its name allows.

        Args:
            url: as found; relative addresses are read against `found_on`.
            found_by: how. START and GIVEN are bound neither by include patterns nor by depth and come first.
            found_on: canonical address of the page it was found on, or "".
            depth: clicks from a start page.

        Returns:
            Its fate: PENDING where it may be visited; DUPLICATE where it was known already (it keeps its own record and
            fate). NOT_WEB for what is no web address, EXCLUDED for over-long ones and OVER_BUDGET beyond the bounds on
            memory are answers only: such addresses are counted, not recorded.
        """
        address = self._spell(url, found_on)
        if not address or len(address) > MAX_LENGTH:
            too_long = len(url) > MAX_LENGTH and not is_not_web(url)
            self._tally["too_long" if too_long else "no_page"] += 1
            return VisitStatus.EXCLUDED if too_long else VisitStatus.NOT_WEB
        visit = Visit(address, self._site.id, depth, found_by, found_on)
        key = identity(address)
        known = self._book.find(key)
        if known is not None:
            self._tally["repeated"] += 1
            self._met_again(known, visit)
            return VisitStatus.DUPLICATE
        stratum = self._sampler.stratum(address)
        if not by_person(found_by) and not self._book.has_room(address, stratum):
            self._tally["beyond"] += 1
            return VisitStatus.OVER_BUDGET
        entry = self._book.enter(key, visit, stratum)
        self._judge(key, entry)
        return entry.status

    def _spell(self, url: str, base: str = "") -> str:
        return canonical(url, base=base, ignore_query=self._site.limits.ignore_query)

    def _met_again(self, entry: Entry, visit: Visit) -> None:
        """Keep the best way by which an untried address is known, so that the order of findings decides nothing."""
        named = by_person(visit.found_by) and not by_person(entry.visit.found_by)
        nearer = visit.depth < entry.visit.depth and not by_person(entry.visit.found_by)
        if entry.tries or entry.status not in _UNTRIED or not (named or nearer):
            return
        was_waiting = entry.waits
        entry.visit = replace(visit, url=entry.visit.url, depth=min(visit.depth, entry.visit.depth))
        if not was_waiting:
            self._judge(identity(entry.visit.url), entry)
        elif named and origin(entry.visit.url) not in self._held:
            self._sampler.urge(entry.visit.url)

    def _judge(self, key: str, entry: Entry) -> None:
        entry.decide(self._gate.fate(entry.visit.url, entry.visit.found_by, entry.visit.depth))
        if entry.status is not VisitStatus.PENDING:
            return
        place = origin(entry.visit.url)
        if self._robots is not None and place not in self._robots:
            self._held.setdefault(place, []).append(key)
            return
        refusal = self._robots[place].refusal(entry.visit.url) if self._robots is not None else ""
        if refusal:
            entry.decide(Fate(VisitStatus.ROBOTS, refusal))
        elif by_person(entry.visit.found_by):
            self._sampler.urge(entry.visit.url)
        else:
            self._sampler.push(entry.visit.url, entry.stratum)

    def robots_needed(self) -> tuple[str, ...]:
        """Origins of which addresses wait for robots.txt to be read, in the order they were met."""
        return tuple(self._held)

    def set_robots(self, place: str, robots: Robots) -> None:
        """Give the rules of an origin; addresses that waited for them get their turn or the fate ROBOTS."""
        if self._robots is not None:
            self._robots[place] = robots
        for key in self._held.pop(place, ()):
            if self._book.entries[key].waits:
                self._judge(key, self._book.entries[key])

    # Visits go out

    def next(self, now: float) -> Visit | None:
        """Choose the next address to visit; no address is given out twice except for its one retry.

        Start pages first, then due retries, then shape by shape and language by language (see `Sampler`).

        Args:
            now: seconds of the caller's steady clock.

        Returns:
            A visit, to be reported with `finish`; None where the budget is full or nothing can be visited now: see
            `finished`, `wake_at` and `robots_needed`.
        """
        while self._places_left() > 0:
            key = self._next_key(now)
            if not key:
                return None
            entry = self._book.entries[key]
            if not entry.waits:
                continue
            fate = self._given_up.get(host_of(entry.visit.url))
            if fate:
                # It takes the budget place it would have had: the sample is what it was, and its gaps stay visible.
                entry.decide(fate)
                self._tally["given_up"] += 1
                self._sampler.took(entry.stratum)
                continue
            if not entry.tries:
                self._sampler.took(entry.stratum)
            entry.tries += 1
            entry.in_flight = True
            self._tally["in_flight"] += 1
            self._tally["tries"] += 1
            return entry.visit
        return None

    def _next_key(self, now: float) -> str:
        if self._retries and self._retries[0][0] <= now:
            return heapq.heappop(self._retries)[1]
        return identity(self._sampler.pop())

    def _places_left(self) -> int:
        budget = self._site.limits.max_pages
        # Pages that fail or turn out to be duplicates cost no place, but a site of dead links must come to an end.
        if self._tally["tries"] >= 3 * budget + 20:
            return 0
        return budget - self._tally["audited"] - self._tally["in_flight"] - self._tally["given_up"]

    def wake_at(self) -> float | None:
        """When the next retry is due, in seconds of the caller's clock; None if none waits."""
        return self._retries[0][0] if self._retries else None

    @property
    def finished(self) -> bool:
        """True where nothing is in flight and no further visit will be given out without new addresses or rules."""
        if self._tally["in_flight"]:
            return False
        return self._places_left() <= 0 or not any(entry.waits for entry in self._book.entries.values())

    # Results come back

    def judge_redirect(self, visit: Visit, final_url: str) -> Fate:
        """Say what a redirect means, right after the page was opened and before work is put into it.

        Args:
            visit: as given out.
            final_url: where it ended.

        Returns:
            PENDING where the page may be audited; DUPLICATE where it is known under another address, or the fate that
            forbids it there (OFF_SITE, ROBOTS, EXCLUDED, DOCUMENT, ...). Report it with `finish` and `final_url`.
        """
        final = self._spell(final_url)
        own = identity(visit.url)
        if not final or identity(final) == own:
            return PENDING
        known = self._book.root(identity(final))
        if known is not None and known is not self._book.entries.get(own) and known.status in _OPEN_STATES:
            return Fate(VisitStatus.DUPLICATE, Remark("visit.redirects", address=known.visit.url))
        found_by = FoundBy.START if by_person(visit.found_by) else FoundBy.REDIRECT
        fate = self._gate.fate(final, found_by, visit.depth)
        rules = (self._robots or {}).get(origin(final))
        if fate.status is VisitStatus.PENDING and rules is not None and rules.refusal(final):
            fate = Fate(VisitStatus.ROBOTS, rules.refusal(final))
        if fate.status is VisitStatus.PENDING:
            return PENDING
        address = final[:MAX_LENGTH]
        if not fate.reason:
            return Fate(fate.status, Remark("visit.redirects", address=address))
        return Fate(fate.status, Remark("visit.redirects-there", address=address, reason=fate.reason))

    def finish(self, record: VisitRecord, now: float) -> VisitStatus:
        """Report how a visit ended.

        Args:
            record: status, final address and so on. Failures that may pass (time-out, connection, crash, lost worker)
                lead to one retry, after `retry_after` or 30 s.
            now: seconds of the caller's steady clock.

        Returns:
            The fate after all: PENDING where it will be tried again; DUPLICATE, OFF_SITE etc. after a redirect. A visit
            that is not in flight keeps the fate it has, so a result that comes twice counts once.

        Raises:
            KeyError: the address was never known here.
        """
        key = identity(record.visit.url)
        entry = self._book.entries[key]
        if not entry.in_flight:
            return entry.status
        entry.in_flight = False
        self._tally["in_flight"] -= 1
        entry.record = record
        if entry.status is VisitStatus.DUPLICATE:  # declared while it was open
            return entry.status
        if record.status in RETRYABLE and entry.tries < _TRIES:
            heapq.heappush(self._retries, (now + max(_RETRY_PAUSE, record.retry_after or 0.0), key))
            return entry.status
        self._settle(key, entry, record)
        return entry.status

    def _settle(self, key: str, entry: Entry, record: VisitRecord) -> None:
        fate = self.judge_redirect(entry.visit, record.final_url) if record.final_url else PENDING
        if fate.status is VisitStatus.DUPLICATE and record.status in (VisitStatus.AUDITED, VisitStatus.DUPLICATE):
            other = self._book.root(identity(self._spell(record.final_url)))
            if other is not None:
                self._make_duplicate(entry, other, fate.reason)
                return
        if fate.status not in (VisitStatus.PENDING, VisitStatus.DUPLICATE):
            entry.decide(fate)
            return
        entry.decide(Fate(record.status, record.reason))
        if record.status is VisitStatus.AUDITED:
            self._tally["audited"] += 1
            self._opened_as(key, entry, record.final_url)

    def _opened_as(self, key: str, entry: Entry, final_url: str) -> None:
        """Remember the address where the page really is, so that links to it do not open it again."""
        final = identity(self._spell(final_url)) if final_url else key
        other = self._book.entries.get(final)
        if final and other is None:
            self._book.alias(final, key)
        elif other is not None and other is not entry and other.status is VisitStatus.OVER_BUDGET:
            self._make_duplicate(other, entry, Remark("visit.opened-through", address=entry.visit.url))

    def mark_duplicate(self, url: str, of: str, reason: str = "") -> bool:
        """Declare that two addresses are the same page (canonical link, same content); gives the budget place back.

        A canonical link alone is a claim that sites often get wrong (every page naming the home page); the caller has
        seen that the contents agree.

        Args:
            url: the address that is to be the duplicate; pending, in flight or audited.
            of: the address that stands for both; made known if it is not, and visited soon if it was not.
            reason: a remark; "" for "same page as ...".

        Returns:
            False, and nothing changes, where `of` may not be visited, was not reached, or is itself a duplicate of
            `url`: no page is lost to a mistaken claim.
        """
        entry = self._book.entries.get(identity(self._spell(url)))
        if entry is None or entry.status not in _OPEN_STATES:
            return False
        target = self._spell(of, entry.visit.url)
        if not target:
            return False
        self.add(target, FoundBy.LINK, entry.visit.url, entry.visit.depth)
        other = self._book.root(identity(target))
        if other is None or other is entry or other.status not in _OPEN_STATES:
            return False
        self._make_duplicate(entry, other, reason or Remark("visit.same-page", address=other.visit.url))
        return True

    def _make_duplicate(self, entry: Entry, other: Entry, reason: str) -> None:
        if entry.status is VisitStatus.AUDITED:
            self._tally["audited"] -= 1
        entry.same_as = identity(other.visit.url)
        entry.decide(Fate(VisitStatus.DUPLICATE, reason))
        if other.waits and not other.tries and origin(other.visit.url) not in self._held:
            # The place in the sample was for this page, by whatever name.
            self._sampler.urge(other.visit.url)

    def give_up(self, host: str, status: VisitStatus, reason: str) -> None:
        """Leave a host alone: addresses of it whose turn comes get this fate instead of a visit.

        Only as many as the budget still had places for: the others were never going to be opened, and counting them as
        tried would make one refusal look like thousands.
        """
        self._given_up[host] = Fate(status, reason)

    # The end, and starting again

    def close(self, *, interrupted: bool = False) -> None:
        """Give every address that is still pending its last fate.

        Those tried without success keep how they failed, those in flight become INTERRUPTED, the others OVER_BUDGET
        (or ROBOTS, where nobody read the rules), or INTERRUPTED if a person stopped the wave.
        """
        unread = {key for keys in self._held.values() for key in keys}
        left_out = Fate(VisitStatus.OVER_BUDGET, Remark("visit.not-in-sample", n=self._site.limits.max_pages))
        self._book.close(INTERRUPTED if interrupted else left_out, unread)
        self._tally["in_flight"] = 0

    def restore(self, records: Iterable[VisitRecord]) -> None:
        """Take up a wave where it stopped: finished addresses keep their fates, pending and interrupted ones go on.

        Args:
            records: as `records` gave them, for the same site, before anything was finished here.
        """
        for record in records:
            key = identity(record.visit.url)
            stratum = self._sampler.stratum(record.visit.url)
            entry = self._book.enter(key, record.visit, stratum)
            if record.status in (VisitStatus.PENDING, VisitStatus.INTERRUPTED):
                self._judge(key, entry)
                continue
            entry.decide(Fate(record.status, record.reason))
            entry.record = record
            if record.status is VisitStatus.AUDITED or record.status in NOT_REACHED:
                entry.tries = 1
                self._tally["tries"] += 1
                self._sampler.took(stratum)
            if record.status is VisitStatus.AUDITED:
                self._tally["audited"] += 1
                self._opened_as(key, entry, record.final_url)

    def records(self) -> tuple[VisitRecord, ...]:
        """Every known address with its one fate, in the order they became known; PENDING before `close`."""
        return self._book.records()

    def fate(self, url: str, found_on: str = "") -> AddressFate | None:
        """What became of an address, in whatever spelling; None if it was never met."""
        return self._book.fate(identity(self._spell(url, found_on)))

    def counts(self) -> FrontierCounts:
        """Where the site stands now."""
        pending = sum(entry.status is VisitStatus.PENDING for entry in self._book.entries.values())
        names = ("audited", "in_flight", "repeated", "no_page", "too_long", "beyond")
        return FrontierCounts(
            known=len(self._book.entries), pending=pending, **{name: self._tally[name] for name in names}
        )

    def strata(self) -> tuple[StratumCount, ...]:
        """How many pages each template and language has, as far as known: those audited, tried, waiting or left out."""
        return self._book.strata()
