"""Marks as `check` gives them: one finding is excepted, one was in the baseline, the others are new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wcag_audit.model.life import Excepted

if TYPE_CHECKING:
    from wcag_audit.model.finding import Finding


@dataclass(frozen=True)
class OneMark:
    excepted: Excepted | None = None
    known: bool | None = False


@dataclass(frozen=True)
class SomeMarks:
    excepted: Finding
    known: Finding

    def of(self, address: str, finding: Finding) -> OneMark:  # noqa: ARG002 - called as check calls it
        if finding == self.excepted:
            return OneMark(Excepted("<b>redesign</b>\u202e", "A. Owner", date(2027, 3, 1)))
        return OneMark(known=finding == self.known)
