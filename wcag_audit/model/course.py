"""The way of a site or a group to a target: where it stands, its pace, what may come. Units: see `model.trend`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wcag_audit.model.roadmap import Target


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
