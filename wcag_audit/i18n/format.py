"""Numbers, percents, dates and durations as each of the three languages writes them (CLDR through Babel)."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale
from babel import dates as babel_dates
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang

# "en" alone would be American: "November 20, 2026, 2:05 PM" is not what readers in Kazakhstan expect
_LOCALES: dict[Lang, str] = {"kk": "kk", "ru": "ru", "en": "en_GB"}
_KAZAKHSTAN = ZoneInfo("Asia/Almaty")  # one time zone for the whole country since 1 March 2024
_NUMBER = re.compile(r"#,##0(\.[#0]+)?")
_MINUTE, _HOUR = 60, 3600


@cache
def locale(lang: Lang) -> Locale:
    """Babel's locale for the language."""
    return Locale.parse(_LOCALES[lang])


def plural_form(number: float, lang: Lang) -> str:
    """CLDR plural category of the number in that language: "one", "few", "many" or "other"."""
    return str(locale(lang).plural_form(number))


def plural_forms(lang: Lang) -> frozenset[str]:
    """All plural categories of the language."""
    return frozenset(locale(lang).plural_form.tags) | {"other"}


@lru_cache(maxsize=4096, typed=True)
def number(value: float, lang: Lang, digits: int | None = None) -> str:
    """A number with the language's separators: 1234.5 is "1 234,5" in Russian.

    Args:
        value: the number.
        lang: the language.
        digits: exactly so many decimals; None means as many as there are, three at most.
    """
    decimals = "###" if digits is None else "0" * digits
    pattern = _with_decimals(locale(lang).decimal_formats[None].pattern, decimals)
    return format_decimal(value, pattern, locale(lang))


@lru_cache(maxsize=4096, typed=True)
def percent(share: float, lang: Lang, digits: int = 0) -> str:
    """A share between 0 and 1 as a percentage with exactly so many decimals: 0.123 is "12,3 %" in Russian."""
    pattern = _with_decimals(locale(lang).percent_formats[None].pattern, "0" * digits)
    return format_percent(share, pattern, locale(lang))


def _with_decimals(pattern: str, decimals: str) -> str:
    """CLDR's pattern, such as "#,##0.###" or "#,##0%", with other decimals and its grouping and signs kept."""
    return _NUMBER.sub("#,##0." + decimals if decimals else "#,##0", pattern)


def day(value: date | str, lang: Lang) -> str:
    """A day in words: "20 November 2026".

    Args:
        value: a date, or its ISO 8601 text. A moment is first brought to the time of Kazakhstan.
        lang: the language.

    Raises:
        ValueError: the text is no ISO 8601 date.
    """
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(_KAZAKHSTAN)
    return babel_dates.format_date(value, "long", locale=locale(lang))


def month(value: date, lang: Lang) -> str:
    """A month in digits, for the axis of a chart: "11.2026", in English "11/2026"."""
    return babel_dates.format_skeleton("yM", value, locale=locale(lang))


def moment(value: datetime | str, lang: Lang) -> str:
    """A day and a time in Kazakhstan with its offset: "20 November 2026, 14:05 (UTC+05:00)".

    Args:
        value: an aware datetime, or its ISO 8601 text with offset.
        lang: the language.

    Raises:
        ValueError: the text is no ISO 8601 date and time, or the offset is missing: such a moment could be any.
    """
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if value.tzinfo is None:
        raise ValueError(f"{value.isoformat()} has no offset from UTC.")
    local = value.astimezone(_KAZAKHSTAN)
    offset = local.strftime("%z")
    return f"{day(local, lang)}, {local:%H:%M} (UTC{offset[:3]}:{offset[3:]})"


def duration(seconds: float, lang: Lang) -> str:
    """A length of time in its two largest units of hours, minutes and seconds: "2 hours 5 minutes".

    Under ten seconds one decimal is kept. CLDR has no Kazakh word for days, so long times stay hours.

    Raises:
        ValueError: the time is negative.
    """
    if seconds < 0:
        raise ValueError(f"A length of time cannot be negative: {seconds}.")
    if seconds < 10:  # noqa: PLR2004  # said in the docstring
        return _unit(round(seconds, 1), "second", lang)
    whole = round(seconds)
    parts = [(whole // _HOUR, "hour"), (whole % _HOUR // _MINUTE, "minute"), (whole % _MINUTE, "second")]
    while not parts[0][0]:
        parts.pop(0)
    return " ".join(_unit(value, unit, lang) for value, unit in parts[:2] if value)


def _unit(value: float, unit: str, lang: Lang) -> str:
    return format_unit(value, f"duration-{unit}", "long", locale=locale(lang))
