"""Numbers, dates and durations in three languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from wcag_audit.i18n import format as fmt
from wcag_audit.model.language import LANGS, Lang

_NBSP = "\u00a0"


def _said(function: str, *args: object, **options: object) -> list[str]:
    """The three languages' answers, with ordinary spaces so that expectations can be read."""
    return [
        str(getattr(fmt, function)(*args, lang, **options)).replace(_NBSP, " ").replace("\u202f", " ") for lang in LANGS
    ]


def test_numbers_have_the_separators_of_the_language() -> None:
    assert _said("number", 1234567.5) == ["1 234 567,5", "1 234 567,5", "1,234,567.5"]
    assert _said("number", 4.0) == ["4", "4", "4"]
    assert _said("number", 4.0, digits=2) == ["4,00", "4,00", "4.00"]


def test_a_group_of_digits_is_never_torn_apart_at_the_end_of_a_line() -> None:
    assert fmt.number(1234, "kk") == f"1{_NBSP}234"


def test_percents_have_the_sign_where_the_language_puts_it() -> None:
    assert _said("percent", 0.123) == ["12%", "12 %", "12%"]
    assert _said("percent", 0.123, digits=1) == ["12,3%", "12,3 %", "12.3%"]


def test_days_are_written_in_words() -> None:
    expected = ["2026 ж. 20 қараша", "20 ноября 2026 г.", "20 November 2026"]
    assert _said("day", date(2026, 11, 20)) == expected
    assert _said("day", "2026-11-20") == expected


def test_a_moment_late_in_the_day_of_greenwich_is_the_next_day_in_kazakhstan() -> None:
    expected = [
        "2026 ж. 21 қараша, 01:30 (UTC+05:00)",
        "21 ноября 2026 г., 01:30 (UTC+05:00)",
        "21 November 2026, 01:30 (UTC+05:00)",
    ]
    assert _said("moment", datetime(2026, 11, 20, 20, 30, tzinfo=UTC)) == expected
    assert _said("moment", "2026-11-20T20:30:00+00:00") == expected
    assert _said("day", "2026-11-20T20:30:00+00:00")[2] == "21 November 2026"


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="no offset"):
        fmt.moment("2026-11-20T20:30:00", "en")


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, ["0 секунд", "0 секунд", "0 seconds"]),
        (0.44, ["0,4 секунд", "0,4 секунды", "0.4 seconds"]),
        (1, ["1 секунд", "1 секунда", "1 second"]),
        (60, ["1 минут", "1 минута", "1 minute"]),
        (125, ["2 минут 5 секунд", "2 минуты 5 секунд", "2 minutes 5 seconds"]),
        (2 * 3600 + 5 * 60 + 59, ["2 сағат 5 минут", "2 часа 5 минут", "2 hours 5 minutes"]),
        (3600 + 7, ["1 сағат", "1 час", "1 hour"]),
        (50 * 3600, ["50 сағат", "50 часов", "50 hours"]),
    ],
)
def test_durations_name_their_two_largest_units(seconds: float, expected: list[str]) -> None:
    assert _said("duration", seconds) == expected


def test_a_negative_duration_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        fmt.duration(-1, "en")


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("kk", {1: "one", 2: "other", 5: "other", 21: "other"}),
        ("ru", {1: "one", 2: "few", 5: "many", 11: "many", 21: "one", 22: "few", 1.5: "other"}),
        ("en", {0: "other", 1: "one", 2: "other"}),
    ],
)
def test_plural_forms_follow_the_language(lang: Lang, forms: dict[float, str]) -> None:
    assert {number: fmt.plural_form(number, lang) for number in forms} == forms
    assert set(forms.values()) <= fmt.plural_forms(lang)
