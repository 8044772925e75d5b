"""Writes all pages of one site in all languages."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wcag_audit.crawl.private import is_private_host
from wcag_audit.i18n.common import common
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.life import IssueState
from wcag_audit.model.verdict import Verdict
from wcag_audit.model.visit import NOT_REACHED, VisitStatus
from wcag_audit.report import paths
from wcag_audit.report.changes import MAX_MATES, PartGroup, by_part, changes_of, mates
from wcag_audit.report.hostile import is_web_address, shorten, shorten_middle, visible
from wcag_audit.report.rendering import PER_PAGE, Crumb, paged
from wcag_audit.report.speech import Speech
from wcag_audit.report.views import STATES, FoundEntry
from wcag_audit.rules.words import rule_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from wcag_audit.model.finding import Finding
    from wcag_audit.model.language import Lang
    from wcag_audit.model.part import Part
    from wcag_audit.model.result import PageResult, Wave
    from wcag_audit.model.visit import VisitRecord
    from wcag_audit.report.rendering import Renderer
    from wcag_audit.report.views import IssueEntry, PageEntry, SiteSummary, SiteView

TOP_ISSUES = 25
"""Proven failures that stand on the site's own page."""
TOP_OF_SHEET = 8
"""Proven failures that stand on the sheet to be printed: more would need a second page."""
MAX_FINDINGS = 1000
"""Findings of a page that are listed; all of them stand in findings.csv."""
MAX_LEFT = 300
"""Addresses of one fate that are listed; all of them stand in coverage.csv."""
_MAX_KNOWN = 2000
"""Findings of a site whose entries are kept, so that what pages have in common is not made again for each."""
_ORDER = {kind: place for place, kind in enumerate(Kind)}


def check_command(url: str) -> str:
    """The command that looks at a page again; "" for what is no web address.

    Loopback and private addresses are refused without leave, so the command asks for it.
    """
    if not is_web_address(url):
        return ""
    leave = "--allow-private " if _is_private(urlsplit(url).hostname or "") else ""
    return f"wcag-audit check {leave}{shlex.quote(url)}"


_is_private = lru_cache(maxsize=64)(is_private_host)


def day_of_wave(wave: Wave) -> date:
    """The day on which the wave ended, or began where it has not."""
    return datetime.fromisoformat(wave.finished or wave.started).date()


class SitePages:
    """The pages of one site. Titles are unique in the report because each names the site or the page's number."""

    def __init__(self, renderer: Renderer, view: SiteView) -> None:
        """Write pages of `view` with `renderer`."""
        self._renderer = renderer
        self._view = view
        self._summary: SiteSummary = view.summary
        self._site = view.summary.site.id
        self._url = shorten_middle(visible(view.summary.site.url), 100)
        self._numbers = view.numbers
        self._known: dict[int, FoundEntry] = {}
        self._mates = mates(view.issues[Kind.PROVEN])

    def lists(self) -> None:
        """Write the site's page, the lists of issues and the list of audited pages."""
        for lang in self._renderer.langs:
            say = Speech(lang).plain
            title = say("site.heading", site=self._url)
            self._write("site", lang, paths.site(self._site), title, self._crumbs(lang)[:-1], top=TOP_ISSUES)
            for kind, entries in self._view.issues.items():
                if entries:
                    self._issue_list(lang, kind, entries)
            title = say("site.pages-heading", site=self._url)
            for pager, rows in paged(self._view.pages, paths.pages(self._site)):
                self._part("pages", lang, title, pager=pager, rows=rows)

    def for_webmasters(self) -> None:
        """Write what changed, the failures by component, and the sheet to be printed."""
        sections = changes_of(self._view)
        changed = [(section, entry) for section, entries in sections.items() for entry in entries]
        proven = self._view.issues[Kind.PROVEN]
        rows = by_part(proven)
        counts = Counter(part for part, _ in rows)
        starts: dict[Part, int] = {}
        for place, (kind, _) in enumerate(rows):
            starts.setdefault(kind, place // PER_PAGE + 1)
        groups = [PartGroup(part, counts[part], page) for part, page in starts.items()]
        sheet = {
            "entries": proven[:TOP_OF_SHEET],
            "command": check_command(self._summary.site.url),
            "day_of_wave": day_of_wave(self._renderer.wave),
        }
        for lang in self._renderer.langs:
            say = Speech(lang).plain
            title = say("changes.heading", site=self._url)
            for pager, listed in paged(changed, paths.changes(self._site)):
                self._part("changes", lang, title, pager=pager, rows=listed)
            title = say("components.heading", site=self._url)
            for pager, listed in paged(rows, paths.parts(self._site)):
                cut = self._view.cut.get(Kind.PROVEN, 0)
                self._part("components", lang, title, pager=pager, rows=listed, groups=groups, starts=starts, cut=cut)
            title = say("summary.heading", site=self._url)
            self._write("summary", lang, paths.summary(self._site), title, self._crumbs(lang), **sheet)

    def _issue_list(self, lang: Lang, kind: Kind, entries: Sequence[IssueEntry]) -> None:
        title = Speech(lang).plain(f"kinds.{kind}.heading", site=self._url)
        for pager, rows in paged(entries, paths.issues(self._site, kind)):
            self._part("issues", lang, title, pager=pager, rows=rows, kind_=kind, cut=self._view.cut.get(kind, 0))

    def issue(self, entry: IssueEntry) -> None:
        """Write the pages of one issue."""
        row = entry.row
        url = row.urls[0] if row.urls else ""
        component = row.finding.target.component
        gone = entry.life is not None and entry.life.state in (IssueState.FIXED, IssueState.NOT_RETESTED)
        for lang in self._renderer.langs:
            say = Speech(lang).plain
            title = say("issue.heading", number=str(entry.number), title=rule_words(row.rule, lang).title)
            context = {
                "entry": entry,
                "command": check_command(url),
                "image_alt": _image_alt(entry, lang) if entry.image else "",
                "impact": _impact(row.impact, lang),
                "gone": gone,
                "mates": [mate for mate in self._mates.get(component, ()) if mate is not entry][:MAX_MATES],
                "here": say("page.issue-n", number=str(entry.number)),
            }
            crumb = Crumb(say(f"kinds.{entry.kind}.many"), paths.issues(self._site, entry.kind))
            crumbs = (*self._crumbs(lang), crumb)
            title = f"{title} — {self._url}"
            for pager, rows in paged(entry.places, paths.issue(self._site, row.fingerprint)):
                self._part("issue", lang, title, crumbs, pager=pager, rows=rows, **context)

    def page(self, entry: PageEntry, result: PageResult) -> None:
        """Write the pages of one audited page."""
        findings = sorted(map(self._found, result.findings), key=lambda found: _ORDER[found.kind])
        by_state: dict[Verdict, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for verdict in result.verdicts:
            by_state[verdict.verdict][verdict.reason].append(verdict.criterion)
        context = {
            "entry": entry,
            "result": result,
            "verdicts": tuple(
                (state, tuple((reason, tuple(criteria)) for reason, criteria in by_state[state].items()))
                for state in STATES
                if state in by_state
            ),
            "failed_criteria": sum(map(len, by_state[Verdict.FAILED].values())),
            "total": len(findings),
            "cut": max(0, len(findings) - MAX_FINDINGS),
            "command": check_command(entry.url),
        }
        listed = findings[:MAX_FINDINGS]
        for lang in self._renderer.langs:
            say = Speech(lang).plain
            named = shorten(visible(" ".join(entry.title.split())), 100) or say("site.no-title")
            title = f"{say('page.heading', number=str(entry.number), title=named)} — {self._url}"
            crumbs = (*self._crumbs(lang), Crumb(say("site.crumb-pages"), paths.pages(self._site)))
            context["here"] = say("frame.page-n", n=entry.number)
            for pager, rows in paged(listed, paths.page(self._site, entry.visit_id)):
                self._part("page", lang, title, crumbs, pager=pager, rows=rows, **context)

    def _found(self, finding: Finding) -> FoundEntry:
        """The entry of a finding: one for all pages on which the store gave the very same."""
        known = self._known.get(id(finding))
        if known is None:
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            known = FoundEntry(finding, kind_of(finding), self._numbers.get(finding.fingerprint))
            self._known[id(finding)] = known  # which holds the finding, so that its id stays its own
        return known

    def coverage(self, records: Iterable[VisitRecord]) -> None:
        """Write the coverage pages; of the records only those listed are held."""
        left: dict[VisitStatus, list[VisitRecord]] = defaultdict(list)
        for record in records:
            if record.status is not VisitStatus.AUDITED and len(left[record.status]) < MAX_LEFT:
                left[record.status].append(record)
        listed = [record for fate in sorted(left, key=_by_need) for record in left[fate]]
        coverage = self._summary.coverage
        fates = [(fate, coverage.statuses[fate]) for fate in sorted(coverage.statuses, key=_by_need)]
        cut = coverage.known - coverage.audited - len(listed)
        for lang in self._renderer.langs:
            title = Speech(lang).plain("coverage.heading", site=self._url)
            for pager, rows in paged(listed, paths.coverage(self._site)):
                self._part("coverage", lang, title, pager=pager, rows=rows, cut=cut, fates=fates)

    def _crumbs(self, lang: Lang) -> tuple[Crumb, ...]:
        body = self._summary.body
        overview = Speech(lang).plain("frame.to-overview")
        return (
            Crumb(overview, paths.OVERVIEW),
            Crumb(body.name[lang], paths.body(body.id)),
            Crumb(self._url, paths.site(self._site)),
        )

    def _part(self, template: str, lang: Lang, title: str, crumbs: Sequence[Crumb] = (), **context: object) -> None:
        """One page of a list; from the second on, its number is in the title."""
        pager = context["pager"]
        number: int = pager.number  # type: ignore[attr-defined]
        path: str = paths.numbered(pager.path, number)  # type: ignore[attr-defined]
        whole = title if number == 1 else f"{title} — {Speech(lang).plain('frame.page-n', n=number)}"
        self._write(template, lang, path, whole, crumbs or self._crumbs(lang), **context)

    def _write(
        self, template: str, lang: Lang, path: str, title: str, crumbs: Sequence[Crumb], **context: object
    ) -> None:
        levels = frozenset(self._summary.status.counts)
        shared = {"view": self._view, "summary": self._summary, "shown_levels": levels, "feed": paths.feed(self._site)}
        self._renderer.write(template, lang, path, title, crumbs, **shared, **context)


def _by_need(fate: VisitStatus) -> tuple[bool, bool, int]:
    """What was audited first, then what was not reached, then what was not opened by decision."""
    return fate is not VisitStatus.AUDITED, fate not in NOT_REACHED, list(VisitStatus).index(fate)


def _image_alt(entry: IssueEntry, lang: Lang) -> str:
    """What the picture shows, in one sentence."""
    target = entry.row.finding.target
    name = shorten(visible(" ".join(target.name.split())), 100)
    values: Mapping[str, str] = {"role": target.role or "—", "name": name}
    return Speech(lang).plain("issue.image-alt" if name else "issue.image-alt-nameless", **values)


def _impact(impact: str, lang: Lang) -> str:
    key = f"impact.{impact}.meaning"
    return common().say(key, lang) if key in common() else impact
