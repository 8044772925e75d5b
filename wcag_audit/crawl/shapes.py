"""The shape of an address: the key of the template that probably made the page.

Sampling takes pages shape by shape, so that a budget of 60 pages shows every template of a site instead of the first
60 news items. A shape is a guess from the address alone and is meant to be coarse and stable between waves.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from wcag_audit.commons.language_addresses import is_language_pair, language_code

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_HEX = re.compile(r"(?=.*\d)[0-9a-f]{8,}")
_DATE = re.compile(r"(?:19|20)\d\d[-_.]\d\d?(?:[-_.]\d\d?)?|\d\d?[-_.]\d\d?[-_.](?:19|20)\d\d")
_CODE = re.compile(r"(?=(?:.*\d){4})[a-z0-9_-]+")  # V2500035902, ab12cd34
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[a-z_]{1,24}")
_LONGEST_WORD = 24
_SLUG_PARTS = 2
# Content systems choose the template by such keys (Joomla: option, view, layout); their values are part of the shape.
_TEMPLATE_KEYS = frozenset(
    (
        "option",
        "view",
        "layout",
        "task",
        "controller",
        "module",
        "mod",
        "action",
        "act",
        "do",
        "type",
        "section",
        "page_type",
        "cmd",
        "op",
        "route",
    )
)
_CALENDAR = re.compile(r"calend[ae]r|kalendar|k[uy]ntizbe|күнтізбе|календар|eventlist|\bical\b", re.IGNORECASE)
_CALENDAR_KEYS = frozenset(
    ("year", "month", "day", "week", "date", "mon", "yr", "ajaxmonth", "dt", "from", "to", "startdate", "enddate")
)
_REPEATS = 3


def shape(url: str) -> str:
    """Give the template key of a canonical address.

    Numbers become `{n}`, dates `{date}`, long hexadecimal and mixed codes `{id}`, titles in the address `{slug}`;
    language segments and `?lang=` are left out, so that language versions share a shape. Query values count only
    for keys that choose a template; otherwise the key alone does. Host and scheme play no part except subdomains
    that a site may have, which keep apart what different systems serve.

    >>> shape("https://example.kz/kk/press/news/details/1024?lang=kk&page=2")
    'example.kz/press/news/details/{n}?page'
    """
    parts = urlsplit(url)
    labels = parts.netloc.removeprefix("www.").split(".")
    if len(labels) > 2 and language_code(labels[0]):  # noqa: PLR2004 - a subdomain needs a domain and a zone after it
        del labels[0]
    text = ".".join(labels) + _path_shape(parts.path)
    keys = sorted({_pair_shape(pair) for pair in parts.query.split("&") if pair and not is_language_pair(pair)})
    if keys:
        text += "?" + "&".join(keys)
    if parts.fragment:
        text += "#" + _path_shape(parts.fragment.lstrip("!").partition("?")[0])
    return text


def _path_shape(path: str) -> str:
    parts = [part for part in path.split("/") if part]
    kept = [part for at, part in enumerate(parts) if at > 2 or not language_code(part)]  # noqa: PLR2004
    return "".join(f"/{_segment_shape(part)}" for part in kept) or "/"


def _segment_shape(raw: str) -> str:
    part, dot, suffix = unquote(raw).lower().rpartition(".")
    if not part or suffix.isdigit() or len(suffix) > len("xhtml"):
        part, dot, suffix = unquote(raw).lower(), "", ""
    tail = dot + suffix
    if part.isdigit():
        return "{n}" + tail
    if _DATE.fullmatch(part):
        return "{date}" + tail
    if _UUID.fullmatch(part) or _HEX.fullmatch(part) or (_CODE.fullmatch(part) and part.count("-") < _SLUG_PARTS):
        return "{id}" + tail
    if len(part) > _LONGEST_WORD or len(re.split(r"[-_\s+]+", part.strip("-_"))) > _SLUG_PARTS or not part.isascii():
        return "{slug}" + tail
    return _DIGITS.sub("{n}", part) + tail


def _pair_shape(pair: str) -> str:
    raw_key, _, value = pair.partition("=")
    key = _DIGITS.sub("{n}", unquote(raw_key).lower())[:_LONGEST_WORD]
    return f"{key}={value.lower()}" if key in _TEMPLATE_KEYS and _WORD.fullmatch(value.lower()) else key


def is_calendar(url: str) -> bool:
    """True for addresses of calendars, which link to every day there ever was and will be."""
    parts = urlsplit(url)
    keys = {pair.partition("=")[0].lower() for pair in parts.query.split("&")}
    return bool(_CALENDAR.search(unquote(parts.path))) or len(keys & _CALENDAR_KEYS) > 1 or "ical" in keys


def repeats_segments(url: str) -> bool:
    """True where a run of path segments stands three times in a row (/a/a/a, /x/y/x/y/x/y): a broken relative link."""
    parts = [part for part in urlsplit(url).path.split("/") if part]
    for size in range(1, len(parts) // _REPEATS + 1):
        for start in range(len(parts) - _REPEATS * size + 1):
            run = parts[start : start + size]
            # Three equal numbers may be a date or a code; three equal words are a loop.
            if parts[start : start + _REPEATS * size] == run * _REPEATS and not all(part.isdigit() for part in run):
                return True
    return False
