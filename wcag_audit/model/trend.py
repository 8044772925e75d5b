"""Waves beside each other: sites and groups at each wave, and how far it is to the targets of the roadmap.

`Trend` is the root of one tree of frozen values; `audit.read_trend` builds it, reports only show it. How every number
is computed is told in docs/trend.md. Units are the same everywhere: values, shares and gaps are points from 0 to 100
(of the index, or per cent of sites or pages), pace is points a month, a month is 30.4375 days, a quarter three months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wcag_audit.model.course import GroupCourse, SiteCourse
from wcag_audit.model.language import Text
from wcag_audit.model.life import LifeCounts
from wcag_audit.model.roadmap import Target


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
