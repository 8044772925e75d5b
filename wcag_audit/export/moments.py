"""Moments as machines want them."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(moment: str) -> str:
    """A moment with an offset (ISO 8601) in UTC, whole seconds: "2026-11-20T01:00:00Z"."""
    return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(moment: str) -> str:
    """A moment as JUnit has it: the local time where it was, without offset and fractions."""
    return datetime.fromisoformat(moment).replace(tzinfo=None).isoformat(timespec="seconds")
