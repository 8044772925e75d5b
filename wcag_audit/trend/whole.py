"""The whole trend: from the histories of all sites to one tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from wcag_audit.model.life import IssueState, LifeCounts
from wcag_audit.model.register import BodyKind
from wcag_audit.model.trend import Grouping, GroupTrend, SiteTrend, Trend
from wcag_audit.trend.criteria import criteria_progress
from wcag_audit.trend.groups import Circumstances, group_course
from wcag_audit.trend.history import Baskets
from wcag_audit.trend.shares import group_points
from wcag_audit.trend.sites import site_trend
from wcag_audit.trend.tiers import tiers
from wcag_audit.trend.transitions import count_transitions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from wcag_audit.model.language import Text
    from wcag_audit.model.life import Origin
    from wcag_audit.model.register import Body, Register
    from wcag_audit.model.roadmap import Target
    from wcag_audit.model.trend import WaveRef
    from wcag_audit.trend.history import SiteHistory

Tiered = TypeVar("Tiered", SiteTrend, GroupTrend)


@dataclass(frozen=True, slots=True)
class Ends:
    """Numbers of the first and the last wave between which criteria are compared; None where there is none."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    grouping: Grouping
    id: str
    name: Text | None
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Whole:
    """What every group is made from."""

    targets: Sequence[Target]
    waves: Sequence[WaveRef]
    bodies: Mapping[str, Body]
    by_body: Mapping[str, Sequence[SiteHistory]]
    sites: Mapping[str, SiteTrend]
    around: Circumstances
    ends: Ends


def build_trend(
    as_of: date,
    targets: Sequence[Target],
    waves: Sequence[WaveRef],
    register: Register,
    histories: Iterable[SiteHistory],
    *,
    baskets: Baskets | None = None,
    ends: Ends | None = None,
) -> Trend:
    """Everything that may be said about the way to the targets on one day.

    Args:
        as_of: the clock.
        targets: the roadmap.
        waves: all waves begun up to that day, oldest first.
        register: bodies and regions as they are grouped.
        histories: one per enabled site of these bodies, in the order of the register.
        baskets: those of all these waves.
        ends: waves between which criteria are compared.
    """
    histories, baskets = tuple(histories), baskets or Baskets()
    bodies = {body.id: body for body in register.bodies}
    sites = {
        history.site: site_trend(
            history, [target for target in targets if target.scope.includes(bodies[history.body])], baskets, as_of
        )
        for history in histories
    }
    levels = dict.fromkeys(target.level for target in targets)
    nation = {level: count_transitions(histories, level, baskets) for level in levels}
    around = Circumstances(baskets, as_of, nation)
    by_body: dict[str, list[SiteHistory]] = {body: [] for body in bodies}
    for history in histories:
        by_body[history.body].append(history)
    whole = _Whole(targets, waves, bodies, by_body, sites, around, ends or Ends())
    groups: dict[Grouping, list[GroupTrend]] = {grouping: [] for grouping in Grouping}
    for group in _groups(register):
        found = _trend(group, whole)
        if found.sites or group.grouping is Grouping.NATION:
            groups[group.grouping].append(found)
    return Trend(
        as_of=as_of,
        targets=tuple(targets),
        waves=tuple(waves),
        nation=groups[Grouping.NATION][0],
        ministries=_in_tiers(groups[Grouping.MINISTRY]),
        regions=_in_tiers(groups[Grouping.REGION]),
        kinds=_in_tiers(groups[Grouping.KIND]),
        bodies=_in_tiers(groups[Grouping.BODY]),
        sites=_in_tiers(list(sites.values())),
    )


def add_up(counts: Iterable[LifeCounts]) -> LifeCounts:
    """The sum of what became of the issues of several sites."""
    states: Counter[IssueState] = Counter()
    origins: Counter[Origin] = Counter()
    excepted = 0
    for item in counts:
        states.update(item.states)
        origins.update(item.origins)
        excepted += item.excepted
    return LifeCounts(dict(states), dict(origins), excepted)


def _groups(register: Register) -> Iterator[_Group]:
    """The nation; bodies that others answer to with all below them; regions; kinds; bodies."""
    bodies = register.bodies
    yield _Group(Grouping.NATION, "", None, tuple(body.id for body in bodies))
    below = defaultdict(set)
    for body in bodies:
        below[body.ministry].add(body.id)
    for body in bodies:
        if below[body.id]:
            own = _all_below(body.id, below)
            yield _Group(Grouping.MINISTRY, body.id, body.name, tuple(body.id for body in bodies if body.id in own))
    for region in register.regions:
        ids = tuple(body.id for body in bodies if body.region == region.id)
        yield _Group(Grouping.REGION, region.id, region.name, ids)
    for kind in BodyKind:
        yield _Group(Grouping.KIND, str(kind), None, tuple(body.id for body in bodies if body.kind is kind))
    for body in bodies:
        yield _Group(Grouping.BODY, body.id, body.name, (body.id,))


def _all_below(body: str, below: Mapping[str, set[str]]) -> set[str]:
    """A body with all that answer to it, directly or through others."""
    found, waiting = {body}, [body]
    while waiting:
        for other in below.get(waiting.pop(), set()) - found:
            found.add(other)
            waiting.append(other)
    return found


def _trend(group: _Group, whole: _Whole) -> GroupTrend:
    members = [history for body in group.bodies for history in whole.by_body[body]]
    sites = [whole.sites[history.site] for history in members]
    levels = dict.fromkeys(target.level for target in whole.targets)
    courses = []
    for target in whole.targets:
        inside = [site for site in members if target.scope.includes(whole.bodies[site.body])]
        if inside:
            courses.append(group_course(group.grouping, group.id, inside, target, whole.around))
    by_wave: dict[int, list[LifeCounts]] = defaultdict(list)
    for site in sites:
        for wave, counts in site.life.items():
            by_wave[wave].append(counts)
    told = group.grouping is not Grouping.BODY
    return GroupTrend(
        grouping=group.grouping,
        id=group.id,
        name=group.name,
        sites=tuple(site.site for site in sites),
        points={level: group_points(sites, level, whole.waves) for level in levels},
        courses=tuple(courses),
        criteria=criteria_progress(members, levels, whole.ends.first, whole.ends.last) if told else (),
        life={wave: add_up(counts) for wave, counts in sorted(by_wave.items())},
    )


def _in_tiers(items: Sequence[Tiered]) -> tuple[Tiered, ...]:
    """The same with the tier of each among the others, target by target."""
    intervals: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for place, item in enumerate(items):
        for course in item.courses:
            if course.low is not None and course.high is not None:
                intervals[course.target.id][str(place)] = course.low, course.high
    found = {target: tiers(by_place) for target, by_place in intervals.items()}
    placed = []
    for place, item in enumerate(items):
        courses = tuple(
            replace(course, tier=found.get(course.target.id, {}).get(str(place))) for course in item.courses
        )
        placed.append(replace(item, courses=courses))
    return tuple(placed)
