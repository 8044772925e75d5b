"""The four outcomes of a rule on a target (ACT Rules Format 1.1, EARL 1.0), and their order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Outcome(StrEnum):
    """What a rule says of a target. There is no fifth: a crash is `CANT_TELL` with its reason."""

    INAPPLICABLE = "inapplicable"
    PASSED = "passed"
    CANT_TELL = "cantTell"
    FAILED = "failed"


_ORDER = {outcome: rank for rank, outcome in enumerate(Outcome)}


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of a whole from the outcomes of its parts: inapplicable < passed < cantTell < failed.

    Nothing at all is inapplicable. The order of the parts does not matter.
    """
    return max(outcomes, key=_ORDER.__getitem__, default=Outcome.INAPPLICABLE)
