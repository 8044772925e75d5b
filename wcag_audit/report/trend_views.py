"""What the pages of the trend say: chosen and counted from a `Trend`, nothing is computed anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wcag_audit.model.life import IssueState, LifeCounts
from wcag_audit.model.roadmap import Metric
from wcag_audit.model.trend import SiteState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from wcag_audit.model.course import GroupCourse
    from wcag_audit.model.roadmap import Target
    from wcag_audit.model.trend import GroupPoint, GroupTrend, SitePoint, SiteTrend, Trend, WaveRef

_FULL = 100.0


@dataclass(frozen=True, slots=True)
class Position:
    """A group towards one target, with its waves.

    Attributes:
        course: where it stands.
        points: its waves at the target's level, oldest first; may be empty.
        clean, unknown: sites without a failure, sites that are not measurable, as `course.current` counts them; None
            where nothing is known, or where the target is not about clean sites.
    """

    course: GroupCourse
    points: Sequence[GroupPoint]
    clean: int | None
    unknown: int | None

    @property
    def target(self) -> Target:
        """The target."""
        return self.course.target


def positions(group: GroupTrend) -> tuple[Position, ...]:
    """The group towards each of its targets."""
    return tuple(_position(course, group.points.get(course.target.level, ())) for course in group.courses)


def _position(course: GroupCourse, points: Sequence[GroupPoint]) -> Position:
    if course.target.metric is not Metric.CLEAN_SITES or course.current is None or course.best is None:
        return Position(course, points, None, None)
    clean = round(course.current * course.sites / _FULL)
    return Position(course, points, clean, round(course.best * course.sites / _FULL) - clean)


@dataclass(frozen=True, slots=True)
class Value:
    """What one wave says of that which a target counts, in per cent or points of the index.

    Attributes:
        worst, best: bounds; equal where nothing is left open.
        low, high: 95 % interval around them; equal to them where none can be given.
    """

    day: date
    worst: float
    best: float
    low: float
    high: float


def values(position: Position) -> tuple[Value, ...]:
    """The waves that have a value of the target's metric, oldest first."""
    found = []
    for point in position.points:
        if position.target.metric is Metric.CLEAN_SITES:
            found.append(Value(point.day, point.worst, point.best, point.low, point.high))
        elif position.target.metric is Metric.CLEAN_PAGES and point.pages:
            share = _FULL * point.clean_pages / point.pages
            found.append(Value(point.day, share, share, share, share))
        elif position.target.metric is Metric.INDEX and point.index is not None:
            low = point.index if point.index_low is None else point.index_low
            high = point.index if point.index_high is None else point.index_high
            found.append(Value(point.day, point.index, point.index, low, high))
    return tuple(found)


def unmeasured(group: GroupTrend) -> tuple[tuple[tuple[str, ...], int, int], ...]:
    """Levels with their number of sites that are not measurable and of all; those with equal numbers together."""
    levels: dict[tuple[int, int], list[str]] = {}
    for position in positions(group):
        if position.unknown is not None:
            levels.setdefault((position.unknown, position.course.sites), []).append(position.target.level)
    return tuple((tuple(dict.fromkeys(own)), *numbers) for numbers, own in levels.items())


class Move(StrEnum):
    """What became of a group between the first and the last comparable wave, on the sites that both measured."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    UNKNOWN = "unknown"


def move(course: GroupCourse) -> Move:
    """Whether the value rose, stayed or fell; it says nothing of whether that is more than chance."""
    if course.change is None:
        return Move.UNKNOWN
    if course.change.after == course.change.before:
        return Move.SAME
    return Move.UP if course.change.after > course.change.before else Move.DOWN


@dataclass(frozen=True, slots=True)
class Tier:
    """Groups whose intervals leave no order among them; `number` None for those that nothing is known of."""

    number: int | None
    rows: Sequence[tuple[GroupTrend, Position]]


def tiers(groups: Iterable[GroupTrend], target: Target) -> tuple[Tier, ...]:
    """The groups that the target is for, by tier; within one in the order of the register."""
    found: dict[int | None, list[tuple[GroupTrend, Position]]] = {}
    for group in groups:
        for position in positions(group):
            if position.target == target:
                found.setdefault(position.course.tier, []).append((group, position))
    numbers = sorted(found, key=lambda number: (number is None, number))
    return tuple(Tier(number, tuple(found[number])) for number in numbers)


@dataclass(frozen=True, slots=True)
class Moves:
    """How many ministries and regions rose towards a target, and how many did not although their change is known."""

    target: Target
    ministries: Counter[Move]
    regions: Counter[Move]

    def rose(self) -> dict[str, str | int]:
        """Values for the sentence about those that rose."""
        return self._values((Move.UP,))

    def did_not(self) -> dict[str, str | int]:
        """Values for the sentence about those that stayed or fell."""
        return self._values((Move.SAME, Move.DOWN))

    def any_of(self, values: Mapping[str, str | int]) -> bool:
        """True where such a sentence has something to tell."""
        return bool(values["ministries"] or values["regions"])

    def _values(self, wanted: Sequence[Move]) -> dict[str, str | int]:
        return {
            "level": self.target.level,
            "ministries": sum(self.ministries[item] for item in wanted),
            "all_ministries": self.ministries.total(),
            "regions": sum(self.regions[item] for item in wanted),
            "all_regions": self.regions.total(),
        }


def moves(trend: Trend, target: Target) -> Moves:
    """What became of the groups that the target is for."""

    def counted(groups: Sequence[GroupTrend]) -> Counter[Move]:
        return Counter(move(course) for group in groups for course in group.courses if course.target == target)

    return Moves(target, counted(trend.ministries), counted(trend.regions))


@dataclass(frozen=True, slots=True)
class Reach:
    """What the last wave did not reach.

    Attributes:
        reached, attempted: addresses of all sites.
        not_retested: proven failures of earlier waves that are neither seen nor shown to be gone.
    """

    reached: int
    attempted: int
    not_retested: int


def last_wave(trend: Trend) -> WaveRef | None:
    """The last finished wave; None if none is finished."""
    return next((wave for wave in reversed(trend.waves) if wave.finished), None)


def last_life(group: GroupTrend, wave: WaveRef | None) -> LifeCounts:
    """What became of the group's issues in the wave."""
    return group.life.get(wave.id, LifeCounts()) if wave else LifeCounts()


def reach(trend: Trend, wave: WaveRef | None) -> Reach:
    """What the wave reached over all sites; a site's points of all levels rest on the same addresses."""
    points = [point for site in trend.sites if wave and (point := _point_of(site, wave)) is not None]
    return Reach(
        reached=sum(point.reached for point in points),
        attempted=sum(point.attempted for point in points),
        not_retested=last_life(trend.nation, wave).states.get(IssueState.NOT_RETESTED, 0),
    )


def _point_of(site: SiteTrend, wave: WaveRef) -> SitePoint | None:
    return next((point for points in site.points.values() for point in points if point.wave_id == wave.id), None)


def site_state(site: SiteTrend, level: str) -> SiteState:
    """The site's state at the level in its last wave."""
    points = site.points.get(level, ())
    return points[-1].state if points else SiteState.UNKNOWN


@dataclass(frozen=True, slots=True)
class CriteriaCounts:
    """Criteria of one level by how the number of sites that fail them changed between the first and the last wave."""

    level: str
    fewer: int
    same: int
    more: int
    unknown: int
    never_failing: int

    @property
    def total(self) -> int:
        """All criteria of the level."""
        return self.fewer + self.same + self.more + self.unknown


def criteria_counts(group: GroupTrend) -> tuple[CriteriaCounts, ...]:
    """The group's criteria by level; levels without a target are left out."""
    found = []
    for level in dict.fromkeys(item.level for item in group.criteria):
        items = [item for item in group.criteria if item.level == level]
        pairs = [
            (item.failing_before, item.failing_now)
            for item in items
            if item.failing_before is not None and item.failing_now is not None
        ]
        found.append(
            CriteriaCounts(
                level=level,
                fewer=sum(now < before for before, now in pairs),
                same=sum(now == before for before, now in pairs),
                more=sum(now > before for before, now in pairs),
                unknown=len(items) - len(pairs),
                never_failing=sum(item.failing == 0 for item in items),
            )
        )
    return tuple(found)
