"""Text and addresses from crawled pages, in a form that every reader of an exported file takes for mere text."""

from __future__ import annotations

import re
from contextlib import suppress
from ipaddress import IPv6Address
from urllib.parse import quote

from wcag_audit.report.hostile import shorten, visible

TEXT_LIMIT = 2_000
"""Characters of a text from a page that stand in one place of an export."""
_NO_CHARACTERS = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ADDRESS = re.compile(
    r"(https?://)(\[[0-9a-f:.]+\]|[^/?#\\:@\[\]]+)((?::\d*)?)((?:[/?\\][^#]*)?)(?:#(.*))?", re.IGNORECASE | re.DOTALL
)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SUBDELIMITERS = "!$&'()*+,;=:@~%"


def text(value: str, limit: int = TEXT_LIMIT) -> str:
    """The text with what is not seen written out and what XML has no place for replaced; at most `limit` characters."""
    return shorten(_NO_CHARACTERS.sub("\ufffd", visible(value[: limit + 1])), limit)


def iri(address: str) -> str:
    """An address as a URI reference of RFC 3986: every character that may not stand in one is percent-encoded.

    Nothing else is changed, so that the page is still found by it. What is no http or https address is encoded as a
    whole and so leads nowhere.
    """
    plain = _LONE_PERCENT.sub("%25", _NO_CHARACTERS.sub("\ufffd", address))
    match = _ADDRESS.fullmatch(plain)
    if match is None or not _is_host(match[2]):
        return quote(plain, safe="%")
    scheme, host, port, rest, fragment = match.groups()
    host = host if host.startswith("[") else quote(host, safe=_SUBDELIMITERS)
    tail = "" if fragment is None else "#" + quote(fragment, safe=f"{_SUBDELIMITERS}/?")
    return scheme + host + port + quote(rest, safe=f"{_SUBDELIMITERS}/?") + tail


def _is_host(host: str) -> bool:
    if not host.startswith("["):
        return True
    with suppress(ValueError):
        return bool(IPv6Address(host[1:-1]))
    return False
