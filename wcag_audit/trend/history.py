"""What the trend is made of: looks at sites, and which of them may be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wcag_audit.model.trend import SitePoint, SiteState
from wcag_audit.score.linking import expit, logit
from wcag_audit.standards.wcag import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wcag_audit.model.index import LevelIndex
    from wcag_audit.model.life import LifeCounts
    from wcag_audit.model.trend import WaveRef
    from wcag_audit.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Baskets:
    """The baskets that waves were scored in, and how they are linked.

    Attributes:
        names: oldest first.
        shifts: per level and basket what to add to the log-odds of an index in it to have it on the scale of the newest
            one; a basket that nothing links has none.
    """

    names: tuple[str, ...] = ()
    shifts: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @property
    def newest(self) -> str:
        """The name of the newest basket; "" if there is none."""
        return self.names[-1] if self.names else ""

    def linked(self, value: float, level: str, basket: str) -> float | None:
        """An index as the newest basket would have measured it; None where nothing links the two."""
        if basket == self.newest:
            return value
        shift = self.shifts.get((level, basket))
        return None if shift is None else 100 * expit(logit(value / 100) + shift)


@dataclass(frozen=True, slots=True)
class Scored:
    """A look in one basket: the state as far as the basket's procedures and the comparison of pages say, the index."""

    state: SiteState
    index: LevelIndex


@dataclass(frozen=True, slots=True)
class Look:
    """One site, one level, one finished wave.

    Attributes:
        state: as all stable rules say.
        scored: by name of the basket; empty for waves from before there were indexes.
        open_issues: proven failures at the level or below.
        pages, clean_pages, reached, attempted: as in SitePoint, for looks without an index.
    """

    wave: WaveRef
    state: SiteState
    scored: Mapping[str, Scored]
    open_issues: int
    clean_pages: int
    pages: int
    reached: int
    attempted: int


@dataclass(frozen=True, slots=True)
class SiteHistory:
    """One site over the waves.

    Attributes:
        looks: per level, oldest first; waves that did not audit the level are left out.
        verdicts: by wave id, states of the 86 criteria in the order of WCAG; of the waves that criteria are told of.
        life: by wave id.
    """

    site: str
    body: str
    url: str
    looks: Mapping[str, tuple[Look, ...]]
    verdicts: Mapping[int, tuple[Verdict, ...]] = field(default_factory=dict)
    life: Mapping[int, LifeCounts] = field(default_factory=dict)


def in_line(looks: Sequence[Look]) -> tuple[Look, ...]:
    """The looks with the profile of the last one, the last of each day: only these may be put into one series."""
    if not looks:
        return ()
    profile = looks[-1].wave.profile
    by_day = {look.wave.day: look for look in looks if look.wave.profile == profile}
    return tuple(by_day[day] for day in sorted(by_day))


def audits(wave: WaveRef, level: str) -> bool:
    """True where the wave audited the level and is finished."""
    return wave.finished and Level(wave.level).includes(Level(level))


def states(before: Look, after: Look, baskets: Baskets) -> tuple[SiteState, SiteState] | None:
    """The states at two looks as the same procedures say; None where the two may not be compared.

    Args:
        before: the earlier look.
        after: the later look.
        baskets: all of them; of several common ones the newest is taken.
    """
    if before.wave.profile != after.wave.profile:
        return None
    for basket in reversed(baskets.names):
        if basket in before.scored and basket in after.scored:
            return before.scored[basket].state, after.scored[basket].state
    if before.scored or after.scored or before.wave.rules != after.wave.rules:
        return None
    return before.state, after.state


def points(looks: Sequence[Look], level: str, baskets: Baskets) -> tuple[SitePoint, ...]:
    """The looks as points, each index in the newest basket it was scored in, and linked to the newest of all."""
    found = []
    for look in looks:
        basket = next((name for name in reversed(baskets.names) if name in look.scored), "")
        index = look.scored[basket].index if basket else None
        value = index.value if index else None
        found.append(
            SitePoint(
                wave_id=look.wave.id,
                day=look.wave.day,
                state=look.state,
                index=value,
                low=index.low if index else None,
                high=index.high if index else None,
                basket=basket,
                linked=None if value is None else baskets.linked(value, level, basket),
                clean_pages=index.clean_pages if index else look.clean_pages,
                pages=index.pages if index else look.pages,
                reached=index.reached if index else look.reached,
                attempted=index.attempted if index else look.attempted,
                open_issues=look.open_issues,
                by_person=index.by_person if index else False,
            )
        )
    return tuple(found)
