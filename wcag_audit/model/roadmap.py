"""The targets of the roadmap: what is to be reached where, and by when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from wcag_audit.model.language import Text
from wcag_audit.model.register import Body


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
