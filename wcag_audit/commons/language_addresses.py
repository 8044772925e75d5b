"""Languages in addresses: which one an address names, and what is left of it without (`/kk/news` and `/ru/news`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = ("kk", "ru", "en")
"""Languages whose versions are compared."""
_CODES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("kk", "kz", "kaz", "qz", "qaz", "qaq"), "kk"),
    **dict.fromkeys(("ru", "rus"), "ru"),
    **dict.fromkeys(("en", "eng"), "en"),
}
_KEYS: Final = frozenset(("lang", "language", "locale", "hl", "lng", "l", "ln"))
_REGION: Final = re.compile(r"[-_](?:kz|ru|us|gb|cyrl|latn)(?:[-_]kz)?\Z")
_INDEX: Final = re.compile(r"(?:index|default)\.(?:html?|php|aspx?|jsp)", re.IGNORECASE)
_HOME: Final = frozenset(("home", "main"))
_SCRIPT: Final = re.compile(r"lang|locale|locali[sz]ation|switch|change|redirect", re.IGNORECASE)
_DEEPEST: Final = 3
"""Path segments among which the language stands: /kk/, /cms/kk/, /portal/cms/kk/."""
_FEWEST_LABELS: Final = 3
"""Labels of a host from which the first may be a language: kk.example.kz."""


def language_code(tag: str) -> str:
    """Language that a segment, a query value or a tag names: "kk" for kk, kz, kaz, qz, kk-KZ; "ru", "en" or ""."""
    return _CODES.get(_REGION.sub("", tag.strip().lower()), "")


def is_language_pair(pair: str) -> bool:
    """True for a query pair that only picks the language (`lang=kk`)."""
    return _pair_language(pair) != ""


def language_of(url: str) -> str:
    """Language that the address names: "kk", "ru", "en", or "" where it names none.

    In this order: query (`?lang=kk`), one of the first path segments, route of an application (`#/ru/news`), subdomain.
    """
    return _split(url)[0]


def neutral(url: str) -> str:
    """The address without its language, scheme, `www.` and closing slash: equal for the versions of one page.

    What is no address comes back as "".
    """
    return _split(url)[1]


def is_front(url: str) -> bool:
    """True for the front page of a site or of one of its language versions: `/`, `/kk/`, `/cms/kk`, `/?lang=kk`."""
    return _split(url)[2] and not is_script(url)


def is_script(url: str) -> bool:
    """True where the path names what changes the language and goes back to the page, such as `/locale/kk`."""
    return _SCRIPT.search(_split(url)[1].partition("/")[2].partition("?")[0]) is not None


def _split(url: str) -> tuple[str, str, bool]:
    """The language; the address without it; True if nothing follows the host or the language."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.lower().removeprefix("www.")
    except ValueError:
        return "", "", False
    pairs = [pair for pair in parts.query.split("&") if pair]
    queried = [_pair_language(pair) for pair in pairs]
    kept = "&".join(pair for pair, language in zip(pairs, queried, strict=True) if not language)
    in_path, path = _without(parts.path)
    in_route, route = _without(parts.fragment.lstrip("!")) if "/" in parts.fragment else ("", [])
    label, _, rest = host.partition(".")
    in_host = language_code(label) if host.count(".") + 1 >= _FEWEST_LABELS else ""
    if path and (_INDEX.fullmatch(path[-1]) or (len(path) == 1 and path[0].lower() in _HOME)):
        path.pop()
    address = "/".join((rest if in_host else host, *path))
    found = (*queried, in_path, in_route, in_host)
    whole = address + (f"?{kept}" if kept else "") + (f"#{'/'.join(route)}" if route else "")
    ends = language_code(parts.path.rstrip("/").rpartition("/")[2]) != ""
    return next(filter(None, found), ""), whole if host else "", bool(host) and whole == address and (ends or not path)


def _pair_language(pair: str) -> str:
    key, _, value = pair.partition("=")
    return language_code(value) if key.lower() in _KEYS else ""


def _without(path: str) -> tuple[str, list[str]]:
    """The language among the first segments, and the segments without it."""
    segments = [segment for segment in path.split("/") if segment]
    for place, segment in enumerate(segments[:_DEEPEST]):
        language = language_code(segment)
        if language:
            return language, segments[:place] + segments[place + 1 :]
    return "", segments
