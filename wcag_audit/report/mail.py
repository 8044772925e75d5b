"""The e-mail of what changed since the wave before: as plain text and as HTML that says the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wcag_audit.i18n import format as fmt
from wcag_audit.i18n.common import name
from wcag_audit.report import paths
from wcag_audit.report.changes import Section, changes_of
from wcag_audit.report.hostile import shorten, visible
from wcag_audit.report.rendering import mail_html
from wcag_audit.report.rule_words import plain_message
from wcag_audit.report.speech import Speech
from wcag_audit.rules.words import rule_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from wcag_audit.model.language import Lang
    from wcag_audit.model.result import Wave
    from wcag_audit.report.views import IssueEntry, SiteView

SOON = 30
"""Days before its last day in which an exception is told to be expiring."""
MAX_LISTED = 10
"""Issues of one section of a site that are named; of all of them the number is told."""
MAX_SITES = 50
"""Sites of which issues are named; of further ones the numbers are told."""
MAX_LINES = 500
"""Sites of which anything is told."""
_LIMIT = 300


@dataclass(frozen=True, slots=True)
class SiteNews:
    """What changed on a site in a wave.

    Attributes:
        site: its id.
        url: its address; hostile text.
        counts: how many issues each section has.
        listed: the first of them, those of most need first.
    """

    site: str
    url: str
    counts: Mapping[Section, int]
    listed: Mapping[Section, Sequence[IssueEntry]]

    @property
    def changed(self) -> bool:
        """True where there is anything to tell."""
        return any(self.counts.values())


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail without its envelope: a subject of one line, and the same content twice."""

    subject: str
    text: str
    html: str


def news_of(view: SiteView, wave: str, as_of: date) -> SiteNews:
    """What is new, regressed, fixed or not re-tested since this wave, and which exceptions end soon; small.

    Args:
        view: the site after the wave.
        wave: name of the wave.
        as_of: the day of the question.
    """
    found = {
        section: [entry for entry in entries if _is_news(section, entry, wave, as_of)]
        for section, entries in changes_of(view).items()
    }
    return SiteNews(
        site=view.summary.site.id,
        url=view.summary.site.url,
        counts={section: len(entries) for section, entries in found.items()},
        listed={
            section: tuple(replace(entry, places=()) for entry in entries[:MAX_LISTED])
            for section, entries in found.items()
        },
    )


def compose(news: Sequence[SiteNews], wave: Wave, lang: Lang, address: str = "") -> Mail:
    """The e-mail about some sites; it tells only of those on which something changed.

    Args:
        news: of the sites, in their order.
        wave: that they are of.
        lang: language of the e-mail.
        address: where the report of the wave is served, for links; "" leaves links out.
    """
    changed = [item for item in news if item.changed]
    base = f"{address.rstrip('/')}/{lang}/" if address else ""
    subject = _subject(news, changed, wave, lang)
    text = "\n".join(_text(changed, wave, lang, base))
    html = mail_html(
        lang,
        subject=subject,
        wave=wave,
        sites=changed[:MAX_LINES],
        left_out=max(0, len(changed) - MAX_LINES),
        detailed=MAX_SITES,
        base=base,
        sections=tuple(Section),
        paths=paths,
    )
    return Mail(subject, f"{text}\n", html)


def _is_news(section: Section, entry: IssueEntry, wave: str, as_of: date) -> bool:
    life = entry.life
    if life is None:
        return False
    if section is Section.EXCEPTED:
        return life.excepted is not None and (life.excepted.expires - as_of).days <= SOON
    return life.since == wave


def _subject(news: Sequence[SiteNews], changed: Sequence[SiteNews], wave: Wave, lang: Lang) -> str:
    say = Speech(lang).plain
    if not changed:
        return say("mail.subject-nothing", wave=_clean(wave.name, 60))
    if len(news) > 1:
        return say("mail.subject-sites", n=len(changed), wave=_clean(wave.name, 60))
    host = _clean(urlsplit(changed[0].url).hostname or changed[0].site, 80)
    return say("mail.subject", site=host, counts=_counts(changed[0], lang))


def _counts(item: SiteNews, lang: Lang) -> str:
    say = Speech(lang).plain
    told = ((section, count) for section, count in item.counts.items() if count)
    return "; ".join(f"{say(f'mail.section-{section}')}: {fmt.number(count, lang)}" for section, count in told)


def _text(changed: Sequence[SiteNews], wave: Wave, lang: Lang, base: str) -> Iterator[str]:
    say = Speech(lang).plain
    yield say("mail.heading", wave=_clean(wave.name, 60))
    yield ""
    yield say("mail.intro") if changed else say("mail.nothing")
    for place, item in enumerate(changed[:MAX_LINES]):
        yield ""
        yield _clean(item.url, 200)
        yield _counts(item, lang)
        if base:
            yield base + paths.changes(item.site)
        for section in Section if place < MAX_SITES else ():
            yield from _section(item, section, lang, base)
    if len(changed) > MAX_LINES:
        yield ""
        yield say("mail.more-sites", n=len(changed) - MAX_LINES)
    yield ""
    yield say("mail.no-certificate")


def _section(item: SiteNews, section: Section, lang: Lang, base: str) -> Iterator[str]:
    say = Speech(lang).plain
    if not item.counts[section]:
        return
    yield ""
    yield f"{say(f'mail.section-{section}')}: {fmt.number(item.counts[section], lang)}"
    for entry in item.listed[section]:
        yield from _issue(item, entry, section, lang, base)
    left = item.counts[section] - len(item.listed[section])
    if left:
        yield f"  {say('mail.more', n=left)}"


def _issue(item: SiteNews, entry: IssueEntry, section: Section, lang: Lang, base: str) -> Iterator[str]:
    say, row = Speech(lang).plain, entry.row
    yield f"- {rule_words(row.rule, lang).title} ({' '.join(row.criteria)})"
    if section is not Section.FIXED:  # what was found is not there any more
        yield f"  {_clean(plain_message(row.finding, lang), _LIMIT)}"
    if row.finding.target.selector:
        yield f"  {_clean(row.finding.target.selector, _LIMIT)}"
    if entry.affected.first:
        yield "  " + say("feed.people", groups=", ".join(name(group)[lang] for group in entry.affected.first))
    yield f"  {say('feed.pages', n=row.pages)}"
    life = entry.life
    if life and life.doubt:
        yield f"  {name(life.doubt)[lang]}"
    if life and life.excepted and section is Section.EXCEPTED:
        yield "  " + say("issue.excepted-short", day=life.excepted.expires)
        yield f"  {say('issue.excepted-reason')}: {_clean(life.excepted.reason, _LIMIT)}"
        yield f"  {say('issue.excepted-owner')}: {_clean(life.excepted.owner, _LIMIT)}"
    if base:
        yield f"  {base}{paths.issue(item.site, row.fingerprint)}"


def _clean(text: str, limit: int) -> str:
    return shorten(visible(" ".join(text.split())), limit)
