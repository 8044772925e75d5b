"""A fact about a page is known, or missing with a reason; never silently empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known(Generic[T]):
    """A fact that was collected."""

    value: T


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that could not be collected. Rules that need it answer cantTell with this reason, a remark."""

    reason: str


Fact = Known[T] | Missing
