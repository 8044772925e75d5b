from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from wcag_audit.crawl.book import MAX_PER_CALENDAR
from wcag_audit.crawl.frontier import Frontier
from wcag_audit.crawl.robots import Robots
from wcag_audit.crawl.shapes import shape
from wcag_audit.errors import TargetsError
from wcag_audit.model.register import CrawlLimits, Site
from wcag_audit.model.snapshot import AddressFate
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord
from wcag_audit.model.visit import VisitStatus as S

HOME = "https://example.kz/"


def site(url: str = HOME, *, within: str = "", starts: tuple[str, ...] = (), **limits: Any) -> Site:
    return Site(id="example", url=url, body="b", starts=starts, within_path=within, limits=CrawlLimits(**limits))


def frontier(**limits: Any) -> Frontier:
    return Frontier(site(**limits), None)


def fates(one: Frontier) -> dict[str, S]:
    return {record.visit.url: record.status for record in one.records()}


def reason(one: Frontier, url: str) -> str:
    return next(record.reason for record in one.records() if record.visit.url == url)


def done(visit: Visit, status: S = S.AUDITED, final_url: str = "", **more: Any) -> VisitRecord:
    return VisitRecord(visit, status, final_url=final_url or visit.url, **more)


def run(one: Frontier, status: S = S.AUDITED) -> list[str]:
    """Visit until nothing is left, with a clock that jumps to the next retry."""
    order, now = [], 0.0
    while not one.finished:
        visit = one.next(now)
        if visit is None:
            if one.finished:
                break
            wake = one.wake_at()
            assert wake is not None, "unfinished, but nothing to do and nothing to wait for"
            now = max(now, wake)
            continue
        order.append(visit.url)
        one.finish(done(visit, status), now)
    return order


# Fates that a name decides


@pytest.mark.parametrize(
    ("link", "fate"),
    [
        ("/a", S.PENDING),
        ("http://www.example.kz/b", S.PENDING),
        ("mailto:a@example.kz", S.NOT_WEB),
        ("javascript:void(0)", S.NOT_WEB),
        ("/photo.jpg", S.NOT_WEB),
        ("https://other.kz/", S.OFF_SITE),
        ("http://127.0.0.1:9200/", S.REFUSED_ADDRESS),
        ("http://2130706433/", S.REFUSED_ADDRESS),
        ("/report.pdf", S.DOCUMENT),
        ("https://other.kz/report.pdf", S.OFF_SITE),
        ("/admin/x", S.EXCLUDED),
        ("/a/a/a/b", S.EXCLUDED),
        ("/" + "a" * 2_000, S.EXCLUDED),
    ],
)
def test_an_address_is_judged_by_its_name_when_it_is_added(link: str, fate: S) -> None:
    one = frontier(exclude=("/admin",))
    assert one.add(link, FoundBy.LINK, HOME, 1) is fate
    assert one.next(0.0) is None or fate is S.PENDING


def test_links_that_are_no_addresses_are_counted_and_not_recorded() -> None:
    one = frontier()
    for link in ("mailto:a@example.kz", "tel:1", "https://example.kz/" + "x" * 3_000):
        one.add(link, FoundBy.LINK)
    counts = one.counts()
    assert (counts.known, counts.no_page, counts.too_long) == (0, 2, 1)


def test_include_patterns_and_depth_bind_what_is_found_but_not_what_a_person_names() -> None:
    one = frontier(include=("/kk/",), max_depth=2)
    assert one.add("https://example.kz/ru/", FoundBy.START) is S.PENDING
    assert one.add("https://example.kz/en/", FoundBy.LINK, HOME, 1) is S.EXCLUDED
    assert one.add("https://example.kz/kk/a", FoundBy.LINK, HOME, 2) is S.PENDING
    assert one.add("https://example.kz/kk/b", FoundBy.LINK, HOME, 3) is S.OVER_BUDGET
    assert "2 clicks" in reason(one, "https://example.kz/kk/b")


def test_a_page_found_too_deep_is_visited_when_a_shorter_way_appears() -> None:
    one = frontier(max_depth=2)
    one.add("/deep", FoundBy.LINK, HOME, 3)
    assert one.add("/deep", FoundBy.LINK, HOME, 2) is S.DUPLICATE
    assert run(one) == ["https://example.kz/deep"]


def test_a_path_bounds_the_site_but_not_its_documents() -> None:
    one = Frontier(site("https://www.gov.kz/memleket/entities/mam", within="/memleket/entities/mam"), None)
    assert one.add("https://www.gov.kz/memleket/entities/mam/press?lang=kk", FoundBy.LINK) is S.PENDING
    assert one.add("https://www.gov.kz/memleket/entities/edu", FoundBy.LINK) is S.OFF_SITE
    assert one.add("https://www.gov.kz/uploads/2024/5/a.pdf", FoundBy.LINK) is S.DOCUMENT


def test_a_broken_pattern_is_named_with_its_site() -> None:
    with pytest.raises(TargetsError, match=r"example.*'\('"):
        frontier(exclude=("(",))


# robots.txt


def test_nothing_is_visited_before_its_robots_txt_was_read() -> None:
    one = Frontier(site(extra_hosts=("kk.example.kz",)), {})
    one.add(HOME, FoundBy.START)
    one.add("https://kk.example.kz/private/1", FoundBy.LINK)
    one.add("https://kk.example.kz/open", FoundBy.LINK)
    assert one.next(0.0) is None
    assert not one.finished
    assert one.robots_needed() == ("https://example.kz", "https://kk.example.kz")
    one.set_robots("https://example.kz", Robots.none("HTTP 404"))
    assert run_some(one, 1) == [HOME]
    one.set_robots("https://kk.example.kz", Robots.parse("User-agent: *\nDisallow: /private"))
    assert run(one) == ["https://kk.example.kz/open"]
    assert fates(one)["https://kk.example.kz/private/1"] is S.ROBOTS


def run_some(one: Frontier, count: int) -> list[str]:
    order = []
    for _ in range(count):
        visit = one.next(0.0)
        assert visit is not None
        order.append(visit.url)
        one.finish(done(visit), 0.0)
    return order


def test_an_unreachable_robots_txt_forbids_everything_and_says_why() -> None:
    one = Frontier(site(), {"https://example.kz": Robots.unreachable("HTTP 503")})
    assert one.add(HOME, FoundBy.START) is S.ROBOTS
    assert "HTTP 503" in reason(one, HOME)
    assert one.finished


def test_unread_rules_are_a_reason_of_their_own_in_the_end() -> None:
    one = Frontier(site(), {})
    one.add(HOME, FoundBy.START)
    one.add("/a", FoundBy.LINK, HOME)
    one.add("/a", FoundBy.START, HOME)
    assert one.next(0.0) is None
    one.close()
    assert set(fates(one).values()) == {S.ROBOTS}


# Sampling


def big(one: Frontier) -> None:
    one.add(HOME, FoundBy.START)
    for lang in ("kk", "ru", "en"):
        for n in range(400):
            one.add(f"/{lang}/news/{n}", FoundBy.SITEMAP, HOME, 1)
        for n in range(30):
            one.add(f"/{lang}/docs/{n}", FoundBy.SITEMAP, HOME, 1)
        for name in ("about", "contacts", "structure", "vacancies", "faq"):
            one.add(f"/{lang}/{name}", FoundBy.SITEMAP, HOME, 1)


def test_the_budget_shows_every_template_in_every_language_and_not_the_first_pages() -> None:
    one = frontier(max_pages=60)
    big(one)
    order = run(one)
    assert len(order) == 60
    assert order[0] == HOME
    seen = Counter((shape(url), url.split("/")[3]) for url in order[1:])
    templates = {shape(url) for url in order}
    assert len(templates) == 8
    assert {lang for _, lang in seen} == {"kk", "ru", "en"}
    for template in templates - {shape(HOME)}:
        assert {lang for kind, lang in seen if kind == template} == {"kk", "ru", "en"}, template
    # Each template was seen before any was seen twice in one language.
    assert len({shape(url) for url in order[:8]}) == 8
    news = sorted(int(url.rsplit("/", 1)[1]) for url in order if "/ru/news/" in url)
    assert news != list(range(len(news)))


def test_the_versions_of_a_page_are_in_the_sample_together() -> None:
    one = frontier(max_pages=60)
    big(one)
    sample = run(one)
    chosen = {lang: {url.partition(f"/{lang}/")[2] for url in sample if f"/{lang}/" in url} for lang in ("kk", "ru")}
    # The two languages have their turns one after the other, so that the last pages may lack their version.
    assert len(chosen["kk"] ^ chosen["ru"]) <= 2
    assert len(chosen["kk"] & chosen["ru"]) >= 15


def test_the_same_seed_gives_the_same_sample_and_another_seed_another() -> None:
    samples = []
    for seed in ("a", "a", "b"):
        one = Frontier(site(max_pages=40), None, seed=seed)
        big(one)
        samples.append(run(one))
    assert samples[0] == samples[1]
    assert set(samples[0]) != set(samples[2])


def test_most_of_the_sample_stays_from_wave_to_wave_and_a_part_is_fresh() -> None:
    def sample(wave: str) -> set[str]:
        one = Frontier(site(max_pages=300), None, seed="s", wave=wave)
        for n in range(5_000):
            one.add(f"/news/{n}", FoundBy.SITEMAP, HOME, 1)
        return set(run(one))

    kept = len(sample("2025") & sample("2026")) / 300
    assert 0.6 < kept < 0.85


def test_start_pages_come_first_in_the_order_they_were_named() -> None:
    one = frontier()
    one.add("/x", FoundBy.LINK, HOME, 1)
    for path in ("/kk", "/ru", "/en"):
        one.add(path, FoundBy.START, HOME)
    one.add("/x", FoundBy.GIVEN, HOME)
    assert run(one) == [f"https://example.kz/{path}" for path in ("kk", "ru", "en", "x")]


def test_strata_tell_how_many_pages_stand_behind_the_sample() -> None:
    one = frontier(max_pages=5)
    big(one)
    one.add("/news/file.pdf", FoundBy.LINK, HOME)
    run(one)
    one.close()
    strata = {(stratum.shape, stratum.language): stratum for stratum in one.strata()}
    assert strata["example.kz/news/{n}", "ru"].known == 400
    assert sum(stratum.audited for stratum in strata.values()) == 5
    assert sum(stratum.known for stratum in strata.values()) == 1 + 3 * 435


# Budget and endings


def test_failed_pages_cost_no_place_but_a_site_of_dead_links_comes_to_an_end() -> None:
    one = frontier(max_pages=10)
    for n in range(1_000):
        one.add(f"/p/{n}", FoundBy.LINK, HOME, 1)
    assert len(run(one, S.HTTP_ERROR)) == 50
    one.close()
    assert Counter(fates(one).values()) == {S.HTTP_ERROR: 50, S.OVER_BUDGET: 950}


def test_pages_in_flight_hold_their_places() -> None:
    one = frontier(max_pages=2)
    for n in range(9):
        one.add(f"/p/{n}", FoundBy.LINK, HOME, 1)
    first, second = one.next(0.0), one.next(0.0)
    assert first
    assert second
    assert one.next(0.0) is None
    one.finish(done(first, S.HTTP_ERROR), 0.0)
    assert one.next(0.0) is not None


def test_a_passing_failure_is_tried_once_more_after_a_pause_and_then_stands() -> None:
    one = frontier()
    one.add(HOME, FoundBy.START)
    visit = one.next(0.0)
    assert visit
    assert one.finish(done(visit, S.TIMEOUT, reason="60 s"), 100.0) is S.PENDING
    assert one.next(100.0) is None
    assert not one.finished
    assert one.wake_at() == 130.0
    assert one.next(130.0) == visit
    assert one.finish(done(visit, S.TIMEOUT, reason="60 s"), 200.0) is S.TIMEOUT
    assert one.finished


def test_a_lasting_failure_is_not_tried_again() -> None:
    one = frontier()
    one.add(HOME, FoundBy.START)
    assert run(one, S.DNS) == [HOME]
    assert fates(one)[HOME] is S.DNS


def test_a_retry_waits_as_long_as_the_server_asks() -> None:
    one = frontier()
    one.add(HOME, FoundBy.START)
    visit = one.next(0.0)
    assert visit
    one.finish(done(visit, S.CONNECTION, retry_after=90.0), 0.0)
    assert one.wake_at() == 90.0


def test_a_retry_that_never_came_keeps_how_the_page_failed() -> None:
    one = frontier(max_pages=1)
    one.add(HOME, FoundBy.START)
    one.add("/a", FoundBy.LINK, HOME)
    visit = one.next(0.0)
    assert visit
    one.finish(done(visit, S.TIMEOUT, reason="60 s"), 0.0)
    one.close()
    assert fates(one) == {HOME: S.TIMEOUT, "https://example.kz/a": S.OVER_BUDGET}
    assert reason(one, HOME) == "60 s"


def test_a_result_that_comes_twice_counts_once_and_an_unknown_one_is_a_mistake() -> None:
    one = frontier()
    one.add(HOME, FoundBy.START)
    visit = one.next(0.0)
    assert visit
    assert one.finish(done(visit), 0.0) is S.AUDITED
    assert one.finish(done(visit, S.CRASHED), 0.0) is S.AUDITED
    assert one.counts().audited == 1
    with pytest.raises(KeyError):
        one.finish(done(Visit("https://other.kz/", "x")), 0.0)


def test_closing_gives_every_address_a_last_fate() -> None:
    one = frontier(max_pages=2)
    for n in range(4):
        one.add(f"/p/{n}", FoundBy.LINK, HOME, 1)
    run_some(one, 1)
    assert one.next(0.0) is not None
    one.close()
    assert Counter(fates(one).values()) == {S.AUDITED: 1, S.INTERRUPTED: 1, S.OVER_BUDGET: 2}
    assert one.finished


# Redirects and duplicates


def test_a_redirect_to_a_known_page_is_its_duplicate_and_gives_the_place_back() -> None:
    one = frontier(max_pages=2)
    one.add(HOME, FoundBy.START)
    one.add("/kk/", FoundBy.SITEMAP, HOME, 1)
    for n in range(5):
        one.add(f"/p/{n}", FoundBy.LINK, HOME, 1)
    visit = one.next(0.0)
    assert visit
    fate = one.judge_redirect(visit, "https://example.kz/kk/")
    assert fate.status is S.DUPLICATE
    assert one.finish(done(visit, fate.status, "https://example.kz/kk/"), 0.0) is S.DUPLICATE
    assert reason(one, HOME) == "redirects to https://example.kz/kk/"
    # The home page's place in the sample is for the page it leads to.
    assert run(one)[0] == "https://example.kz/kk/"
    assert one.counts().audited == 2


def test_a_redirect_to_an_unknown_page_is_that_page() -> None:
    one = frontier()
    one.add(HOME, FoundBy.START)
    visit = one.next(0.0)
    assert visit
    assert one.judge_redirect(visit, "https://example.kz/kk/").status is S.PENDING
    one.finish(done(visit, S.AUDITED, "https://example.kz/kk/"), 0.0)
    assert one.add("/kk/", FoundBy.LINK, HOME, 1) is S.DUPLICATE
    one.add("/old", FoundBy.LINK, HOME, 1)
    old = one.next(0.0)
    assert old
    assert one.finish(done(old, S.AUDITED, "https://example.kz/kk/"), 0.0) is S.DUPLICATE
    assert reason(one, "https://example.kz/old") == f"redirects to {HOME}"
    assert one.counts().audited == 1


def test_scheme_and_www_are_no_redirect() -> None:
    one = frontier()
    one.add("http://example.kz/a", FoundBy.START)
    visit = one.next(0.0)
    assert visit
    assert one.finish(done(visit, S.AUDITED, "https://www.example.kz/a?utm_source=x"), 0.0) is S.AUDITED


@pytest.mark.parametrize(
    ("final", "fate"),
    [
        ("https://other.kz/", S.OFF_SITE),
        ("https://example.kz/admin", S.EXCLUDED),
        ("https://example.kz/private", S.ROBOTS),
        ("https://example.kz/a.pdf", S.DOCUMENT),
        ("http://127.0.0.1/", S.REFUSED_ADDRESS),
    ],
)
def test_a_redirect_cannot_lead_where_a_link_could_not(final: str, fate: S) -> None:
    rules = Robots.parse("User-agent: wcag-audit\nDisallow: /private")
    one = Frontier(site(exclude=("/admin",)), {"https://example.kz": rules})
    one.add(HOME, FoundBy.START)
    visit = one.next(0.0)
    assert visit
    assert one.finish(done(visit, S.AUDITED, final), 0.0) is fate
    assert final in reason(one, HOME)
    assert one.counts().audited == 0


def test_a_redirect_to_a_page_that_failed_is_no_duplicate() -> None:
    one = frontier()
    one.add("/b", FoundBy.START, HOME)
    one.add("/a", FoundBy.START, HOME)
    b, a = one.next(0.0), one.next(0.0)
    assert a
    assert b
    one.finish(done(b, S.HTTP_ERROR), 0.0)
    assert one.finish(done(a, S.AUDITED, b.url), 0.0) is S.AUDITED


def test_pages_that_redirect_to_each_other_do_not_both_vanish() -> None:
    one = frontier()
    one.add("/a", FoundBy.START, HOME)
    one.add("/b", FoundBy.START, HOME)
    a, b = one.next(0.0), one.next(0.0)
    assert a
    assert b
    assert one.finish(done(a, S.AUDITED, b.url), 0.0) is S.DUPLICATE
    assert one.finish(done(b, S.AUDITED, a.url), 0.0) is S.AUDITED


def test_the_fate_of_an_address_is_told_in_any_spelling_with_the_page_it_led_to() -> None:
    one = frontier()
    for path in ("/kk/gone", "/kk/moved", "/ru/moved", "/kk/copy", "/kk/later"):
        one.add(path, FoundBy.LINK, HOME, 1)
    while visit := one.next(0.0):
        if visit.url.endswith("gone"):
            one.finish(done(visit, S.HTTP_ERROR, http_status=404), 0.0)
        elif visit.url.endswith("/kk/moved"):
            one.finish(done(visit, final_url="https://example.kz/ru/moved", http_status=200), 0.0)
        elif not visit.url.endswith("later"):
            one.finish(done(visit, http_status=200), 0.0)
    one.mark_duplicate("https://example.kz/kk/copy", "https://example.kz/ru/moved")
    end = "https://example.kz/ru/moved"
    assert one.fate("http://www.example.kz/kk/gone#top") == AddressFate(S.HTTP_ERROR, 404, f"{HOME}kk/gone")
    assert one.fate("/kk/moved", f"{HOME}ru/") == AddressFate(S.DUPLICATE, 200, end)
    assert one.fate(f"{HOME}kk/copy") == AddressFate(S.DUPLICATE, 200, end)
    assert one.fate(f"{HOME}kk/later") == AddressFate(S.PENDING)
    assert one.fate(f"{HOME}kk/never-met") is None


def test_a_declared_duplicate_gives_its_place_back_and_brings_the_other_page_forward() -> None:
    one = frontier(max_pages=1)
    one.add("/a?print=1", FoundBy.START, HOME)
    for n in range(5):
        one.add(f"/p/{n}", FoundBy.LINK, HOME, 1)
    assert run_some(one, 1) == ["https://example.kz/a?print=1"]
    assert one.next(0.0) is None
    assert one.mark_duplicate("https://example.kz/a?print=1", "/a")
    assert run(one) == ["https://example.kz/a"]
    assert fates(one)["https://example.kz/a?print=1"] is S.DUPLICATE


def test_a_page_declared_a_duplicate_while_open_stays_one() -> None:
    one = frontier()
    one.add("/a", FoundBy.START, HOME)
    one.add("/b", FoundBy.START, HOME)
    a = one.next(0.0)
    assert a
    assert one.mark_duplicate(a.url, "/b")
    assert one.finish(done(a), 0.0) is S.DUPLICATE
    assert one.counts().in_flight == 0
    assert run(one) == ["https://example.kz/b"]


@pytest.mark.parametrize("claim", ["https://other.kz/", "/photo.jpg", "/gone", "/a", "mailto:x@y", ""])
def test_a_mistaken_claim_of_being_a_duplicate_loses_no_page(claim: str) -> None:
    one = frontier()
    one.add("/gone", FoundBy.START, HOME)
    one.add("/a", FoundBy.START, HOME)
    gone, a = one.next(0.0), one.next(0.0)
    assert a
    assert gone
    one.finish(done(gone, S.HTTP_ERROR), 0.0)
    one.finish(done(a), 0.0)
    assert not one.mark_duplicate(a.url, claim)
    assert fates(one)[a.url] is S.AUDITED


def test_two_pages_that_claim_each_other_leave_one() -> None:
    one = frontier()
    one.add("/a", FoundBy.START, HOME)
    one.add("/b", FoundBy.START, HOME)
    run(one)
    assert one.mark_duplicate("https://example.kz/a", "https://example.kz/b")
    assert not one.mark_duplicate("https://example.kz/b", "https://example.kz/a")
    assert Counter(fates(one).values()) == {S.AUDITED: 1, S.DUPLICATE: 1}


# Traps and bounds


def test_a_calendar_is_cut_off() -> None:
    one = frontier()
    answers = Counter(one.add(f"/calendar/{n}", FoundBy.LINK, HOME, 1) for n in range(MAX_PER_CALENDAR + 50))
    assert answers == {S.PENDING: MAX_PER_CALENDAR, S.OVER_BUDGET: 50}
    assert one.counts().beyond == 50


def test_a_site_of_thousands_of_shapes_is_still_sampled_from_all_of_them() -> None:
    one = frontier(max_pages=2_100)
    words = [f"{a}{b}{c}" for a in "abcdefghijklmn" for b in "opqrstuvwxyz" for c in "abcdefghijklmnopq"]
    for word in words:
        one.add(f"/{word}", FoundBy.SITEMAP, HOME, 1)
    assert one.counts().known == len(words)
    assert len(one.strata()) == 2_001
    assert len(run(one)) == 2_100


def test_memory_is_bounded_but_start_pages_always_find_room() -> None:
    one = Frontier(site(), None, max_known=10)
    for n in range(25):
        one.add(f"/p/{n}", FoundBy.LINK, HOME, 1)
    one.add(HOME, FoundBy.START)
    assert (one.counts().known, one.counts().beyond) == (11, 15)
    assert one.next(0.0).url == HOME  # type: ignore[union-attr]


def test_a_host_that_was_given_up_shows_as_gaps_of_the_sample_only() -> None:
    one = Frontier(site(max_pages=10, extra_hosts=("kk.example.kz",)), None)
    for n in range(100):
        one.add(f"/p/{n}", FoundBy.LINK, HOME, 1)
        one.add(f"https://kk.example.kz/p/{n}", FoundBy.LINK, HOME, 1)
    run_some(one, 2)
    one.give_up("example.kz", S.BLOCKED, "example.kz asks to wait")
    rest = run(one)
    one.close()
    assert all("kk.example.kz" in url for url in rest)
    assert len(rest) >= 3
    by_fate = Counter(fates(one).values())
    assert by_fate[S.AUDITED] + by_fate[S.BLOCKED] == 10
    assert by_fate[S.BLOCKED] > 0
    assert by_fate[S.OVER_BUDGET] == 190


# Interruption and resuming


def test_an_interrupted_wave_goes_on_where_it_stopped() -> None:
    def start(**limits: Any) -> Frontier:
        return Frontier(site(max_pages=20, **limits), None, seed="s")

    whole = start()
    big(whole)
    expected = set(run(whole))

    first = start()
    big(first)
    before = run_some(first, 8)
    assert first.next(0.0) is not None
    first.close(interrupted=True)
    second = start()
    second.restore(first.records())
    big(second)
    after = run(second)
    second.close()
    assert not set(before) & set(after)
    assert len(before) + len(after) == 20
    assert len(expected & {*before, *after}) >= 15
    assert len(second.records()) == len(first.records())
    assert S.INTERRUPTED not in fates(second).values()


def test_restoring_remembers_where_redirects_ended_and_what_was_spent() -> None:
    first = frontier(max_pages=3)
    first.add(HOME, FoundBy.START)
    visit = first.next(0.0)
    assert visit
    first.finish(done(visit, S.AUDITED, "https://example.kz/kk/"), 0.0)
    first.close(interrupted=True)
    second = frontier(max_pages=3)
    second.restore(first.records())
    assert second.add("/kk/", FoundBy.LINK, HOME, 1) is S.DUPLICATE
    assert second.counts().audited == 1
    assert second.finished
