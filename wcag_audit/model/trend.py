"""From wave to wave: what became of issues, and how far it is to the targets of the roadmap.

`Trend` is the root of one tree of frozen values; `audit.read_trend` builds it, reports only show it. How every number
is computed is told in docs/trend.md. Units are the same everywhere: values, shares and gaps are points from 0 to 100
(of the index, or per cent of sites or pages), pace is points a month, a month is 30.4375 days, a quarter three months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wcag_audit.model.finding import Finding
from wcag_audit.model.kind import Kind
from wcag_audit.model.language import Text
from wcag_audit.model.register import Body

# ── The roadmap ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Metric(StrEnum):
    """What a target counts. A site itself is measured by its index for the first and the last."""

    CLEAN_SITES = "clean-site-share"  # sites without a failure that the machine finds at the level, of all in scope
    CLEAN_PAGES = "clean-page-share"  # pages without one, of the audited pages
    INDEX = "index"  # the progress index of the level


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the register that a target is for; an empty tuple leaves that side open."""

    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    ministries: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()

    def includes(self, body: Body) -> bool:
        """True where the target is for the sites of that body."""
        return (
            (not self.kinds or body.kind in self.kinds)
            and (not self.regions or body.region in self.regions)
            and (not self.ministries or body.ministry in self.ministries)
            and (not self.bodies or body.id in self.bodies)
        )


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the roadmap.

    Attributes:
        id: short name, unique in the roadmap.
        level: "A", "AA" or "AAA" (cumulative: AA is A and AA together).
        metric: what is counted.
        value: what is to be reached, 0 to 100.
        day: the last day by which it is to be reached.
        scope: whom it is for.
        source: the document and item it comes from, in three languages; None if the file names none.
        assumed_day: True where the source names only a year or a month, so that the day is our reading and every
            report has to print it as an assumption.
    """

    id: str
    level: str
    metric: Metric
    value: float
    day: date
    scope: Scope = field(default_factory=Scope)
    source: Text | None = None
    assumed_day: bool = False

    def days_left(self, as_of: date) -> int:
        """Whole days to the last day; negative once it has passed."""
        return (self.day - as_of).days


# ── Issues ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class IssueState(StrEnum):
    """What became of an issue of a site between two looks."""

    NEW = "new"
    STILL_THERE = "still-there"
    FIXED = "fixed"  # every page it was last seen on was looked at again, by the same or a newer rule
    REGRESSED = "regressed"  # was fixed, and is seen again by the same version of the rule
    NOT_RETESTED = "not-retested"  # not seen, and not shown to be gone


class Origin(StrEnum):
    """Why a new issue was not there before."""

    FIRST_LOOK = "first-look"  # the site was never looked at before
    NEW_CONTENT = "new-content"  # the same version of the rule had looked at the page and had not seen it
    NEW_PAGE = "new-page"  # no page that has it was looked at before: whether it was there is not known
    NEWLY_DETECTED = "newly-detected"  # the rule had not run there, or another version of it had


class Doubt(StrEnum):
    """Why an issue that is not seen is not called fixed."""

    SITE_NOT_IN_WAVE = "site-not-in-wave"
    PAGE_NOT_REACHED = "page-not-reached"  # at least one page it was last seen on was not looked at again
    RULE_NOT_RUN = "rule-not-run"
    OTHER_VERSION = "other-version"  # an older version of the rule, or it is not known which
    UNDECIDED = "undecided"  # the rule cannot tell any more for the same component
    CUT = "cut"  # more failures were counted than listed


@dataclass(frozen=True, slots=True)
class Excepted:
    """An accepted exception: the failure stays a failure, it only does not stop a pipeline.

    Attributes:
        reason, owner: as the file of exceptions has them; hostile text.
        expires: the last day on which it holds.
    """

    reason: str
    owner: str
    expires: date


@dataclass(frozen=True, slots=True)
class IssueLife:
    """One issue of a site as it stands after a wave.

    Attributes:
        fingerprint, rule, code, criteria: as in model.finding.Finding.
        kind: how much it weighs, as when it was last seen.
        level: the lowest level among its criteria; "" for best practice.
        state: what became of it.
        since: name of the wave since which it is in that state.
        first_seen, last_seen: names of waves.
        origin: of a NEW issue; None otherwise.
        doubt: why it is NOT_RETESTED; None otherwise.
        pages: pages it was last seen on.
        looked_again: of these, pages that were looked at since without seeing it.
        excepted: the exception that holds on the day of the question; None if there is none.
    """

    fingerprint: str
    rule: str
    code: str
    criteria: tuple[str, ...]
    kind: Kind
    level: str
    state: IssueState
    since: str
    first_seen: str
    last_seen: str
    origin: Origin | None = None
    doubt: Doubt | None = None
    pages: int = 0
    looked_again: int = 0
    excepted: Excepted | None = None


@dataclass(frozen=True, slots=True)
class LifeCounts:
    """Proven failures (issues of stable rules on success criteria) by what became of them in one wave.

    Attributes:
        states: number per state; a state without issues may be left out. FIXED counts those fixed in this wave only.
        origins: the NEW ones by origin.
        excepted: of all that are there, those with a holding exception.
    """

    states: Mapping[IssueState, int] = field(default_factory=dict)
    origins: Mapping[Origin, int] = field(default_factory=dict)
    excepted: int = 0

    @property
    def open(self) -> int:
        """Issues that were seen in the wave."""
        seen = (IssueState.NEW, IssueState.STILL_THERE, IssueState.REGRESSED)
        return sum(self.states.get(state, 0) for state in seen)


@dataclass(frozen=True, slots=True)
class ComparedIssue:
    """An issue of a comparison with what is shown of it.

    Attributes:
        life: what became of it.
        finding: one of its findings, of the later wave if it has it.
        urls: some of the pages it is, or was, on.
    """

    life: IssueLife
    finding: Finding
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SiteLives:
    """The issues of one site as they stand after a wave.

    Attributes:
        issues: by fingerprint, also those that are fixed.
        counts: proven failures by what became of them in this wave; None where no earlier wave had the site.
        gone: proven failures that the wave did not see, as they were last seen: those it showed to be fixed, and those
            that are not re-tested.
        days: by name of a wave, the day in Kazakhstan on which it was begun.
    """

    issues: Mapping[str, IssueLife] = field(default_factory=dict)
    counts: LifeCounts | None = None
    gone: tuple[ComparedIssue, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteComparison:
    """One site in two waves.

    Attributes:
        site, body: ids in the register.
        url: the site's address.
        in_before, in_after: whether the waves had it.
        issues: what is new, still there, regressed, fixed in between, or not re-tested; new and regressed ones first.
    """

    site: str
    body: str
    url: str
    in_before: bool
    in_after: bool
    issues: tuple[ComparedIssue, ...]


# ── Waves and points ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class WaveRef:
    """A wave on the time axis.

    Attributes:
        day: the day it was begun, in Kazakhstan's time.
        finished: False for a wave that is still open; such a wave is shown and takes no part in pace or projection.
        rules: hash over the rules that were on (model.result.Versions).
    """

    id: int
    name: str
    day: date
    profile: str
    level: str
    finished: bool
    rules: str = ""


class SiteState(StrEnum):
    """What can be said of a site at a level after a wave. None of them is conformance."""

    CLEAN = "no-failure-found"  # enough was reached, and the machine found no failure
    FAILING = "failing"  # a failure was found, however little was reached
    UNKNOWN = "not-measurable"  # none was found, and too little was reached to say anything


@dataclass(frozen=True, slots=True)
class SitePoint:
    """One site, one level, one wave.

    Attributes:
        wave_id, day: of the wave.
        state: the site's state at the level.
        index, low, high: the progress index with its 95 % interval; None where it may not be printed.
        basket: of the index; "" if there is none.
        linked: the index on the scale of the newest basket; equal to `index` where the basket is the newest, None
            where no overlap wave links the baskets.
        clean_pages, pages: audited pages without a failure at the level; audited pages.
        reached, attempted: addresses.
        open_issues: proven failures at the level or below.
        by_person: True if people settled every criterion.
    """

    wave_id: int
    day: date
    state: SiteState
    index: float | None
    low: float | None
    high: float | None
    basket: str
    linked: float | None
    clean_pages: int
    pages: int
    reached: int
    attempted: int
    open_issues: int
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class GroupPoint:
    """One group of sites, one level, one wave. Sites that are not measurable stay in the denominator.

    Attributes:
        sites: enabled sites of the group in that wave; the next three add up to it.
        clean, failing, unknown: sites by state.
        worst, best: share of clean sites if none, and if all, of the unknown ones were clean.
        low, high: exact 95 % interval around them: the lower end for `worst`, the upper for `best`.
        index, index_low, index_high: mean index of the measured sites, bootstrap 95 % interval over sites (the second
            and third None with fewer than five sites).
        measured: sites with an index.
        clean_pages, pages: sums over sites.
    """

    wave_id: int
    day: date
    sites: int
    clean: int
    failing: int
    unknown: int
    worst: float
    best: float
    low: float
    high: float
    index: float | None
    index_low: float | None
    index_high: float | None
    measured: int
    clean_pages: int
    pages: int


# ── The way to a target ──────────────────────────────────────────────────────────────────────────────────────────────


class Standing(StrEnum):
    """Where a site or group stands towards a target. Words for people: i18n/catalogues/common.toml."""

    MET = "met"  # reached, and what it takes a person for was settled by people
    MET_BY_MACHINE = "met-by-machine"  # the machine finds nothing more; people have not settled it: never called AA
    MISSED = "missed"  # the day has passed
    MISSED_UNKNOWN = "missed-unknown"  # the day has passed, and whether the target was reached is not known
    NOT_MEASURABLE = "not-measurable"
    TOO_EARLY = "too-early"  # the evidence is too thin for a word about pace
    # Sites, and groups with a target on pages or index: which way the pace leads
    APPROACHING = "approaching"  # nearer, and at least as fast as required
    APPROACHING_SLOWLY = "approaching-slowly"  # nearer, but slower than required
    NO_DIRECTION = "no-direction"  # the interval of the pace holds zero
    RECEDING = "receding"
    # Groups with a target on clean sites: probability of reaching it
    ON_COURSE = "on-course"  # at least 0.7
    OPEN = "open"
    OFF_COURSE = "off-course"  # below 0.3


@dataclass(frozen=True, slots=True)
class Pace:
    """Observed pace: the Theil-Sen slope.

    Attributes:
        per_month: points a month; positive is nearer to the target.
        low, high: exact interval of the slope, of at least 90 % (Sen 1968).
        waves: number of comparable waves it rests on.
    """

    per_month: float
    low: float
    high: float
    waves: int


@dataclass(frozen=True, slots=True)
class Step:
    """One point of a drawn path."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Projection:
    """Three scenarios for the last day of a target. They are no forecast: the range is not calibrated.

    Attributes:
        no_change, damped, required: value on that day if nothing changes, if the observed pace goes on and fades
            (0.85 of it is left after each quarter), and the target itself.
        paths: the same scenarios quarter by quarter, under these three names, from the last wave to the day.
        calibrated: False until the errors of earlier projections are known; then no range and no probability.
    """

    no_change: float
    damped: float
    required: float
    paths: Mapping[str, tuple[Step, ...]]
    calibrated: bool = False


@dataclass(frozen=True, slots=True)
class SiteCourse:
    """One site towards one target.

    Attributes:
        standing: the word for it.
        current: index, or share of clean pages, of the last wave that measured it; None if none did.
        low, high: 95 % interval of the index; None where there is none.
        measured_on: day of that wave; None if none did.
        gap: points that are missing; 0 when reached; None as `current`.
        months_left: to the last day; 0 once it has passed.
        required: points a month from now to the day; None without a current value or time left.
        waves: comparable waves at hand (same profile, level audited, basket the same or linked, finished).
        observed: pace; None with fewer than four comparable waves.
        projection: None likewise, once the day has passed, and where the target is reached.
        open_issues: proven failures at the level or below in the last wave.
        issues_required: of these to repair a month; None without time left.
        tier: 1 for the sites in front; sites of different tiers have intervals that do not overlap. None if unknown.
    """

    target: Target
    standing: Standing
    current: float | None
    low: float | None
    high: float | None
    measured_on: date | None
    gap: float | None
    months_left: float
    required: float | None
    waves: int
    observed: Pace | None
    projection: Projection | None
    open_issues: int
    issues_required: float | None
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class SiteTrend:
    """One site over the waves.

    Attributes:
        site, body: ids in the register; `url` as registered last.
        points: per level, one point a wave, oldest first; waves without the site are left out.
        courses: one per target whose scope holds the site.
        life: per wave id, what became of its issues.
    """

    site: str
    body: str
    url: str
    points: Mapping[str, tuple[SitePoint, ...]]
    courses: tuple[SiteCourse, ...]
    life: Mapping[int, LifeCounts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rate:
    """A probability with its 90 % credible interval, 0 to 1."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Transitions:
    """What sites did from one comparable wave to the next; a site counts once for each such pair of waves.

    Attributes:
        improved, stayed_failing: of failing sites, those that became clean and those that did not.
        relapsed, stayed_clean: of clean sites, those that began to fail again and those that did not.
        steps: pairs of waves.
        step_months: median length of a step; 0 without steps.
        improvement, relapse: rates per step, Beta posteriors drawn to the nation's; None without any step.
        bound: share of clean sites that these rates lead to in the long run, improvement / (improvement + relapse);
            None likewise.
    """

    improved: int
    stayed_failing: int
    relapsed: int
    stayed_clean: int
    steps: int
    step_months: float
    improvement: Rate | None = None
    relapse: Rate | None = None
    bound: float | None = None

    @property
    def count(self) -> int:
        """All transitions that were seen."""
        return self.improved + self.stayed_failing + self.relapsed + self.stayed_clean


@dataclass(frozen=True, slots=True)
class GroupProjection:
    """Share of clean sites on the last day of a target, by simulation with a fixed seed; unknown sites as failing.

    Attributes:
        share: median of the draws.
        low, high: 80 % of the draws lie between.
        probability_low, probability_high: probability of reaching the target, unknown sites as failing and as clean.
        draws: how many.
    """

    share: float
    low: float
    high: float
    probability_low: float
    probability_high: float
    draws: int


@dataclass(frozen=True, slots=True)
class Change:
    """What changed between the first and the last comparable wave, on the sites that both have.

    Attributes:
        from_day, to_day: of the two waves.
        sites: sites in both.
        before, after: value on these sites.
        per_month: pace between the two; 0 if they are on one day.
        entered, left: sites that only the later, only the earlier has.
    """

    from_day: date
    to_day: date
    sites: int
    before: float
    after: float
    per_month: float
    entered: int
    left: int

    @property
    def set_changed(self) -> bool:
        """True where the report has to say that the set of sites changed."""
        return bool(self.entered or self.left)


@dataclass(frozen=True, slots=True)
class GroupCourse:
    """One group towards one target.

    Attributes:
        sites: sites of the group in the target's scope.
        standing: the word for it.
        current: share of clean sites with unknown ones as failing, of clean pages, or mean index, in the last wave.
        best: the same with unknown sites as clean (or at 100).
        low, high: 95 % interval: of the share, around `current` and `best` (exact); of a mean, from resampling sites.
            None where nothing is known, and of a mean of fewer than five sites.
        gap, months_left, required: as in SiteCourse, from `current`.
        change: first against last comparable wave; None with fewer than two.
        transitions: between clean and failing; None where the target is not about clean sites.
        projection: None where the evidence is too thin, once the day has passed, or without transitions.
        observed, scenarios: pace and scenarios of a target on pages or index, from four comparable waves on.
        tier: as in SiteCourse, among groups of the same kind.
    """

    target: Target
    sites: int
    standing: Standing
    current: float | None
    best: float | None
    low: float | None
    high: float | None
    gap: float | None
    months_left: float
    required: float | None
    change: Change | None
    transitions: Transitions | None
    projection: GroupProjection | None
    observed: Pace | None = None
    scenarios: Projection | None = None
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class CriterionProgress:
    """One success criterion over the sites of a group in its last wave: AAA is told so, not as a goal for whole sites.

    Attributes:
        criterion, level: such as "1.4.6" and "AAA".
        failing: sites where it fails.
        no_failure_found: sites where the machine looked and found no failure.
        by_person: sites where a person said passed.
        not_applicable: sites with nothing it speaks about.
        open: sites where a person must decide or nobody looked.
        failing_before: sites where it failed in the first comparable wave, of those in both; None with one wave.
        failing_now: sites where it fails now, of those in both; None likewise.
    """

    criterion: str
    level: str
    failing: int
    no_failure_found: int
    by_person: int
    not_applicable: int
    open: int
    failing_before: int | None
    failing_now: int | None


class Grouping(StrEnum):
    """What a group is made of."""

    NATION = "nation"
    MINISTRY = "ministry"  # a body that others answer to, with its own sites and theirs
    REGION = "region"
    KIND = "kind"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class GroupTrend:
    """One group of sites over the waves.

    Attributes:
        grouping: what it is made of.
        id: of the body, region or kind; "" for the nation.
        name: as registered last; None for the nation and for kinds, whose names stand in the catalogue.
        sites: ids of its enabled sites in the last wave.
        points: per level, one point for each finished wave that had at least half of these sites, oldest first.
        courses: one per target whose scope holds at least one of its sites.
        criteria: progress per criterion of the levels that have a target, in the order of WCAG; () for bodies.
        life: per wave id, what became of the issues of its sites.
    """

    grouping: Grouping
    id: str
    name: Text | None
    sites: tuple[str, ...]
    points: Mapping[str, tuple[GroupPoint, ...]]
    courses: tuple[GroupCourse, ...]
    criteria: tuple[CriterionProgress, ...] = ()
    life: Mapping[int, LifeCounts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trend:
    """Everything that may be said about the way to the roadmap's targets on one day.

    Attributes:
        as_of: the day of the question.
        targets: the roadmap, by day and level.
        waves: all waves begun up to that day, oldest first.
        nation: all sites together.
        ministries, regions, kinds, bodies: in the order of the register of the last wave; groups without sites are
            left out.
        sites: in the order of the register of the last wave.
    """

    as_of: date
    targets: tuple[Target, ...]
    waves: tuple[WaveRef, ...]
    nation: GroupTrend
    ministries: tuple[GroupTrend, ...]
    regions: tuple[GroupTrend, ...]
    kinds: tuple[GroupTrend, ...]
    bodies: tuple[GroupTrend, ...]
    sites: tuple[SiteTrend, ...]

    @property
    def comparable_waves(self) -> int:
        """Finished waves."""
        return sum(wave.finished for wave in self.waves)
