"""Sitemaps: reading one (pure), and finding all of a site's (a thin shell).

Everything is hostile: XML entities are refused, compressed files unfold within bounds, and a broken file is a problem
in the result, never an exception and never silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]  # the library ships no types

from wcag_audit.crawl.addresses import MAX_LENGTH, canonical
from wcag_audit.crawl.fetching import inflate, is_gzip

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BYTES = 50 * 1024 * 1024
"""sitemaps.org: at most 50 MiB, uncompressed."""
MAX_ENTRIES = 50_000
"""sitemaps.org: at most 50,000 addresses in a file."""

_CHUNK = 256 * 1024
_MAX_DEPTH = 64
_MAX_ALTERNATES = 20
_ENTRIES = frozenset(("url", "item", "entry"))
_ROOTS = frozenset(("urlset", "sitemapindex", "rss", "feed", "RDF"))
_DATES = frozenset(("lastmod", "pubDate", "updated", "published"))
_BARE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][0-9a-fA-F]+);)")
# The second form is the same text in UTF-16.
_ENTITY = re.compile(rb"<!ENTITY|<\x00!\x00E\x00N\x00T\x00I\x00T\x00Y", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One address of a sitemap.

    Attributes:
        url: canonical address.
        lastmod: as written, at most 40 characters; "" if not given.
        alternates: canonical addresses of language versions by hreflang ("kk", "ru-KZ", "x-default").
    """

    url: str
    lastmod: str = ""
    alternates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What one file said.

    Attributes:
        entries: addresses in file order, at most 50,000.
        children: addresses of further sitemaps (sitemapindex), at most 50,000.
        problems: English sentences: what could not be read. Empty where all was well.
    """

    entries: tuple[SitemapEntry, ...] = ()
    children: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def parse_sitemap(data: bytes, base: str) -> Sitemap:
    """Read a sitemap: urlset, sitemapindex, RSS, Atom or a plain list of addresses, gzip or not.

    Args:
        data: the file as it was fetched.
        base: address of the file; relative addresses, which the protocol forbids but sites use, are read against it.

    Returns:
        What could be read, with problems beside it. Never raises for the contents of the file.
    """
    problems: list[str] = []
    if is_gzip(data):
        data, unfinished = inflate(data, MAX_BYTES)
        if unfinished:
            problems.append("the compressed file is damaged or larger than 50 MiB; what came before was read")
    elif len(data) > MAX_BYTES:
        data = data[:MAX_BYTES]
        problems.append("the file is larger than 50 MiB; the rest was not read")
    start = data[:_CHUNK].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if not start:
        return Sitemap(problems=(*problems, "the file is empty"))
    if not start.startswith(b"<"):
        return _parse_text(data, base, problems)
    if _ENTITY.search(data):
        return Sitemap(problems=(*problems, "the file declares XML entities and was refused"))
    return _parse_xml(data, base, problems)


def _parse_text(data: bytes, base: str, problems: list[str]) -> Sitemap:
    entries: dict[str, SitemapEntry] = {}
    bad = 0
    for line in data.decode("utf-8-sig", errors="replace").splitlines():
        if len(entries) >= MAX_ENTRIES:
            problems.append(f"more than {MAX_ENTRIES} addresses; the rest was not read")
            break
        # No base here: any line of prose would otherwise become an address of the site.
        url = canonical(line)
        if url and len(url) <= MAX_LENGTH:
            entries.setdefault(url, SitemapEntry(url))
        elif line.strip():
            bad += 1
    if bad:
        problems.append(f"{bad} lines of {base} are not web addresses")
    return Sitemap(tuple(entries.values()), problems=tuple(problems))


def _parse_xml(data: bytes, base: str, problems: list[str]) -> Sitemap:
    reader = _Reader(base)
    error = _feed(reader, data, recover=False)
    if error:
        # Strict first, because only then does the parser say that the file is broken; then what can be saved.
        problems.append(f"broken XML: {error}")
        reader = _Reader(base)
        # A bare "&" is the usual fault; the parser would save the entry but drop a piece of its address.
        _feed(reader, _BARE_AMPERSAND.sub(b"&amp;", data), recover=True)
    if reader.root not in _ROOTS:
        return Sitemap(problems=(*problems, f"not a sitemap: its root element is <{reader.root[:40]}>"))
    if reader.bad:
        problems.append(f"{reader.bad} entries are not web addresses")
    if reader.full:
        problems.append(f"more than {MAX_ENTRIES} addresses; the rest was not read")
    return Sitemap(tuple(reader.entries.values()), tuple(reader.children), tuple(problems))


def _feed(reader: _Reader, data: bytes, *, recover: bool) -> str:
    parser = etree.XMLParser(
        target=reader, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            if reader.full:
                return ""
            if reader.depth > _MAX_DEPTH:
                return f"elements nested deeper than {_MAX_DEPTH}"
        parser.close()
    except etree.XMLSyntaxError as error:
        return str(error)[:200]
    return ""


class _Reader:
    """A parser target: keeps what a sitemap can say and builds no tree, so memory stays small."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.root = ""
        self.depth = 0
        self.bad = 0
        self.full = False
        self.entries: dict[str, SitemapEntry] = {}
        self.children: dict[str, None] = {}
        self._path: list[str] = []
        self._text = ""
        self._begin()

    def _begin(self) -> None:
        self._url = self._lastmod = ""
        self._alternates: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self.root = self.root or name
        self.depth += 1
        self._text = ""
        if self.depth <= _MAX_DEPTH:
            self._path.append(name)
        if name in _ENTRIES or name == "sitemap":
            self._begin()
        elif name == "link" and "href" in attributes:
            self._link(attributes)

    def _link(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("rel", "alternate") != "alternate":
            return
        url = canonical(attributes["href"][: MAX_LENGTH + 1], base=self.base)
        language = attributes.get("hreflang", "")
        if not language:  # Atom
            self._url = self._url or url
        elif url and len(url) <= MAX_LENGTH and len(self._alternates) < _MAX_ALTERNATES:
            self._alternates[language[:20].lower()] = url

    def data(self, text: str) -> None:
        if len(self._text) <= MAX_LENGTH:
            self._text += text[: MAX_LENGTH + 1]

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self.depth -= 1
        if self.depth < len(self._path):
            del self._path[self.depth :]
        parent = self._path[-1] if self._path else ""
        inside = parent in _ENTRIES or parent == "sitemap"
        # The parent matters: image:loc and video:loc stand deeper and are no pages.
        if inside and name in ("loc", "link") and self._text.strip():
            self._url = canonical(self._text, base=self.base)
        elif inside and name in _DATES:
            self._lastmod = self._text.strip()[:40]
        elif name in _ENTRIES or name == "sitemap":
            self._finish(name)
        self._text = ""

    def _finish(self, name: str) -> None:
        if not self._url or len(self._url) > MAX_LENGTH:
            self.bad += 1
        elif len(self.entries) + len(self.children) >= MAX_ENTRIES:
            self.full = True
        elif name == "sitemap":
            self.children.setdefault(self._url)
        else:
            self.entries.setdefault(self._url, SitemapEntry(self._url, self._lastmod, self._alternates))
        self._begin()

    def close(self) -> None:
        """Part of lxml's target protocol; everything was kept on the way."""
