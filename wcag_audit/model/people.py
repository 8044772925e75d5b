"""Groups of people whom barriers on websites hit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PeopleGroup(StrEnum):
    """Groups after the functional performance statements of EN 301 549, clause 4.2, in their order.

    They are about what somebody cannot use at the moment, not about diagnoses; a person may belong to several.
    """

    BLIND = "blind"
    LOW_VISION = "low-vision"
    COLOUR = "colour"
    DEAF = "deaf"
    HARD_OF_HEARING = "hard-of-hearing"
    HANDS = "hands"
    SPEECH_INPUT = "speech-input"
    MOTION = "motion"
    COGNITION = "cognition"


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom a failure hits.

    Attributes:
        first: groups that what failed is there for; they are shut out, or in danger.
        also: groups whom it makes things harder for.
    """

    first: tuple[PeopleGroup, ...] = ()
    also: tuple[PeopleGroup, ...] = ()

    @property
    def weight(self) -> int:
        """Two for each group that is hit first, one for each other; 1 where nobody is named."""
        return 2 * len(self.first) + len(self.also) or 1
