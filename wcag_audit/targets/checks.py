"""What is wrong with one value of the register: each check answers with a remark, or "" if all is well."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from croniter import CroniterBadDateError, croniter

from wcag_audit.remark import Remark

_HOST = re.compile(r"[^\W_A-Z]([\w-]*[^\W_])?(\.[^\W_A-Z]([\w-]*[^\W_])?)*")
_FIELD = "(?:[0-9*,/-]|[a-zA-Z]{3})+"  # names of months and days have three letters; letters alone are extensions
_CRON = re.compile(f"{_FIELD}(?: +{_FIELD}){{4}}")
# As sites of Kazakhstan write them: kz and qz stand for Kazakh
_LANGUAGE_SEGMENTS = {"kk", "kz", "kaz", "qz", "qaz", "ru", "rus", "en", "eng"}


def schedule_problem(schedule: str) -> str:
    """For a cron expression of five fields."""
    try:
        sound = bool(_CRON.fullmatch(schedule) and croniter(schedule).get_next())
    except (ValueError, CroniterBadDateError):  # a field out of its range, or a day that never comes
        sound = False
    if sound:
        return ""
    return Remark("value.no-clock")


def is_below(url: str, path: str) -> bool:
    """True where the address's path is the given one or goes on below it.

    Whole segments count, and segments that only name a language do not: /kk/press and /ru/press are the same part.
    """
    below, above = _segments(urlsplit(url).path), _segments(path)
    return path.startswith("/") and below[: len(above)] == above


def _segments(path: str) -> list[str]:
    return [part for part in path.split("/") if part and part not in _LANGUAGE_SEGMENTS]


def address_problem(url: str) -> str:
    """For an address that is to be opened."""
    if any(char.isspace() or not char.isprintable() for char in url):
        return Remark("value.space")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        return Remark("value.no-address", reason=str(error))
    if parts.scheme not in {"http", "https"}:
        return Remark("value.no-scheme")
    if problem := host_problem(parts.hostname or ""):
        return problem
    if parts.username is not None or parts.password is not None:
        return Remark("value.user-name")
    return Remark("value.fragment") if "#" in url else ""


def host_problem(host: str) -> str:
    """For a host name without port, in lower case."""
    return "" if _HOST.fullmatch(host) else Remark("value.no-host")


def pattern_problem(pattern: str) -> str:
    """For a regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        return Remark("value.no-pattern", reason=str(error))
    return ""
