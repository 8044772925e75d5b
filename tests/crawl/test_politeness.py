from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcag_audit.crawl.politeness import HostGate, parse_retry_after, polite_delay
from wcag_audit.model.visit import VisitStatus as S

HOST = "example.kz"


def test_the_longer_of_both_delays_counts_and_a_crawl_delay_up_to_thirty_seconds() -> None:
    assert polite_delay(1.0, None) == 1.0
    assert polite_delay(1.0, 10.0) == 10.0
    assert polite_delay(1.0, 3600.0) == 30.0
    assert polite_delay(45.0, 10.0) == 45.0


def test_retry_after_is_read_as_seconds_and_as_a_date() -> None:
    assert parse_retry_after("120", 0.0) == 120.0
    assert parse_retry_after("Thu, 01 Jan 1970 00:02:00 GMT", 30.0) == 90.0
    assert parse_retry_after("Thu, 01 Jan 1970 00:00:00 GMT", 30.0) == 0.0
    for text in ("", "soon", "-5", "1.5", "Thu, 99 Foo 1970", "٣"):
        assert parse_retry_after(text, 0.0) is None, text


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_retry_after_header_makes_it_raise(text: str) -> None:
    seconds = parse_retry_after(text, 1e9)
    assert seconds is None or seconds >= 0


def test_a_host_is_asked_at_its_pace_and_others_do_not_wait_for_it() -> None:
    gate = HostGate(delay=2.0)
    assert gate.ready_at(HOST, 100.0) == 100.0
    gate.begin(HOST, 100.0)
    assert gate.ready_at(HOST, 100.5) == math.inf
    assert gate.ready_at("other.kz", 100.5) == 100.5
    gate.finish(HOST, 101.0, S.AUDITED, http_status=200)
    assert gate.ready_at(HOST, 101.0) == 102.0
    assert gate.ready_at(HOST, 150.0) == 150.0


def test_beginning_too_early_is_a_mistake_of_the_caller() -> None:
    gate = HostGate()
    gate.begin(HOST, 0.0)
    with pytest.raises(RuntimeError, match=HOST):
        gate.begin(HOST, 0.1)


def test_sites_that_share_a_host_go_at_the_slowest_of_their_paces() -> None:
    gate = HostGate()
    gate.configure(HOST, delay=1.0, concurrency=4)
    gate.configure(HOST, delay=3.0, concurrency=2)
    gate.configure(HOST, delay=0.5, concurrency=8)
    gate.begin(HOST, 0.0)
    assert gate.ready_at(HOST, 0.0) == 3.0
    gate.begin(HOST, 3.0)
    assert gate.ready_at(HOST, 10.0) == math.inf


def test_a_crawl_delay_means_one_request_at_a_time() -> None:
    gate = HostGate()
    gate.configure(HOST, delay=0.0, concurrency=4, crawl_delay=5.0)
    gate.begin(HOST, 0.0)
    assert gate.ready_at(HOST, 60.0) == math.inf
    gate.finish(HOST, 1.0, S.AUDITED)
    assert gate.ready_at(HOST, 1.0) == 5.0


def _trouble(gate: HostGate, now: float, status: S, http_status: int = 0, retry_after: float | None = None) -> float:
    gate.begin(HOST, now)
    gate.finish(HOST, now, status, http_status=http_status, retry_after=retry_after)
    return gate.ready_at(HOST, now)


def test_trouble_doubles_the_pause_up_to_its_cap_and_success_forgets_it() -> None:
    gate = HostGate(delay=1.0, back_off=5.0, max_back_off=12.0, patience=99)
    pauses, now = [], 0.0
    for status, http_status in ((S.BLOCKED, 429), (S.HTTP_ERROR, 503), (S.CONNECTION, 0), (S.TIMEOUT, 0)):
        ready = _trouble(gate, now, status, http_status)
        pauses.append(ready - now)
        now = ready
    assert pauses == [5.0, 10.0, 12.0, 12.0]
    assert _trouble(gate, now, S.AUDITED, 200) == now + 1.0
    assert _trouble(gate, now + 1, S.CONNECTION) == now + 6.0


def test_the_server_s_own_wish_is_obeyed() -> None:
    gate = HostGate()
    assert _trouble(gate, 0.0, S.BLOCKED, 429, retry_after=100.0) == 100.0
    assert gate.given_up(HOST) is None


def test_a_wish_longer_than_the_wave_can_wait_gives_the_host_up() -> None:
    gate = HostGate(max_back_off=300.0)
    assert _trouble(gate, 0.0, S.HTTP_ERROR, 503, retry_after=3600.0) == math.inf
    given_up = gate.given_up(HOST)
    assert given_up is not None
    assert given_up.status is S.BLOCKED
    assert "3600" in given_up.reason


def test_a_missing_page_is_an_answer_and_no_trouble() -> None:
    gate = HostGate(delay=1.0, patience=2)
    for now in (0.0, 10.0, 20.0):
        assert _trouble(gate, now, S.HTTP_ERROR, 404) == now + 1.0
    assert gate.given_up(HOST) is None


@pytest.mark.parametrize(("status", "fate"), [(S.BLOCKED, S.BLOCKED), (S.DNS, S.DNS), (S.TIMEOUT, S.TIMEOUT)])
def test_too_many_troubles_in_a_row_give_the_host_up_and_say_how_it_failed(status: S, fate: S) -> None:
    gate = HostGate(patience=3)
    now = 0.0
    for _ in range(3):
        assert gate.given_up(HOST) is None
        now = _trouble(gate, now, status)
    given_up = gate.given_up(HOST)
    assert now == math.inf
    assert given_up is not None
    assert given_up.status is fate
    assert gate.ready_at(HOST, 1e9) == math.inf


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 50), st.sampled_from([S.AUDITED, S.BLOCKED, S.TIMEOUT, S.HTTP_ERROR])), max_size=40)
)
def test_no_two_requests_ever_start_closer_than_the_delay(steps: list[tuple[float, S]]) -> None:
    gate = HostGate(delay=2.0, patience=10_000)
    now, starts = 0.0, []
    for idle, status in steps:
        now = gate.ready_at(HOST, now + idle)
        gate.begin(HOST, now)
        starts.append(now)
        gate.finish(HOST, now, status)
    assert all(later - earlier >= 2.0 - 1e-6 for earlier, later in itertools.pairwise(starts))
