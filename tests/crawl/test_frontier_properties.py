"""Whatever a site links, however it answers and in whatever order: the frontier's promises hold."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from wcag_audit.crawl.addresses import canonical, identity
from wcag_audit.crawl.frontier import Frontier
from wcag_audit.crawl.robots import Robots
from wcag_audit.model.register import CrawlLimits, Site
from wcag_audit.model.visit import FoundBy, VisitRecord
from wcag_audit.model.visit import VisitStatus as S

ORIGIN = "https://example.kz"
SITE = Site(id="s", url=ORIGIN, body="b", limits=CrawlLimits(max_pages=6, max_depth=3, exclude=("/x",), include=("/",)))
ORIGINS = (ORIGIN, "http://example.kz", "https://www.example.kz")
RULES = dict.fromkeys(ORIGINS, Robots.parse("User-agent: *\nDisallow: /no"))

links = st.sampled_from(
    [
        *(f"{ORIGIN}/{lang}/news/{n}" for lang in ("kk", "ru") for n in range(4)),
        "http://example.kz/kk/news/1", "https://www.example.kz/a", f"{ORIGIN}/a", f"{ORIGIN}/a#top",
        f"{ORIGIN}/a?utm_x=1",
        f"{ORIGIN}/", f"{ORIGIN}/no/1", f"{ORIGIN}/x", f"{ORIGIN}/f.pdf", "https://other.kz/", "mailto:a@b", "/a/a/a/a",
        "http://10.0.0.1/", f"{ORIGIN}/#/news", f"{ORIGIN}/calendar/1",
    ]
)  # fmt: skip
additions = st.lists(
    st.tuples(links, st.sampled_from([FoundBy.LINK, FoundBy.SITEMAP, FoundBy.START]), st.integers(0, 4)), max_size=40
)
answers = st.lists(
    st.tuples(
        st.sampled_from([S.AUDITED, S.AUDITED, S.TIMEOUT, S.HTTP_ERROR, S.BLOCKED, S.CRASHED, S.DUPLICATE]),
        st.one_of(st.none(), links),
        st.one_of(st.none(), links),
    ),
    min_size=1,
    max_size=20,
)


def _walk(
    one: Frontier, found: list[tuple[str, FoundBy, int]], replies: list[tuple[S, str | None, str | None]]
) -> Counter[str]:
    """Add and visit by turns, with failures, redirects and canonical links; count how often each address came out."""
    given_out: Counter[str] = Counter()
    waiting = list(found)
    now = 0.0
    for turn in range(400):
        for url, found_by, depth in waiting[:3]:
            one.add(url, found_by, ORIGIN, depth)
        del waiting[:3]
        visit = one.next(now)
        if visit is not None:
            given_out[identity(visit.url)] += 1
            status, final, same = replies[turn % len(replies)]
            one.finish(VisitRecord(visit, status, final_url=final or visit.url), now)
            if same is not None:
                one.mark_duplicate(visit.url, same)
        elif not waiting:
            if one.finished:
                return given_out
            wake = one.wake_at()
            assert wake is not None
            now = max(now, wake)
    raise AssertionError("the walk does not come to an end")


@settings(max_examples=300, deadline=None)
@given(additions, answers)
def test_no_address_is_given_out_twice_except_for_its_one_retry(
    found: list[tuple[str, FoundBy, int]], replies: list[tuple[S, str | None, str | None]]
) -> None:
    one = Frontier(SITE, RULES)
    given_out = _walk(one, found, replies)
    assert all(count <= 2 for count in given_out.values())
    if not any(status in (S.TIMEOUT, S.CRASHED) for status, _, _ in replies):
        assert all(count == 1 for count in given_out.values())


@settings(max_examples=300, deadline=None)
@given(additions, answers)
def test_every_known_address_has_exactly_one_last_fate_and_the_budget_holds(
    found: list[tuple[str, FoundBy, int]], replies: list[tuple[S, str | None, str | None]]
) -> None:
    one = Frontier(SITE, RULES)
    given_out = _walk(one, found, replies)
    one.close()
    records = one.records()
    keys = [identity(record.visit.url) for record in records]
    assert len(keys) == len(set(keys))
    assert S.PENDING not in {record.status for record in records}
    assert sum(record.status is S.AUDITED for record in records) <= SITE.limits.max_pages
    assert one.counts().audited == sum(record.status is S.AUDITED for record in records)
    assert one.counts().in_flight == 0
    # Nothing that was added is lost, and only what robots.txt and the scope allow was given out.
    finals = {identity(canonical(record.final_url)) for record in records if record.final_url}
    for url, _, _ in found:
        address = canonical(url, base=ORIGIN)
        assert not address or identity(address) in finals.union(keys), url
    assert not any(key.startswith(("example.kz/no", "example.kz/x", "other", "10.")) for key in given_out)


@settings(max_examples=200, deadline=None)
@given(additions, st.randoms(use_true_random=False))
def test_the_order_of_findings_decides_neither_fates_nor_the_sample(
    found: list[tuple[str, FoundBy, int]], random: object
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    results = []
    for order in (found, shuffled):
        one = Frontier(SITE, RULES, seed="s")
        for url, found_by, depth in order:
            one.add(url, found_by, ORIGIN, depth)
        results.append({identity(record.visit.url): record.status for record in one.records()})
    assert results[0] == results[1]


@settings(max_examples=200, deadline=None)
@given(additions, answers, st.integers(0, 6))
def test_stopping_and_resuming_loses_no_address_and_visits_none_again(
    found: list[tuple[str, FoundBy, int]], replies: list[tuple[S, str | None, str | None]], stop_after: int
) -> None:
    first = Frontier(SITE, RULES)
    for url, found_by, depth in found:
        first.add(url, found_by, ORIGIN, depth)
    audited = set()
    for turn in range(stop_after):
        visit = first.next(0.0)
        if visit is not None and first.finish(VisitRecord(visit, replies[turn % len(replies)][0]), 0.0) is S.AUDITED:
            audited.add(identity(visit.url))
    first.close(interrupted=True)
    second = Frontier(SITE, RULES)
    second.restore(first.records())
    given_out = _walk(second, [], [(S.AUDITED, None, None)])
    second.close()
    assert not audited & set(given_out)
    assert [record.visit.url for record in second.records()] == [record.visit.url for record in first.records()]
    assert S.INTERRUPTED not in {record.status for record in second.records()}
