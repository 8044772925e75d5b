"""A wave gives every known address one fate, is polite, can be stopped and gone on with, and survives what dies."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.browser.server import Reply, Web, page, serve
from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, Profile, Progress, run_wave, wave
from wcag_audit.audit.executor import LocalExecutor
from wcag_audit.audit.site import SiteWalk
from wcag_audit.crawl import HostGate, frontier
from wcag_audit.errors import CouldNotDoError, NoBrowserError, UsageError
from wcag_audit.model.index import Measured
from wcag_audit.model.language import Text
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.register import Body, BodyKind, CrawlLimits, Register, Site
from wcag_audit.model.visit import FoundBy
from wcag_audit.model.visit import VisitStatus as S
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wcag_audit.model.visit import Visit

OPTIONS = AuditOptions(profile=Profile.QUICK, allow_private=True, tabs=2, screenshots=False, contact="who@example.kz")


def site(name: str, url: str, **limits: object) -> Site:
    limits = {"delay": 0.0, "timeout": SECONDS} | limits
    return Site(name, url, "body", limits=CrawlLimits(**limits))  # type: ignore[arg-type]


def register(*sites: Site) -> Register:
    return Register((Body("body", Text("а", "б", "c"), BodyKind.CENTRAL, sites=sites),))


def links(*paths: str, head: str = "", words: str = "") -> Reply:
    """A page that is like no other: its own words and one fault."""
    listed = "".join(f'<p><a href="{path}">To {number} of {words}</a></p>' for number, path in enumerate(paths))
    return Reply(page(f"<p>About {words}.</p>{listed}<img src=x.png>", head))


def small_site(web: Web, pages: int = 6) -> Site:
    """A start page and some pages in a row, each leading to the next."""
    web.answers["/"] = links(*(f"/p{number}.html" for number in range(3)), words="start")
    for number in range(pages):
        web.answers[f"/p{number}.html"] = links(f"/p{number + 1}.html", "/", words=f"page {number}")
    web.answers[f"/p{pages}.html"] = links(words="the end")
    return site("small", f"{web.address}/")


def fates(store: Store, number: int, name: str, web: Web) -> dict[str, S]:
    found = [(r.visit.url.removeprefix(web.address), r.status) for r in store.records(number, name)]
    assert len(found) == len(dict(found)), "an address has two fates"
    return dict(found)


def whole(store: Store, number: int, name: str) -> object:
    """All that a wave says of a site."""
    pages = sorted(
        (
            row.record.visit.url,
            row.title,
            sorted((f.rule, f.outcome, f.fingerprint) for f in store.page(row.visit_id).findings),
            store.page(row.visit_id).verdicts,
        )
        for row in store.pages(number, name)
    )
    return pages, store.site_verdicts(number, name), store.coverage(number, name)


@pytest.fixture(autouse=True)
def quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Second tries and rests after trouble come at once."""
    monkeypatch.setattr(frontier, "_RETRY_PAUSE", 0.0)
    monkeypatch.setattr(wave, "HostGate", partial(HostGate, back_off=0.01))


@pytest.fixture
def other() -> Iterator[Web]:
    with serve() as web:
        yield web


async def test_every_known_address_has_exactly_one_fate(web: Web, store: Store) -> None:
    web.put("/robots.txt", "User-agent: *\nDisallow: /private\nSitemap: /map.xml", type="text/plain")
    listed = f"<urlset><url><loc>{web.address}/from-map</loc></url></urlset>"
    web.put("/map.xml", listed, type="application/xml")
    web.answers["/"] = links(
        "/ok", "/missing", "/private/x", "/file.pdf", "/moved", "/same", "/silent", "https://other.test/",
        "mailto:a@b.kz", "/script", "/no", "/ok#part", "/attach", "/broken", words="start",
    )  # fmt: skip
    web.answers["/ok"] = links("/private/y", words="the one")
    web.answers["/same"] = links("/private/y", head="<link rel=canonical href=/ok>", words="the one")
    web.answers["/from-map"] = links(words="the map")
    web.answers["/moved"] = Reply(status=302, headers={"Location": "/ok"})
    web.answers["/silent"] = Reply(raw=b"")
    web.answers["/no"] = Reply(page("No"), status=403)
    web.answers["/broken"] = Reply(b"", status=500)
    web.answers["/attach"] = Reply("x", headers={"Content-Disposition": "attachment"})
    web.put("/script", page("<script>document.body.innerHTML += '<a href=/made>Made by script</a>'</script>"))
    web.answers["/made"] = links(words="made")
    told: list[Progress] = []
    done = await run_wave(register(site("s", f"{web.address}/")), store, OPTIONS, listener=told.append)
    found = fates(store, done.id, "s", web)
    assert found == {
        "/": S.AUDITED,
        "/ok": S.AUDITED,
        "/missing": S.HTTP_ERROR,
        "/private/x": S.ROBOTS,
        "/private/y": S.ROBOTS,
        "/file.pdf": S.DOCUMENT,
        "/moved": S.DUPLICATE,
        "/same": found["/same"],
        "/silent": S.CONNECTION,
        "https://other.test/": S.OFF_SITE,
        "/script": S.AUDITED,
        "/no": S.BLOCKED,
        "/attach": S.DOWNLOAD,
        "/broken": S.HTTP_ERROR,
        "/from-map": S.AUDITED,
        "/made": S.AUDITED,
    }
    assert found["/same"] in (S.DUPLICATE, S.AUDITED)
    assert done.finished
    assert sum(row.failed > 0 for row in store.pages(done.id, "s")) >= 4
    assert len(store.site_verdicts(done.id, "s")) == 86
    assert {progress.url.removeprefix(web.address) for progress in told} >= {"/", "/ok", "/made"}
    assert (told[-1].sites, told[-1].budget) == (1, 60)
    asked = web.paths() + web.paths("HEAD")
    assert not any(path.startswith("/private") or path == "/file.pdf" for path in asked)
    assert {one.method for one in web.asked} <= {"GET", "HEAD"}
    agents = {one.agent for one in web.asked}
    assert all("wcag-audit/" in agent and "contact who@example.kz" in agent for agent in agents)
    assert {agent.startswith("Mozilla/") for agent in agents} == {True, False}


async def test_a_page_that_names_another_as_canonical_and_says_the_same_is_a_duplicate(web: Web, store: Store) -> None:
    web.answers["/"] = links("/ok", "/same", "/liar", words="start")
    web.answers["/ok"] = links(words="the one")
    web.answers["/same"] = links(head="<link rel=canonical href=/ok>", words="the one")
    web.answers["/liar"] = links(head="<link rel=canonical href=/ok>", words="something else")
    done = await run_wave(register(site("s", f"{web.address}/", concurrency=1)), store, OPTIONS)
    found = fates(store, done.id, "s", web)
    assert found["/liar"] is found["/ok"] is S.AUDITED
    assert found["/same"] in (S.DUPLICATE, S.AUDITED)


async def test_the_budget_is_kept_and_what_is_left_out_is_told(web: Web, store: Store) -> None:
    web.answers["/"] = links(*(f"/p{number}.html" for number in range(12)), words="start")
    for number in range(12):
        web.answers[f"/p{number}.html"] = links(words=f"page {number}")
    done = await run_wave(register(site("s", f"{web.address}/", max_pages=4, concurrency=2)), store, OPTIONS)
    assert Counter(fates(store, done.id, "s", web).values()) == {S.AUDITED: 4, S.OVER_BUDGET: 9}
    assert sum(path.endswith(".html") for path in web.paths()) == 3


async def test_a_finished_wave_knows_its_rules_and_has_an_index_of_every_site(web: Web, store: Store) -> None:
    web.answers["/"] = links("/a.html", "/b.html", "/c.html", words="start")
    for name in "abc":
        web.answers[f"/{name}.html"] = links(words=f"page {name}")
    sites = (site("all", f"{web.address}/", concurrency=2), site("few", f"{web.address}/", max_pages=2, concurrency=2))
    done = await run_wave(register(*sites), store, OPTIONS)
    assert {item.rule for item in store.wave_rules(done.id)} >= {"axe-image-alt", "language-tag-valid"}
    measured = {(row.site, row.index.level): row.index.measured for row in store.indexes(done.id)}
    reasons = {"all": Measured.YES, "few": Measured.TOO_FEW_PAGES}
    assert measured == {(name, level): reasons[name] for name in reasons for level in ("A", "AA", "AAA")}
    strata = {stratum.name: (stratum.known, stratum.pages) for stratum in store.strata(done.id, "all")}
    assert strata["{start}"] == (1, 1)
    assert sum(pages for _, pages in strata.values()) == 4


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When the pages of the only host were begun; when they arrive at a server is up to the machine."""
    moments: list[float] = []

    class Noting(HostGate):
        def begin(self, host: str, now: float) -> None:
            super().begin(host, now)
            moments.append(now)

    monkeypatch.setattr(wave, "HostGate", Noting)
    return moments


def least_pause(moments: list[float]) -> float:
    return min(later - earlier for earlier, later in itertools.pairwise(moments))


async def test_a_host_is_asked_for_pages_no_faster_than_its_delay(web: Web, store: Store, begun: list[float]) -> None:
    one = small_site(web, 3)
    polite = Site(one.id, one.url, one.body, limits=CrawlLimits(delay=0.4, concurrency=2))
    await run_wave(register(polite), store, OPTIONS)
    opened = [a for a in web.asked if a.agent.startswith("Mozilla/") and a.path.endswith((".html", "/"))]
    assert len(opened) == len(begun) == 5
    assert least_pause(begun) >= 0.4


async def test_two_sites_on_one_host_share_its_pace(web: Web, store: Store, begun: list[float]) -> None:
    for name in ("a", "b"):
        web.answers[f"/{name}/"] = links(f"/{name}/x.html", words=name)
        web.answers[f"/{name}/x.html"] = links(words=f"{name} x")
    pair = [
        Site(name, f"{web.address}/{name}/", "body", within_path=f"/{name}/", limits=CrawlLimits(delay=0.4))
        for name in ("a", "b")
    ]
    done = await run_wave(register(*pair), store, OPTIONS)
    assert len(begun) == 4
    assert least_pause(begun) >= 0.4
    assert all(len(fates(store, done.id, name, web)) == 2 for name in ("a", "b"))


@pytest.mark.parametrize("budget", [60, 5])
async def test_a_stopped_wave_goes_on_and_ends_as_if_it_had_not_been_stopped(
    budget: int, web: Web, store: Store, tmp_path: Path
) -> None:
    one = small_site(web)
    small = register(Site(one.id, one.url, one.body, limits=CrawlLimits(delay=0.0, max_pages=budget)))
    stop = asyncio.Event()
    done: list[str] = []

    def listener(progress: Progress) -> None:
        done.append(progress.url)
        if len(done) == 3:
            stop.set()

    half = await run_wave(small, store, OPTIONS, name="w", listener=listener, stop=stop)
    assert half.finished == ""
    before = fates(store, half.id, "small", web)
    kept = [path for path, fate in before.items() if fate is S.AUDITED]
    assert 3 <= len(kept) < budget
    assert S.INTERRUPTED in before.values()
    assert store.site_verdicts(half.id, "small") == ()
    full = await run_wave(small, store, OPTIONS, name="w", resume=True)
    assert (full.id, full.finished != "") == (half.id, True)
    opened = Counter(asked.path for asked in web.asked if asked.method == "GET" and asked.path.endswith(".html"))
    assert set(opened.values()) == {1}
    with Store.open(tmp_path / "other.db") as fresh:
        straight = await run_wave(small, fresh, OPTIONS, name="w")
        assert whole(store, full.id, "small") == whole(fresh, straight.id, "small")


async def test_a_wave_that_was_killed_goes_on_from_the_pages_that_are_stored(web: Web, store: Store) -> None:
    small = register(small_site(web))
    done: list[str] = []

    def listener(progress: Progress) -> None:
        done.append(progress.url)
        if len(done) == 3:
            running.cancel()

    running = asyncio.ensure_future(run_wave(small, store, OPTIONS, name="w", listener=listener))
    with pytest.raises(asyncio.CancelledError):
        await running
    again = await run_wave(small, store, OPTIONS, resume=True)
    assert again.name == "w"
    assert set(fates(store, again.id, "small", web).values()) == {S.AUDITED}
    opened = Counter(asked.path for asked in web.asked if asked.method == "GET" and asked.path.endswith(".html"))
    assert len(opened) == 7
    assert sum(opened.values()) <= 9  # those that were open when it was killed are opened again, no others


async def test_a_site_that_fails_through_a_mistake_of_ours_does_not_take_the_others(
    web: Web, other: Web, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare = SiteWalk._compare

    def broken(self: SiteWalk) -> object:
        if self.site.id == "bad":
            raise ZeroDivisionError("our fault")
        return compare(self)

    monkeypatch.setattr(SiteWalk, "_compare", broken)
    for one in (web, other):
        one.answers["/"] = links("/x", words="start")
        one.answers["/x"] = links(words="x")
    both = register(site("bad", f"{web.address}/"), site("good", f"{other.address}/"))
    with pytest.raises(CouldNotDoError, match="failed on bad; --resume"):
        await run_wave(both, store, OPTIONS)
    unfinished = store.unfinished_wave()
    assert unfinished is not None
    assert len(store.site_verdicts(unfinished.id, "good")) == 86
    monkeypatch.setattr(SiteWalk, "_compare", compare)
    asked = len(other.asked)
    done = await run_wave(both, store, OPTIONS, resume=True)
    assert done.finished
    assert len(store.site_verdicts(done.id, "bad")) == 86
    assert len(other.asked) == asked


async def test_a_browser_that_is_killed_is_started_again_and_no_page_is_lost(
    web: Web, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[LocalExecutor] = []

    class Remembered(LocalExecutor):
        async def __aenter__(self) -> LocalExecutor:
            made.append(self)
            return await super().__aenter__()

    monkeypatch.setattr(wave, "LocalExecutor", Remembered)
    small = register(small_site(web))
    kills: list[int] = []

    def listener(_: Progress) -> None:
        if len(kills) < 2:
            kills.append(1)
            killing.append(asyncio.ensure_future(kill(made[0])))

    killing: list[asyncio.Future[None]] = []
    done = await run_wave(small, store, OPTIONS, listener=listener)
    await asyncio.gather(*killing)
    assert done.finished
    found = fates(store, done.id, "small", web)
    assert (set(found.values()), len(found)) == ({S.AUDITED}, 8)
    assert len(kills) == 2


async def kill(executor: LocalExecutor) -> None:
    browser = executor._browser
    session = await browser._browser.new_browser_cdp_session()
    processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
    os.kill(next(int(process["id"]) for process in processes if process["type"] == "browser"), signal.SIGKILL)


async def test_a_browser_that_cannot_be_had_any_more_ends_the_wave_and_keeps_what_is_done(
    web: Web, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored: list[str] = []
    audit = LocalExecutor.audit

    async def dying(self: LocalExecutor, *args: object) -> object:
        if stored:
            raise NoBrowserError("The browser died 6 times; the audit was stopped.")
        return await audit(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(LocalExecutor, "audit", dying)
    small = register(small_site(web))
    with pytest.raises(NoBrowserError, match="died 6 times"):
        await run_wave(small, store, OPTIONS, listener=lambda progress: stored.append(progress.url))
    monkeypatch.setattr(LocalExecutor, "audit", audit)
    done = await run_wave(small, store, OPTIONS, resume=True)
    assert set(fates(store, done.id, "small", web).values()) == {S.AUDITED}


async def test_a_visit_that_fails_through_a_mistake_of_ours_leaves_the_host_to_others(
    web: Web, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = LocalExecutor.audit

    async def broken(self: LocalExecutor, visit: Visit, limit: float = 0.0) -> object:
        if visit.site == "a":
            raise ZeroDivisionError("our fault")
        return await audit(self, visit, limit)

    monkeypatch.setattr(LocalExecutor, "audit", broken)
    for name in ("a", "b"):
        web.answers[f"/{name}/"] = links(words=name)
    pair = [Site(n, f"{web.address}/{n}/", "body", within_path=f"/{n}/", limits=CrawlLimits(delay=0.0)) for n in "ab"]
    async with asyncio.timeout(SECONDS):
        with pytest.raises(CouldNotDoError, match="failed on a;"):
            await run_wave(register(*pair), store, OPTIONS)
    unfinished = store.unfinished_wave()
    assert unfinished is not None
    assert store.coverage(unfinished.id, "b") == {S.AUDITED: 1}


async def test_hosts_that_do_not_answer_cost_only_themselves(web: Web, other: Web, store: Store) -> None:
    other.answers["/"] = Reply(raw=b"")
    web.answers["/"] = links("/x", words="start")
    web.answers["/x"] = links(words="x")
    sites = {"dead": f"{other.address}/", "gone": "http://no.invalid/", "good": f"{web.address}/"}
    done = await run_wave(register(*(site(name, url) for name, url in sites.items())), store, OPTIONS)
    assert [store.coverage(done.id, name) for name in sites] == [
        {S.CONNECTION: 1},
        {S.DNS: 1},
        {S.AUDITED: 2},
    ]
    assert done.finished
    (record,) = store.records(done.id, "dead")
    assert (record.visit.found_by, record.reason) == (FoundBy.START, "net::ERR_EMPTY_RESPONSE")
    assert all(len(store.site_verdicts(done.id, name)) == 86 for name in sites)


async def test_what_cannot_be_begun_is_said_in_one_sentence(web: Web, store: Store) -> None:
    with pytest.raises(UsageError, match="no unfinished wave"):
        await run_wave(register(), store, OPTIONS, resume=True)
    with pytest.raises(UsageError, match="No enabled site"):
        await run_wave(register(Site("s", web.address, "body", enabled=False)), store, OPTIONS)
    assert store.waves() == ()


async def test_links_of_one_name_are_compared_by_the_pages_that_were_visited_anyway(web: Web, store: Store) -> None:
    web.answers["/"] = Reply(
        page('<main><p>Write: <a href="/chat.html">ask us</a>, <a href="/call">ask us</a></p></main>')
    )
    web.answers["/chat.html"] = Reply(
        page("<main><h1>Chat</h1><p>The chat is there day and night. Begin it.</p></main>")
    )
    web.answers["/call"] = Reply(status=302, headers={"Location": "/call.html"})
    web.answers["/call.html"] = Reply(
        page("<main><h1>Call us</h1><p>Somebody answers from Monday to Friday.</p></main>")
    )
    done = await run_wave(register(site("one", f"{web.address}/")), store, OPTIONS, name="w")
    told = {finding.rule: finding for finding in store.site_result(done.id, "one").findings}
    for rule in ("site-same-links-in-context", "site-same-links-one-purpose"):
        assert told[rule].outcome is Outcome.FAILED
        assert told[rule].pages == (f"{web.address}/", f"{web.address}/chat.html", f"{web.address}/call.html")
    opened = Counter(asked.path for asked in web.asked if asked.method == "GET")
    assert opened["/chat.html"] == opened["/call.html"] == 1
