"""The special version of a page is switched on and audited too; whatever the switch does, it hides no failure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.browser.server import Reply, Web, page
from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, Profile, check_addresses, run_wave, special
from wcag_audit.audit.lives import Lives
from wcag_audit.audit.rejudging import rejudge
from wcag_audit.model.finding import Finding, RuleTally
from wcag_audit.model.language import Text
from wcag_audit.model.life import IssueState
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.register import Body, BodyKind, CrawlLimits, Register, Site
from wcag_audit.model.result import PageResult, Versions, Wave
from wcag_audit.model.snapshot import unpack
from wcag_audit.model.state import PageState, SpecialVersionTrial, SwitchOutcome
from wcag_audit.model.verdict import Verdict
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.probes.read_aloud import ReadAloudProbe

if TYPE_CHECKING:
    from wcag_audit.store import Store

pytestmark = pytest.mark.browser

OPENED, SPECIAL, BOTH = PageState
FAULT_STATES = (("opened", OPENED), ("special", SPECIAL), ("both", BOTH))
FULL = AuditOptions(allow_private=True, tabs=2, page_limit=SECONDS)
NAME = "Нашар көретіндерге арналған нұсқа"
PALE = "<style>.special p { color: #aaa } .special { font-size: 130% } .special img { display: none }</style>"
FAULTS = "<p>Text of the page.</p><img src='x.png' width='90' height='60'>"


def switch(script: str, more: str = "") -> str:
    return f'<button type="button" id="lv" onclick="{script}" {more}>{NAME}</button>'


IN_PAGE = page(FAULTS + switch("document.body.classList.toggle('special')"), head=PALE)
COOKIE = page(
    FAULTS + switch("document.cookie = 'special=on; path=/'; location.reload()"),
    head=PALE + "<script>if (document.cookie.includes('special=on')) addEventListener('DOMContentLoaded', () =>"
    " document.body.classList.add('special'))</script>",
)


async def audit(address: str, options: AuditOptions = FULL) -> PageResult:
    (result,) = [result async for result in check_addresses([address], options)]
    assert result.record.status is VisitStatus.AUDITED, result.record
    return result


def states(result: PageResult) -> dict[tuple[str, str], PageState]:
    wanted = {"axe-image-alt", "axe-color-contrast", "axe-button-name", "control-has-name"}
    return {(f.rule, f.target.selector): f.state for f in result.findings if f.rule in wanted}


def verdict(result: PageResult, criterion: str) -> tuple[Verdict, str]:
    (found,) = [verdict for verdict in result.verdicts if verdict.criterion == criterion]
    return found.verdict, found.reason


@pytest.mark.parametrize("body", [IN_PAGE, COOKIE], ids=["in the page", "cookie and reload"])
async def test_what_only_the_special_version_has_fails_there_and_what_it_hides_stays_failed(
    web: Web, body: str
) -> None:
    result = await audit(web.put("/", body))
    assert result.special == SpecialVersionTrial(SwitchOutcome.SWITCHED_ON, NAME)
    assert states(result) == {
        ("axe-image-alt", "img"): PageState.AS_OPENED,
        ("axe-color-contrast", "p"): PageState.SPECIAL,
    }
    assert verdict(result, "1.1.1")[0] is Verdict.FAILED
    assert verdict(result, "1.4.3")[0] is Verdict.FAILED
    assert result.gaps == ()
    assert {tally.state for tally in result.tallies if tally.rule == "axe-image-alt"} == {
        PageState.AS_OPENED,
        PageState.SPECIAL,
    }
    assert {tally.state for tally in result.tallies if tally.rule == "keyboard-trap"} == {PageState.AS_OPENED}
    assert verdict(result, "2.1.2") == (Verdict.REVIEW, "state-not-seen")


async def test_the_same_fault_in_both_states_is_one_finding(web: Web) -> None:
    body = page("<img src='x.png' width='90' height='60'><p>Text</p>" + switch("document.body.className = 'special'"))
    result = await audit(web.put("/", body.replace("</head>", "<style>.special { font-size: 150% }</style></head>")))
    assert states(result) == {("axe-image-alt", "img"): PageState.BOTH}
    assert len({finding.fingerprint for finding in result.findings}) == len(
        {(finding.fingerprint, finding.state) for finding in result.findings}
    )


async def test_a_link_to_another_address_is_told_and_the_version_there_is_a_page_of_its_own(web: Web) -> None:
    web.put("/", page(f"{FAULTS}<a href='/special'>{NAME}</a>"))
    web.put("/special", page("<p style='color: #aaa'>Text of the page.</p>"))
    result = await audit(f"{web.address}/")
    assert result.special == SpecialVersionTrial(SwitchOutcome.OWN_PAGE, NAME, f"{web.address}/special")
    assert states(result) == {("axe-image-alt", "img"): PageState.AS_OPENED}


async def test_a_link_that_opens_a_window_is_not_followed_and_its_address_is_told(web: Web) -> None:
    web.put("/", page(f"<a href='/special' target='_blank'>{NAME}</a>"))
    result = await audit(f"{web.address}/")
    assert result.special == SpecialVersionTrial(SwitchOutcome.OWN_PAGE, NAME, f"{web.address}/special")
    assert "/special" not in web.paths()


async def test_a_link_that_switches_every_page_on_through_a_cookie_is_a_state_of_the_page(web: Web) -> None:
    web.put("/", COOKIE.replace("<button", "<a href='/set'><span").replace("</button>", "</span></a>"))
    web.answers["/set"] = Reply(status=302, headers={"Location": "/home", "Set-Cookie": "special=on; Path=/"})
    web.put("/home", COOKIE)
    body = page(f"{FAULTS}<a href='/set'>{NAME}</a>", head=COOKIE.split("<title>A page</title>")[1].split("</head>")[0])
    web.put("/", body)
    result = await audit(f"{web.address}/")
    assert result.special == SpecialVersionTrial(SwitchOutcome.SWITCHED_ON, NAME)
    assert states(result)[("axe-color-contrast", "p")] is PageState.SPECIAL
    assert result.record.final_url == f"{web.address}/"


async def test_a_switch_that_does_nothing_is_told_and_leaves_no_gap(web: Web) -> None:
    result = await audit(web.put("/", page(FAULTS + switch("void 0"))))
    assert result.special == SpecialVersionTrial(SwitchOutcome.UNCHANGED, NAME)
    assert result.gaps == ()
    assert {finding.state for finding in result.findings} == {PageState.AS_OPENED}


BROKEN = {
    "hangs": (page(FAULTS + switch("while (true) {}")), "does not answer any more"),
    "goes blank": (page(FAULTS + switch("document.body.innerHTML = ''")), "shows no text"),
    "meets an error": (page(FAULTS + switch("location.href = '/error'")), "HTTP 500"),
    "leaves the site": (page(f"<a href='http://other.invalid/'>{NAME}</a>"), "leads to another site"),
    "is covered": (
        page(FAULTS + switch("") + "<div style='position: fixed; inset: 0; background: #fff'>Cover</div>"),
        "something covers",
    ),
    "cannot be seen": (page(FAULTS + switch("", "hidden")), "cannot be seen"),
    "sends a form": (page(f"<form action='/f' method='post'><button>{NAME}</button></form>"), "would send a form"),
    "posts": (
        page(FAULTS + switch("document.forms[0].submit()") + "<form action='/f' method='post'></form>"),
        "sends something to the server",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
async def test_a_state_that_is_not_reached_is_a_gap_with_a_reason_and_no_failure_is_lost(
    web: Web, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, reason = BROKEN[case]
    monkeypatch.setattr(ReadAloudProbe, "budget", 10.0)  # it presses the switch, too, and may wait in vain
    web.answers["/error"] = Reply(page("Error"), status=500)
    result = await audit(web.put("/", body))
    assert result.special is not None
    assert web.paths("POST") == []
    assert result.special.outcome is SwitchOutcome.NOT_REACHED
    assert reason in result.special.reason
    assert any(reason in gap for gap in result.gaps)
    assert verdict(result, "1.3.1")[0] in (Verdict.REVIEW, Verdict.NOT_TESTED)
    assert "no-failure-found" not in {str(one.verdict) for one in result.verdicts}
    if "img" in body:
        assert verdict(result, "1.1.1")[0] is Verdict.FAILED


async def test_when_the_time_of_the_page_is_used_up_that_is_the_reason(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state needs all the time of a page here, and the page as opened has taken some of it."""
    monkeypatch.setattr(special, "_LIMIT", SECONDS)
    monkeypatch.setattr(special, "_RESERVE", 0.0)
    monkeypatch.setattr(special, "_LEAST", SECONDS)
    result = await audit(web.put("/", IN_PAGE))
    assert result.special is not None
    assert result.special.reason == "the page's time was used up"


async def test_the_quick_profile_and_pages_without_a_switch_know_one_state(web: Web) -> None:
    result = await audit(web.put("/", IN_PAGE), AuditOptions(profile=Profile.QUICK, allow_private=True))
    assert result.special is None
    result = await audit(web.put("/plain", page(FAULTS)))
    assert result.special is None
    assert {tally.state for tally in result.tallies} == {PageState.AS_OPENED}


def site(web: Web, links: str = "") -> Register:
    limits = CrawlLimits(max_pages=20, delay=0.0, concurrency=1)
    found = Site("portal", f"{web.address}/{links}", "body", limits=limits)
    return Register((Body("body", Text("Ұйым", "Организация", "Body"), BodyKind.CENTRAL, sites=(found,)),))


def nav(*paths: str) -> str:
    return "".join(f"<p><a href='{path}'>Page {path}</a></p>" for path in paths)


def outcomes(store: Store, wave_id: int) -> dict[str, SwitchOutcome | None]:
    rows = list(store.pages(wave_id, "portal"))
    special = [store.page(row.visit_id).special for row in rows]
    paths = [row.record.visit.url.partition("/")[2].partition("/")[2].partition("/")[2] for row in rows]
    return {f"/{path}": one.outcome if one else None for path, one in zip(paths, special, strict=True)}


async def test_a_wave_switches_once_per_template_and_on_few_pages(web: Web, store: Store) -> None:
    paths = ["/news/1", "/news/2", "/news/3", "/about", "/contacts", "/laws", "/docs"]
    script = "document.body.classList.toggle('special')"
    for path in ["/", *paths]:
        web.put(path, page(f"<h2>{path}</h2><p>Text</p>" + nav(*paths) + switch(script), head=PALE))
    wave = await run_wave(site(web), store, FULL)
    found = outcomes(store, wave.id)
    tried = [path for path, outcome in found.items() if outcome is not None]
    assert found.keys() == {"/", *paths}
    assert len(tried) == 3
    assert len([path for path in tried if path.startswith("/news")]) <= 1
    assert store.special_versions(wave.id, "portal") == {SwitchOutcome.SWITCHED_ON: 3}
    contrast = [issue for issue in store.issues(wave.id, "portal") if issue.rule == "axe-color-contrast"]
    assert {issue.state for issue in contrast} == {PageState.SPECIAL}
    again = rejudge(store, wave)
    assert again.pages == 8
    assert [change for change in again.rules if change.pages[0] != change.pages[1]] == []
    assert [change for change in again.rules if change.failures[0] != change.failures[1]] == []
    assert [change.criterion for change in again.criteria if change.moved] == []
    for row in store.pages(wave.id, "portal"):
        kept = store.special_snapshot(row.visit_id)
        assert bool(kept) is (store.page(row.visit_id).special is not None)
        assert not kept or unpack(store.snapshot(kept)).final_url == row.record.final_url


@pytest.mark.parametrize(("looked_again", "state"), [(False, IssueState.NOT_RETESTED), (True, IssueState.FIXED)])
def test_an_issue_of_the_special_version_is_gone_only_where_that_was_looked_at_again(
    web: Web, store: Store, looked_again: bool, state: IssueState
) -> None:
    register = site(web)
    (portal,) = register.sites
    visit = Visit(f"{web.address}/", "portal")
    tallies = [RuleTally("rule", ("1.4.3",), {Outcome.FAILED: 1}, state=one) for one in (OPENED, SPECIAL)]
    faults = [Finding("rule", Outcome.FAILED, name, ("1.4.3",), state=one) for name, one in FAULT_STATES]
    versions = Versions("0.1.0", rules="same")
    waves = []
    for findings, ran in ((faults, tallies), ([], tallies if looked_again else tallies[:1])):
        wave = store.begin_wave(Wave(0, "wave", "2026-11-20T01:00:00+05:00", "", "full", "AAA", versions), register)
        mended = [replace(tally, counts={Outcome.PASSED: 1}) for tally in ran] if not findings else ran
        record = VisitRecord(visit, VisitStatus.AUDITED, final_url=visit.url)
        store.add_page(wave.id, "portal", PageResult(record, findings=tuple(findings), tallies=tuple(mended)))
        waves.append(store.finish_wave(wave.id))
    lives = {life.code: life for life in Lives(store, waves[-1])(portal).issues.values()}
    assert {code: life.state for code, life in lives.items()} == {
        "opened": IssueState.FIXED,
        "special": state,
        "both": state,
    }
    assert {life.pages for life in Lives(store, waves[0])(portal).issues.values()} == {1}


async def test_an_address_that_a_switch_leads_to_is_a_page_of_the_wave_and_stays_off_for_the_others(
    web: Web, store: Store
) -> None:
    head = COOKIE.split("<title>A page</title>")[1].split("</head>")[0]
    link = f"<h2>Portal</h2><p>Text</p><a href='/special'>{NAME}</a>"
    web.put("/", page(link, head=head))
    for path in ("/a", "/b"):  # known only once the special version was opened
        web.put(path, page(f"<h2>{path}</h2>{link}", head=head))
    pale = f"<p style='color: #aaa'>Text of the special version.</p>{nav('/a', '/b')}"
    web.answers["/special"] = Reply(page(pale), headers={"Set-Cookie": "special=on; Path=/"})
    wave = await run_wave(site(web), store, FULL)
    found = outcomes(store, wave.id)
    assert found.keys() == {"/", "/a", "/b", "/special"}
    failing = {
        row.url.removeprefix(web.address)
        for row in store.findings(wave.id)
        if row.finding.rule == "axe-color-contrast" and row.finding.state is not PageState.SPECIAL
    }
    assert failing == {"/special"}


async def test_a_page_that_only_the_switch_knows_is_found_by_the_wave(web: Web, store: Store) -> None:
    web.put("/", page(switch("location.assign('/for-all')")))
    web.put("/for-all", page("<p>The other version.</p>"))
    wave = await run_wave(site(web), store, FULL)
    assert outcomes(store, wave.id) == {"/": SwitchOutcome.OWN_PAGE, "/for-all": None}


async def test_a_wave_does_not_press_what_leads_where_robots_may_not_go(web: Web, store: Store) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /special\n", type="text/plain")
    web.put("/", page(f"<p>Text</p><a href='/special'>{NAME}</a>"))
    web.put("/special", page("<p>Text</p>"))
    wave = await run_wave(site(web), store, FULL)
    (row,) = store.pages(wave.id, "portal")
    special = store.page(row.visit_id).special
    assert special is not None
    assert special.reason == "robots.txt closes the address that its control leads to"
    assert "/special" not in web.paths()
