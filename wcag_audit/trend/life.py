"""What became of each issue of a site from wave to wave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wcag_audit.model.kind import Kind
from wcag_audit.model.life import Doubt, Excepted, IssueLife, IssueState, LifeCounts, Origin
from wcag_audit.standards.wcag import level_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

WHOLE_SITE = ""
"""The "page" of rules that compare the pages of a site."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A finding as the life cycle needs it.

    Attributes:
        page: address as asked for, with a blank and the state after it where it is not the page as opened;
            `WHOLE_SITE` for a finding from comparing pages.
        place: component signature of the target, or its selector: what stays the same when the rule says another code.
        compared: for a finding from comparing pages, these pages.
        excepted: the exception that holds for this place; an issue is excepted where all its places are.
    """

    fingerprint: str
    rule: str
    code: str
    criteria: tuple[str, ...]
    kind: Kind
    page: str
    place: str = ""
    compared: tuple[str, ...] = ()
    excepted: Excepted | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One site in one wave.

    Attributes:
        wave: its name.
        sightings: every finding.
        ran: per audited page the rules that ran to their end; under `WHOLE_SITE` those that compared the pages.
        versions: version of each rule; a rule that is not named has none that is known.
        cut: (page, rule) where more failures were counted than kept as findings.
    """

    wave: str
    sightings: tuple[Sighting, ...]
    ran: Mapping[str, AbstractSet[str]]
    versions: Mapping[str, str]
    cut: AbstractSet[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class _Issue:
    """An issue while the waves are gone through; `open` are the pages that have it as far as is known."""

    seen: Sighting
    first_seen: str
    last_seen: str
    state: IssueState
    since: str
    there_since: str
    version: str | None
    open: set[str]
    origin: Origin | None = None
    doubt: Doubt | None = None
    looked_again: int = 0
    excepted: Excepted | None = None


@dataclass(slots=True)
class LifeCycle:
    """Takes the waves of one site in their order. Memory: its issues, and the rules by page.

    An issue is FIXED only when every page that is known to have it was audited again, the rule ran there to its end in
    the same or a newer version, listed all it counted, and is not merely undecided about the same component. Pages may
    come over several waves. Until then it is NOT_RETESTED, with what is wanting.
    """

    _issues: dict[str, _Issue] = field(default_factory=dict)
    _looked: dict[str, dict[str, set[str | None]]] = field(default_factory=dict)

    def add(self, now: Observation) -> None:
        """The next wave with the site in it."""
        seen: dict[str, list[Sighting]] = {}
        for sighting in now.sightings:
            seen.setdefault(sighting.fingerprint, []).append(sighting)
        undecided = {(item.page, item.rule, item.place) for item in now.sightings if item.kind is Kind.REVIEW}
        for fingerprint, issue in self._issues.items():
            if issue.state is not IssueState.FIXED:
                self._look_again(issue, now, undecided, seen.get(fingerprint, ()))
        for fingerprint, sightings in seen.items():
            self._meet(fingerprint, sightings, now)
        for page, rules in now.ran.items():
            known = self._looked.setdefault(page, {})
            for rule in rules:
                known.setdefault(rule, set()).add(now.versions.get(rule))

    def pass_over(self, wave: str) -> None:
        """A wave without the site: nothing that was there is shown to be gone."""
        for issue in self._issues.values():
            if issue.state is not IssueState.FIXED:
                _doubt(issue, Doubt.SITE_NOT_IN_WAVE, wave)

    def lives(self) -> Iterator[IssueLife]:
        """Every issue that was ever seen, as it stands now."""
        for fingerprint, issue in self._issues.items():
            seen = issue.seen
            yield IssueLife(
                fingerprint=fingerprint,
                rule=seen.rule,
                code=seen.code,
                criteria=seen.criteria,
                kind=seen.kind,
                level=level_of(seen.criteria) or "",
                state=issue.state,
                since=issue.since,
                first_seen=issue.first_seen,
                last_seen=issue.last_seen,
                origin=issue.origin,
                doubt=issue.doubt,
                pages=len({page.partition(" ")[0] for page in issue.open}) + issue.looked_again,
                looked_again=issue.looked_again,
                excepted=issue.excepted,
            )

    def _meet(self, fingerprint: str, sightings: list[Sighting], now: Observation) -> None:
        """An issue is seen."""
        first = sightings[0]
        pages = {item.page for item in sightings}
        version = now.versions.get(first.rule)
        issue = self._issues.get(fingerprint)
        if issue is None:
            new, wave = self._origin(first.rule, pages, version), now.wave
            issue = _Issue(first, wave, wave, IssueState.NEW, wave, wave, version, pages, new)
            issue.excepted = _excepted(sightings)
            self._issues[fingerprint] = issue
            return
        origin: Origin | None = None
        if issue.state is not IssueState.FIXED:
            state = IssueState.STILL_THERE
        elif version is not None and version == issue.version:
            state = IssueState.REGRESSED
        else:  # the rule is another one than the one that saw it gone: whether it came back is not known
            state, origin = IssueState.NEW, Origin.NEWLY_DETECTED
        if state is not IssueState.STILL_THERE:
            issue.there_since = now.wave
        issue.state, issue.origin, issue.doubt, issue.since = state, origin, None, issue.there_since
        issue.seen, issue.last_seen, issue.version = first, now.wave, version
        issue.open |= pages
        issue.excepted = _excepted(sightings)
        issue.looked_again = 0

    def _origin(self, rule: str, pages: AbstractSet[str], version: str | None) -> Origin:
        if not self._looked:
            return Origin.FIRST_LOOK
        before = [self._looked[page] for page in pages if page in self._looked]
        if not before:
            return Origin.NEW_PAGE
        same = version is not None and any(version in rules.get(rule, ()) for rules in before)
        return Origin.NEW_CONTENT if same else Origin.NEWLY_DETECTED

    @staticmethod
    def _look_again(
        issue: _Issue,
        now: Observation,
        undecided: AbstractSet[tuple[str, str, str]],
        sightings: Iterable[Sighting],
    ) -> None:
        """Strike out the pages that were looked at again and no longer have it."""
        rule, place = issue.seen.rule, issue.seen.place
        there = {item.page for item in sightings}
        doubts: list[Doubt] = []
        for page in sorted(issue.open - there):
            if page not in now.ran or not now.ran.keys() >= set(issue.seen.compared):
                continue
            if rule not in now.ran[page]:
                doubts.append(Doubt.RULE_NOT_RUN)
            elif not _same_or_newer(now.versions.get(rule), issue.version):
                doubts.append(Doubt.OTHER_VERSION)
            elif (page, rule) in now.cut:
                doubts.append(Doubt.CUT)
            elif (page, rule, place) in undecided and issue.seen.kind is not Kind.REVIEW:
                doubts.append(Doubt.UNDECIDED)
            else:
                issue.open.discard(page)
                issue.looked_again += 1
        if there:
            return
        if issue.open:
            _doubt(issue, doubts[0] if doubts else Doubt.PAGE_NOT_REACHED, now.wave)
        else:
            issue.state, issue.since, issue.doubt, issue.origin = IssueState.FIXED, now.wave, None, None
            issue.version = now.versions.get(rule)


def count(lives: Iterable[IssueLife], wave: str) -> LifeCounts:
    """Proven failures by what became of them in a wave; what was fixed in an earlier one is history."""
    states: Counter[IssueState] = Counter()
    origins: Counter[Origin] = Counter()
    excepted = 0
    for life in lives:
        if life.kind is not Kind.PROVEN or (life.state is IssueState.FIXED and life.since != wave):
            continue
        states[life.state] += 1
        if life.origin is not None:
            origins[life.origin] += 1
        excepted += life.excepted is not None and life.state is not IssueState.FIXED
    return LifeCounts(dict(states), dict(origins), excepted)


def _excepted(sightings: Iterable[Sighting]) -> Excepted | None:
    """The exception that ends first, where every place has one."""
    found = [item.excepted for item in sightings if item.excepted is not None]
    return min(found, key=lambda item: item.expires) if found and len(found) == len(tuple(sightings)) else None


def _doubt(issue: _Issue, doubt: Doubt, wave: str) -> None:
    if issue.state is not IssueState.NOT_RETESTED:
        issue.since = wave
    issue.state, issue.doubt, issue.origin = IssueState.NOT_RETESTED, doubt, None


def _same_or_newer(now: str | None, then: str | None) -> bool:
    """Versions of one rule: whole numbers, or numbers with dots; anything else must be the same."""
    if now is None or then is None:
        return False
    if now == then:
        return True
    new, old = now.split("."), then.split(".")
    if not all(part.isdecimal() for part in (*new, *old)):
        return False
    return [int(part) for part in new] > [int(part) for part in old]
