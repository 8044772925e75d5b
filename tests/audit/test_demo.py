"""The whole program against barriers that are known: each is reported where it is, and nothing else is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.ocr import LACKING
from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, check_addresses
from wcag_audit.browser import Browser, Limits, open_page
from wcag_audit.model.finding import Finding, Maturity
from wcag_audit.model.language import LANGS, Lang
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.state import PageState, SwitchOutcome
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.texts import MISSING_FACT
from wcag_audit.sample_portal import Barrier, Scope, barriers, clean_places
from wcag_audit.sample_portal.register import SITE_ID

if TYPE_CHECKING:
    from tests.audit.conftest import Demo
    from wcag_audit.model.visit import VisitRecord

CATALOGUE = load_catalogue()
OPENED, SPECIAL, BOTH = PageState.AS_OPENED, PageState.SPECIAL, PageState.BOTH
PAGE_BARRIERS = [barrier for barrier in barriers() if barrier.scope is Scope.PAGE]
SITE_BARRIERS = [barrier for barrier in barriers() if barrier.scope is Scope.SITE]

# Numbers of the elements of each finding and of each seeded place: the same element has the same number.
_RESOLVE = """({findings, places}) => {
  const known = new Map();
  const number = (element) => known.get(element) ?? known.set(element, known.size).get(element);
  const all = (path) => {
    let roots = [document];
    let elements = [];
    for (const part of path) {
      elements = roots.flatMap((root) => [...root.querySelectorAll(part)]);
      roots = elements.map((element) => element.shadowRoot || element.contentDocument).filter(Boolean);
    }
    return elements.map(number);
  };
  const whole = number(document.documentElement);
  const found = findings.map((selector) => (selector ? all(selector.split(" >>> ")) : [whole]));
  const elements = [...known.keys()];
  return {
    findings: found,
    inside: found.map((numbers) => numbers.flatMap((n) => {
      const around = [];
      for (let e = elements[n].parentElement; e; e = e.parentElement) around.push(number(e));
      return around;
    })),
    places: places.map(([frame, selector]) => all(frame ? [frame, selector] : [selector])),
  };
}"""

TOLD_AT_A_PART = {"keyboard-trap"}
"""Rules that name one stop of the place in which the keyboard is caught."""
BEHIND_A_FORM = {"/kk/search.html", "/ru/search.html", "/en/search.html"}
"""Pages to which no link leads: whoever submits no form does not find them."""


@dataclass(frozen=True)
class Seen:
    """What was found on one page, with the elements (as numbers) of every finding, barrier and clean place on it."""

    findings: list[tuple[Finding, frozenset[int]]]
    barriers: dict[str, frozenset[int]] = field(default_factory=dict)
    clean: list[tuple[str, str, frozenset[int]]] = field(default_factory=list)


@pytest.fixture(scope="module")
async def seen(demo: Demo, browser: Browser) -> dict[str, Seen]:
    """By path of the page."""
    by_page: dict[str, list[Finding]] = {record.visit.url.removeprefix(demo.portal.url): [] for record in audited(demo)}
    for row in demo.store.findings(demo.wave.id):
        if row.url:
            by_page[row.url.removeprefix(demo.portal.url)].append(row.finding)
    hidden = [demo.portal.url + path for path in sorted(BEHIND_A_FORM)]
    async for result in check_addresses(hidden, AuditOptions(allow_private=True, page_limit=SECONDS)):
        by_page[result.record.visit.url.removeprefix(demo.portal.url)] = list(result.findings)
    return {path: await look(browser, demo, path, by_page[path]) for path in by_page}


async def look(browser: Browser, demo: Demo, path: str, findings: list[Finding]) -> Seen:
    here = [barrier for barrier in PAGE_BARRIERS if path in barrier.pages]
    clean = [place for place in clean_places() if place.page == path]
    async with browser.tab("demo") as tab:
        opened = await open_page(tab, Visit(demo.portal.url + path, "demo"), Limits(settle=250))
        assert opened.record.status is VisitStatus.PENDING
        places = [[b.frame, b.selector] for b in here] + [["", place.selector] for place in clean]
        asked = {"findings": [finding.target.selector for finding in findings], "places": places}
        numbers = await tab.page.evaluate(_RESOLVE, asked)
    elements = [frozenset(row) for row in numbers["places"]]
    return Seen(
        [
            (finding, frozenset(found + (around if finding.rule in TOLD_AT_A_PART else [])))
            for finding, found, around in zip(findings, numbers["findings"], numbers["inside"], strict=True)
        ],
        {barrier.id: elements[number] for number, barrier in enumerate(here)},
        [(p.rule, p.selector, found) for p, found in zip(clean, elements[len(here) :], strict=True)],
    )


def audited(demo: Demo) -> list[VisitRecord]:
    records = demo.store.records(demo.wave.id, SITE_ID)
    return [record for record in records if record.status is VisitStatus.AUDITED]


def rules_of(finding: Finding) -> set[str]:
    return {finding.rule, *finding.also}


@pytest.mark.parametrize("barrier", [b for b in PAGE_BARRIERS if b.state is OPENED], ids=lambda barrier: barrier.id)
def test_a_seeded_barrier_is_reported_by_its_rule_on_its_pages_at_its_place(
    barrier: Barrier, seen: dict[str, Seen]
) -> None:
    if barrier.needs == "ocr" and LACKING:
        asked = {(page, f.code) for page in barrier.pages for f, _ in seen[page].findings if f.rule in barrier.rules}
        assert asked == {(page, MISSING_FACT) for page in barrier.pages}, "what could not be looked at is not told"
        return
    for page in barrier.pages:
        places = seen[page].barriers[barrier.id]
        assert places, f"{barrier.selector} finds nothing on {page}"
        reported = [
            elements
            for finding, elements in seen[page].findings
            if rules_of(finding) & set(barrier.rules) and finding.outcome is barrier.outcome
            if finding.state is not SPECIAL
        ]
        told = [(f.rule, f.outcome, f.target.selector) for f, elements in seen[page].findings if elements & places]
        assert places <= frozenset().union(*reported), (page, told)


def switched_on(demo: Demo) -> set[str]:
    """Paths of the pages that the wave has audited in both of their states."""
    results = [demo.store.page(row.visit_id) for row in demo.store.pages(demo.wave.id, SITE_ID)]
    return {
        result.record.visit.url.removeprefix(demo.portal.url)
        for result in results
        if result.special is not None and result.special.outcome is SwitchOutcome.SWITCHED_ON
    }


@pytest.mark.parametrize("barrier", [b for b in PAGE_BARRIERS if b.state is SPECIAL], ids=lambda barrier: barrier.id)
def test_a_barrier_of_the_special_version_is_reported_in_that_state_alone_wherever_it_was_switched_on(
    barrier: Barrier, seen: dict[str, Seen], demo: Demo
) -> None:
    tried = switched_on(demo) | BEHIND_A_FORM
    assert switched_on(demo) & set(barrier.pages)
    for page in barrier.pages:
        states = {
            finding.state
            for finding, elements in seen[page].findings
            if rules_of(finding) & set(barrier.rules) and elements & seen[page].barriers[barrier.id]
        }
        assert states == ({SPECIAL} if page in tried else set()), page


def test_a_barrier_that_the_special_version_does_not_mend_is_one_finding_in_both_states(
    seen: dict[str, Seen], demo: Demo
) -> None:
    (barrier,) = [barrier for barrier in PAGE_BARRIERS if barrier.id == "social-link-without-name"]
    tried = switched_on(demo) | BEHIND_A_FORM
    assert switched_on(demo) & set(barrier.pages)
    for page in barrier.pages:
        states = [
            finding.state
            for finding, elements in seen[page].findings
            if rules_of(finding) & set(barrier.rules) and elements & seen[page].barriers[barrier.id]
        ]
        assert states == [BOTH if page in tried else OPENED], page


def test_the_special_version_is_switched_on_for_every_language_and_on_few_pages(demo: Demo) -> None:
    tried = switched_on(demo)
    assert {path.split("/")[1] for path in tried} >= {"kk", "ru", "en"}
    assert len(tried) <= 9
    assert demo.store.special_versions(demo.wave.id, SITE_ID) == {SwitchOutcome.SWITCHED_ON: len(tried)}


@pytest.mark.parametrize("barrier", SITE_BARRIERS, ids=lambda barrier: barrier.id)
def test_what_only_pages_beside_each_other_show_is_reported_for_the_site(barrier: Barrier, demo: Demo) -> None:
    found = demo.store.site_result(demo.wave.id, SITE_ID).findings
    told = [
        finding for finding in found if rules_of(finding) & set(barrier.rules) and finding.outcome is barrier.outcome
    ]
    pages = {page.removeprefix(demo.portal.url) for finding in told for page in finding.pages}
    assert pages >= set(barrier.pages), [(finding.rule, finding.outcome, finding.pages) for finding in found]


WRONG_WITH_KAZAKH = {
    ("legacy-font-text", "legacy-font", "/kk/rest.html"),
    ("part-language-matches", "other-language", "/kk/rest.html"),
    ("lost-letters", "lost-likely", "/kk/history.html"),
    ("kazakh-version-untranslated", "menu", "/kk/rest.html"),
    ("kazakh-version-untranslated", "footer", "/kk/rest.html"),
    ("kazakh-version-missing", "not-found", "/ru/guide.html"),
}


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_wrong_with_kazakh_is_told_in_the_report_of_each_language(
    lang: Lang, demo: Demo, reported: dict[Lang, str]
) -> None:
    told: dict[tuple[str, str, str], list[str]] = {}
    for row in demo.store.findings(demo.wave.id):
        finding = row.finding
        key = (finding.rule, finding.code, (row.url or finding.pages[0]).removeprefix(demo.portal.url))
        if key in WRONG_WITH_KAZAKH:
            message = CATALOGUE.message(finding.rule, finding.outcome, finding.code, finding.values, lang)
            told.setdefault(key, []).append(" ".join(message.split()))
    assert told.keys() == WRONG_WITH_KAZAKH
    missing = [message for messages in told.values() for message in messages if message not in reported[lang]]
    assert missing == []


@pytest.fixture(scope="module")
def reported(demo: Demo) -> dict[Lang, str]:
    """All text of the report's pages, by language."""
    texts = {lang: [page.read_text("utf-8") for page in (demo.folder / lang).rglob("*.html")] for lang in LANGS}
    return {lang: " ".join(unescape(re.sub("<[^>]*>", "", " ".join(pages))).split()) for lang, pages in texts.items()}


def test_the_demonstration_ends_well_finds_every_barrier_and_writes_its_report(demo: Demo) -> None:
    assert demo.told.returncode == 0, demo.told.stderr
    assert "Not found" not in demo.told.stdout
    assert "barriers built into the portal" in demo.told.stdout
    assert (demo.folder / "index.html").is_file()


def test_nothing_is_reported_at_the_places_that_only_look_like_barriers(seen: dict[str, Seen]) -> None:
    looked = [(page, rule, selector, found) for page, one in seen.items() for rule, selector, found in one.clean]
    assert len(looked) == len(clean_places())
    assert [(page, selector) for page, _, selector, found in looked if not found] == []
    alarms = [
        (page, rule, finding.target.selector)
        for page, rule, _, places in looked
        for finding, elements in seen[page].findings
        if rule in rules_of(finding) and elements & places
    ]
    assert alarms == []


def test_no_definite_failure_is_reported_that_was_not_seeded(seen: dict[str, Seen]) -> None:
    rules = {barrier.id: set(barrier.rules) for barrier in PAGE_BARRIERS}
    alarms = [
        (page, finding.rule, finding.code, finding.target.selector)
        for page, one in seen.items()
        for finding, elements in one.findings
        if finding.outcome is Outcome.FAILED and finding.maturity is Maturity.STABLE and finding.criteria
        if not any(elements & places and rules_of(finding) & rules[name] for name, places in one.barriers.items())
    ]
    assert alarms == []


def test_no_definite_failure_of_the_site_is_reported_that_was_not_seeded(demo: Demo) -> None:
    seeded = {rule for barrier in SITE_BARRIERS for rule in barrier.rules}
    found = demo.store.site_result(demo.wave.id, SITE_ID).findings
    assert [
        finding.rule
        for finding in found
        if finding.outcome is Outcome.FAILED and finding.maturity is Maturity.STABLE and finding.rule not in seeded
    ] == []


def test_no_form_was_sent_and_nobody_was_left_in_doubt_who_asks(demo: Demo) -> None:
    assert demo.portal.posts == []
    assert {request.method for request in demo.requests} <= {"GET", "HEAD"}
    agents = {request.user_agent for request in demo.requests}
    assert all("wcag-audit/" in agent and "contact audit@example.kz" in agent for agent in agents), agents
    assert {"Mozilla" in agent for agent in agents} == {True, False}


def test_the_whole_portal_was_walked_and_the_wave_is_finished(demo: Demo) -> None:
    assert demo.wave.finished
    paths = {record.visit.url.removeprefix(demo.portal.url) for record in audited(demo)}
    assert paths >= {page for barrier in barriers() for page in barrier.pages} - BEHIND_A_FORM
    assert not any(request.path.startswith("/kk/internal/") for request in demo.requests)
    for row in demo.store.pages(demo.wave.id, SITE_ID):
        gaps = demo.store.page(row.visit_id).gaps
        assert [gap for gap in gaps if not LACKING or LACKING not in gap] == [], row.record.visit.url
