"""The two dates of the roadmap: decree 1143 of 30 December 2024, item 36."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wcag_audit.standards.wcag import Level


@dataclass(frozen=True, slots=True)
class Milestone:
    """A level and the last day by which internet resources are to meet it.

    The decree says "by 2026" and "by 2030" and names December as the month of completion; that the last day of that
    month is meant is our reading, and every report prints it as an assumption.
    """

    level: Level
    day: date

    def days_left(self, moment: str) -> int:
        """Whole days from a moment (ISO 8601) to the day; negative when it has passed."""
        return (self.day - datetime.fromisoformat(moment).date()).days


MILESTONES = (Milestone(Level.AA, date(2026, 12, 31)), Milestone(Level.AAA, date(2030, 12, 31)))
