"""Waves are appended, resumed, and never overwritten; issues live across them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from wcag_audit.errors import StoreError
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.state import PageState, SwitchOutcome
from wcag_audit.model.visit import VisitStatus
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wcag_audit.model.finding import Finding


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "audit.db") as opened:
        yield opened


def count(store: Store, table: str) -> int:
    return int(store._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


def test_an_empty_store_has_no_waves(store: Store) -> None:
    assert store.waves() == ()
    assert store.latest_wave() is None
    assert store.unfinished_wave() is None


def test_the_latest_unfinished_wave_is_found_by_name_or_without(store: Store, samples: Any) -> None:
    first = store.begin_wave(samples.wave, samples.register)
    second = store.begin_wave(replace(samples.wave, name="spring"), samples.register)
    assert store.latest_wave() == second
    assert store.unfinished_wave() == second
    assert store.unfinished_wave("2026-11-20") == first
    finished = store.finish_wave(second.id, "2026-11-21T00:00:00+05:00")
    assert finished.finished == "2026-11-21T00:00:00+05:00"
    assert store.unfinished_wave() == first
    assert store.unfinished_wave("spring") is None
    assert store.latest_wave() == finished
    assert store.finish_wave(first.id).finished > "2026"
    assert count(store, "versions") == 1


def test_a_name_that_is_taken_gets_a_number(store: Store, samples: Any) -> None:
    names = [store.begin_wave(samples.wave, samples.register).name for _ in range(3)]
    assert names == ["2026-11-20", "2026-11-20-2", "2026-11-20-3"]


def test_a_finished_wave_refuses_every_change(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    store.add_page(wave.id, "portal", samples.page("a"))
    store.finish_wave(wave.id)
    for change in (
        lambda: store.add_page(wave.id, "portal", samples.page("b")),
        lambda: store.add_records(wave.id, "portal", [samples.record("b")]),
        lambda: store.add_site(wave.id, samples.site_result()),
        lambda: store.finish_wave(wave.id),
    ):
        with pytest.raises(StoreError, match=r"Wave '2026-11-20' is finished and is not changed any more"):
            change()
    assert len(list(store.records(wave.id, "portal"))) == 1


def test_a_page_that_is_stored_twice_is_stored_once(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    first = store.add_page(wave.id, "portal", samples.page("a"))
    again = store.add_page(wave.id, "portal", replace(samples.page("a"), title="second look"))
    assert first == again
    assert store.page(first).title == "Басты бет"
    assert (count(store, "findings"), count(store, "pages"), count(store, "page_verdicts")) == (2, 1, 2)


def test_the_same_address_in_another_wave_is_another_visit(store: Store, samples: Any) -> None:
    ids = set()
    for _ in range(2):
        wave = store.begin_wave(samples.wave, samples.register)
        ids.add(store.add_page(wave.id, "portal", samples.page("a")))
    assert len(ids) == 2
    assert count(store, "snapshots") == 2  # one per state of the page


def test_a_stored_page_stays_audited_whatever_is_recorded_later(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    store.add_page(wave.id, "portal", samples.page("a"))
    store.add_records(wave.id, "portal", [samples.record("a", VisitStatus.TIMEOUT)])
    store.add_page(wave.id, "portal", replace(samples.page("a"), record=samples.record("a", VisitStatus.CRASHED)))
    assert list(store.records(wave.id, "portal")) == [samples.record("a")]


def test_a_fate_that_is_replaced_is_kept(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    timeout = samples.record("a", VisitStatus.TIMEOUT, "60 s")
    store.add_records(wave.id, "portal", [samples.record("a", VisitStatus.PENDING)])
    store.add_page(wave.id, "portal", replace(samples.page("a"), record=timeout))
    assert list(store.records(wave.id, "portal")) == [timeout]
    store.add_records(wave.id, "portal", [timeout, samples.record("a", VisitStatus.PENDING)])
    assert list(store.records(wave.id, "portal")) == [timeout]
    visit_id = store.add_page(wave.id, "portal", samples.page("a"))
    assert list(store.records(wave.id, "portal")) == [samples.record("a")]
    earlier = store._db.execute("SELECT visit_id, status, reason FROM earlier_fates").fetchall()
    assert earlier == [(visit_id, "timeout", "60 s")]


def test_audited_without_a_stored_page_is_pending_so_that_it_is_visited_again(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    store.add_records(wave.id, "portal", [samples.record("a")])
    assert [record.status for record in store.records(wave.id, "portal")] == [VisitStatus.PENDING]
    store.add_page(wave.id, "portal", samples.page("a"))
    assert [record.status for record in store.records(wave.id, "portal")] == [VisitStatus.AUDITED]


def test_a_page_that_was_not_reached_is_no_page(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    blocked = samples.record("a", VisitStatus.BLOCKED)
    visit_id = store.add_page(wave.id, "portal", replace(samples.page("a"), record=blocked))
    assert list(store.pages(wave.id, "portal")) == []
    assert list(store.findings(wave.id)) == []
    with pytest.raises(StoreError, match="has no page number"):
        store.page(visit_id)


def test_a_site_result_is_replaced_while_the_wave_runs(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    store.add_page(wave.id, "portal", samples.page("a"))
    for _ in range(2):
        store.add_site(wave.id, samples.site_result())
    assert store.site_result(wave.id, "portal") == samples.site_result()
    assert len(list(store.findings(wave.id))) == 3


def test_when_a_page_cannot_be_stored_whole_nothing_of_it_is_stored(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    bad = replace(samples.page("a"), verdicts=(replace(samples.page().verdicts[0], criterion=None),))
    with pytest.raises(StoreError, match="could not be used: NOT NULL"):
        store.add_page(wave.id, "portal", bad)
    assert list(store.records(wave.id, "portal")) == []
    assert (count(store, "findings"), count(store, "issues"), count(store, "snapshots")) == (0, 0, 0)
    store.add_page(wave.id, "portal", samples.page("a"))


def test_an_issue_gathers_pages_and_remembers_the_wave_it_was_first_seen_in(store: Store, samples: Any) -> None:
    nav, unsure, footer = (
        samples.finding(),
        samples.finding("x", Outcome.CANT_TELL, "unsure"),
        samples.finding("footer"),
    )
    first = store.begin_wave(samples.wave, samples.register)
    store.add_page(first.id, "portal", samples.page("a", nav))
    second = store.begin_wave(replace(samples.wave, name="spring"), samples.register)
    for number in range(25):
        store.add_page(second.id, "portal", samples.page(f"{number:02}", unsure, nav, nav))
    store.add_page(second.id, "portal", samples.page("99", footer))
    issues = list(store.issues(second.id, "portal"))
    assert [issue.finding for issue in issues] == [nav, footer, unsure]
    assert [(issue.pages, issue.occurrences) for issue in issues] == [(25, 50), (1, 1), (25, 25)]
    assert [issue.first_seen for issue in issues] == ["2026-11-20", "spring", "spring"]
    assert [issue.has_screenshot for issue in issues] == [False, True, True]
    assert issues[0].urls == tuple(f"https://portal.kz/{number:02}" for number in range(20))
    top = issues[0]
    assert (top.fingerprint, top.rule, top.code, top.outcome) == (nav.fingerprint, nav.rule, nav.code, nav.outcome)
    assert (top.criteria, top.engine, top.maturity, top.impact) == (nav.criteria, nav.engine, nav.maturity, nav.impact)
    last = store._db.execute("SELECT last_wave_id FROM issues WHERE fingerprint = ?", [nav.fingerprint]).fetchone()
    assert last == (second.id,)


def test_an_issue_says_in_which_states_of_its_pages_it_is_found(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)

    def fault(name: str, state: PageState) -> Finding:
        return replace(samples.finding(name), state=state)

    special, opened = PageState.SPECIAL, PageState.AS_OPENED
    store.add_page(wave.id, "portal", samples.page("a", fault("one", special), fault("two", opened)))
    store.add_page(wave.id, "portal", samples.page("b", fault("one", special), fault("two", special)))
    store.add_page(wave.id, "portal", samples.page("c", fault("three", opened)))
    found = {issue.finding.target.component: issue.state for issue in store.issues(wave.id, "portal")}
    assert found == {"one": special, "two": PageState.BOTH, "three": opened}
    assert store.special_versions(wave.id, "portal") == {SwitchOutcome.OWN_PAGE: 3}
    assert store.special_versions(wave.id, "second") == {}


def test_an_issue_from_comparing_pages_counts_the_pages_compared(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    store.add_site(wave.id, samples.site_result())
    issue = next(store.issues(wave.id, "portal"))
    assert (issue.pages, issue.urls) == (2, ("https://portal.kz/a", "https://portal.kz/b"))


def test_two_sites_with_the_same_issue_keep_their_own_history_and_picture(store: Store, samples: Any) -> None:
    first = store.begin_wave(samples.wave, samples.register)
    store.add_page(first.id, "portal", samples.page("a", samples.finding()))
    second = store.begin_wave(replace(samples.wave, name="spring"), samples.register)
    for site in ("portal", "second"):
        store.add_page(second.id, site, samples.page(site, samples.finding()))
    seen = [next(store.issues(second.id, site)).first_seen for site in ("portal", "second")]
    assert seen == ["2026-11-20", "spring"]
    print_ = samples.finding().fingerprint
    assert store.screenshot(second.id, print_, "second").data == b"picture of second"
    assert store.screenshot(second.id, print_).data == b"picture of portal"
    assert store.screenshot(first.id, print_, "second") is None


def test_reading_may_go_on_while_pages_are_written(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    for number in range(5):
        store.add_page(wave.id, "portal", samples.page(str(number)))
    for read, _ in enumerate(store.findings(wave.id)):
        store.add_page(wave.id, "second", samples.page(f"more-{read}"))
        if read == 4:
            break
    assert len(list(store.pages(wave.id, "second"))) == 5


def test_the_first_picture_of_an_issue_is_kept(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    for path in ("first", "later"):
        store.add_page(wave.id, "portal", samples.page(path))
    assert store.screenshot(wave.id, samples.finding().fingerprint).data == b"picture of first"


def test_a_worker_thread_may_write(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(lambda path: store.add_page(wave.id, "portal", samples.page(str(path))), range(12)))
    assert len(set(ids)) == 12
    assert [row.cant_tell for row in store.pages(wave.id, "portal")] == [1] * 12
