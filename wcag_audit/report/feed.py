"""Atom feeds (RFC 4287) of what changed since the wave before: one per site, and one of all sites of the wave."""

from __future__ import annotations

import re
import uuid
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from wcag_audit.i18n.common import name
from wcag_audit.report import paths
from wcag_audit.report.changes import Section, changes_of
from wcag_audit.report.hostile import shorten, visible
from wcag_audit.report.rule_words import plain_message
from wcag_audit.report.speech import Speech
from wcag_audit.rules.words import rule_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from wcag_audit.model.language import Lang
    from wcag_audit.model.register import Site
    from wcag_audit.model.result import Wave
    from wcag_audit.report.views import IssueEntry, SiteView

MAX_ENTRIES = 200
"""Issues in the feed of a site; the page of changes has all."""
MAX_SITES = 1500
"""Sites in the feed of a wave, so that it stays under 2 MB."""
_TOLD = (Section.REGRESSED, Section.NEW, Section.FIXED)
_ATOM = "http://www.w3.org/2005/Atom"
_LIMIT = 400
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class WaveFeeds:
    """Writes the feeds of a wave, one line a site. Use it as a context manager."""

    def __init__(self, folder: Path, langs: Sequence[Lang], wave: Wave, address: str = "") -> None:
        """Write feeds below `folder`, one folder per language.

        Args:
            folder: of the report.
            langs: languages of the report.
            wave: the wave that the report is of.
            address: where the report will be served, with a slash at the end; "" makes links relative to the feed.
        """
        self._folder = folder
        self._langs = langs
        self._wave = wave
        self._address = address
        self._sites = 0
        self._stack = ExitStack()
        self._feeds: dict[Lang, _Feed] = {}

    def __enter__(self) -> Self:
        """Begin the feeds of the wave."""
        for lang in self._langs:
            feed = _Feed(self._folder, lang, paths.FEED, self._address, self._wave)
            self._feeds[lang] = self._stack.enter_context(feed)
            title = Speech(lang).plain("feed.title-wave")
            feed.head("wave", title, paths.OVERVIEW)
        return self

    def __exit__(self, *_: object) -> None:
        """End them."""
        self._stack.close()

    def site(self, site: Site, changed: Mapping[Section, int]) -> None:
        """Tell of a site on which something changed; how many issues are in each section is what `site_feeds` gives."""
        self._sites += any(changed.values())
        if not any(changed.values()) or self._sites > MAX_SITES:
            return
        for lang, feed in self._feeds.items():
            say = Speech(lang).plain
            said = (
                "; ".join(f"{say(f'changes.section-{section}')}: {count}" for section, count in changed.items()) + "."
            )
            key = f"changed/{site.id}/{self._wave.name}"
            feed.entry(key, _clean(site.url, 150), said, paths.changes(site.id), "changed")


def site_feeds(folder: Path, langs: Sequence[Lang], wave: Wave, address: str, view: SiteView) -> Mapping[Section, int]:
    """Write the feeds of a site; the arguments are those of `WaveFeeds`.

    Returns:
        How many issues of each section they tell of, whether or not they stand in the feed.
    """
    sections, site = changes_of(view), view.summary.site
    told = [(section, entry) for section in _TOLD for entry in sections[section]]
    for lang in langs:
        say = Speech(lang).plain
        with _Feed(folder, lang, paths.feed(site.id), address, wave) as feed:
            feed.head(f"site/{site.id}", say("feed.title", site=_clean(site.url, 150)), paths.changes(site.id))
            for section, entry in told[:MAX_ENTRIES]:
                life = entry.life
                key = f"issue/{site.id}/{entry.row.fingerprint}/{section}/{life.since if life else ''}"
                title = say("feed.entry", state=name(life.state)[lang] if life else "", title=_title(entry, lang))
                said = "\n".join(_details(entry, section, lang))
                feed.entry(key, title, said, paths.issue(site.id, entry.row.fingerprint), str(section))
    return {section: len(sections[section]) for section in _TOLD}


class _Feed:
    """One feed on its way to a file."""

    _xml: XMLGenerator

    def __init__(self, folder: Path, lang: Lang, path: str, address: str, wave: Wave) -> None:
        self._lang = lang
        self._path = path
        self._address = address
        self._moment = wave.finished or wave.started
        self._file = folder / lang / path
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # Half a surrogate pair cannot be written; it is shown as a question mark.
        file = self._stack.enter_context(self._file.open("w", encoding="utf-8", errors="replace"))
        self._xml = XMLGenerator(file, "utf-8", short_empty_elements=True)
        self._xml.startDocument()
        self._begin("feed", {"xmlns": _ATOM, "xml:lang": self._lang})
        return self

    def __exit__(self, *_: object) -> None:
        self._xml.endElement("feed")
        self._xml.endDocument()
        self._stack.close()

    def head(self, key: str, title: str, page: str) -> None:
        """What stands once: `page` is the page that the feed is about, below the language's folder."""
        self._put("id", self._id(f"feed/{key}"))
        self._put("title", title)
        self._put("updated", self._moment)
        self._put("generator", "wcag-audit")
        self._begin("author")
        self._put("name", "wcag-audit")
        self._xml.endElement("author")
        self._link("alternate", page, "text/html")
        self._link("self", self._path, "application/atom+xml")

    def entry(self, key: str, title: str, said: str, page: str, category: str) -> None:
        """One change; the key makes an id that stays the same in later reports."""
        self._begin("entry")
        self._put("id", self._id(key))
        self._put("title", title)
        self._put("updated", self._moment)
        self._link("alternate", page, "text/html")
        self._empty("category", term=category)
        self._put("content", said)
        self._xml.endElement("entry")

    def _id(self, key: str) -> str:
        return uuid.uuid5(uuid.NAMESPACE_URL, f"wcag-audit/{self._lang}/{key}").urn

    def _link(self, rel: str, page: str, media_type: str) -> None:
        here = f"{self._lang}/{self._path}"
        target = f"{self._lang}/{page}"
        href = self._address + target if self._address else paths.relative(target, here)
        self._empty("link", rel=rel, href=href, type=media_type)

    def _put(self, tag: str, text: str) -> None:
        self._begin(tag)
        self._xml.characters(_NO_XML.sub("\ufffd", text))
        self._xml.endElement(tag)

    def _begin(self, tag: str, attributes: Mapping[str, str] | None = None) -> None:
        self._xml.startElement(tag, AttributesImpl(attributes or {}))

    def _empty(self, tag: str, **attributes: str) -> None:
        self._begin(tag, attributes)
        self._xml.endElement(tag)


def _title(entry: IssueEntry, lang: Lang) -> str:
    return rule_words(entry.row.rule, lang).title


def _details(entry: IssueEntry, section: Section, lang: Lang) -> Iterator[str]:
    """What is found, where, whom it hits, and on how many pages: one line each."""
    say, target = Speech(lang).plain, entry.row.finding.target
    if section is not Section.FIXED:  # what was found is not there any more
        yield _clean(plain_message(entry.row.finding, lang), _LIMIT)
    if target.selector:
        yield say("feed.place", selector=_clean(target.selector, _LIMIT))
    if entry.affected.first:
        yield say("feed.people", groups=_names(entry.affected.first, lang))
    yield say("feed.pages", n=entry.row.pages)
    if entry.row.urls:
        yield say("feed.page", address=_clean(entry.row.urls[0], _LIMIT))


def _names(groups: Iterable[Any], lang: Lang) -> str:
    return ", ".join(name(group)[lang] for group in groups)


def _clean(text: str, limit: int) -> str:
    return shorten(visible(" ".join(text.split())), limit)
