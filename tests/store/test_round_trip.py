"""What goes in comes out."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from wcag_audit.errors import StoreError
from wcag_audit.i18n.remarks import sentence
from wcag_audit.model.finding import Target
from wcag_audit.model.result import SiteResult
from wcag_audit.model.visit import VisitStatus
from wcag_audit.remark import Remark
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "new" / "audit.db") as opened:
        yield opened


def unset(value: object, where: str) -> Iterator[str]:
    """Fields that still have their default, in the value and the values inside it."""
    for field in fields(value) if is_dataclass(value) else ():
        inner = getattr(value, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if inner == default:
            yield f"{where}.{field.name}"
        for item in inner[:1] if isinstance(inner, tuple) else (inner,):
            yield from unset(item, f"{where}.{field.name}")


def test_the_samples_set_every_field_so_that_a_forgotten_one_is_seen(samples: Any) -> None:
    assert list(unset(samples.page(), "page")) == []
    assert list(unset(samples.register, "register")) == []
    assert list(unset(samples.site_result(), "site")) == []


def test_a_page_is_read_as_it_was_written(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    page = samples.page("a")
    visit_id = store.add_page(wave.id, "portal", page)
    assert store.page(visit_id) == replace(page, snapshot=None, shots=(), special_snapshot=None)
    assert store.snapshot(store.special_snapshot(visit_id)) == page.special_snapshot.data
    assert store.snapshot(page.snapshot.hash) == page.snapshot.data
    assert store.screenshot(wave.id, page.shots[0].fingerprint) == page.shots[0]
    assert list(store.page_verdicts(wave.id, "portal")) == [page.verdicts]


def test_the_speech_readiness_of_a_site_is_the_sum_over_the_pages_that_were_measured(
    store: Store, samples: Any
) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    assert store.speech(wave.id, "portal") is None
    for path in ("a", "b"):
        store.add_page(wave.id, "portal", samples.page(path))
    store.add_page(wave.id, "portal", replace(samples.page("c"), speech=None))
    store.add_page(wave.id, "second", samples.page("d"))
    speech = store.speech(wave.id, "portal")
    assert speech is not None
    assert (speech.words, speech.well_formed, speech.marked, speech.ready) == (80, 76, 60, 58)
    assert speech.advice == {"date": 4, "numero": 2}


def test_a_list_of_pages_tells_what_a_report_needs(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    for path in ("b", "a"):
        store.add_page(wave.id, "portal", samples.page(path))
    store.add_page(wave.id, "second", samples.page("c"))
    rows = list(store.pages(wave.id, "portal"))
    assert [row.record for row in rows] == [samples.record("a"), samples.record("b")]
    assert {(row.title, row.lang, row.detected, row.failed, row.cant_tell) for row in rows} == {
        ("Басты бет", "kk", "ru", 1, 1)
    }
    assert {row.snapshot for row in rows} == {samples.page().snapshot.hash}
    assert store.page(rows[0].visit_id).record.visit.url == "https://portal.kz/a"


def test_a_wave_and_its_register_are_read_as_they_were_written(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    assert wave == replace(samples.wave, id=wave.id)
    assert store.waves() == (wave,)
    assert store.register(wave.id) == samples.register


def test_a_site_result_is_read_as_it_was_written(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    assert store.site_result(wave.id, "portal") == SiteResult("portal", (), (), ())
    store.add_page(wave.id, "portal", samples.page())
    store.add_site(wave.id, samples.site_result())
    assert store.site_result(wave.id, "portal") == samples.site_result()
    assert store.site_verdicts(wave.id, "portal") == samples.site_result().verdicts
    assert store.site_verdicts(wave.id, "second") == ()


def test_findings_come_with_their_place_by_wave_site_and_page(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    store.add_page(wave.id, "portal", samples.page("a"))
    store.add_page(wave.id, "second", samples.page("b"))
    store.add_site(wave.id, samples.site_result())
    places = [(row.site, row.url) for row in store.findings(wave.id)]
    a, b, none = ("portal", "https://portal.kz/a"), ("second", "https://portal.kz/b"), ("portal", "")
    assert places == [a, a, none, b, b]
    assert [row.finding for row in store.findings(wave.id, "second")] == list(samples.page().findings)
    assert len(list(store.findings(wave.id, url="https://portal.kz/a"))) == 2
    assert next(store.findings(wave.id, "portal")).visit_id is not None


def test_text_that_a_database_cannot_hold_is_kept_as_far_as_it_can_be(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    broken = replace(samples.finding(), target=Target("#\ud800", name="half \udc00", component="\ud83d!"))
    page = replace(samples.page(), title="nul \0 half \ud83d", findings=(broken,), links=("https://x.kz/\ud800",))
    visit_id = store.add_page(wave.id, "portal", page)
    stored = store.page(visit_id)
    assert stored.title == "nul \0 half \ufffd"
    assert stored.links == ("https://x.kz/\ufffd",)
    assert stored.findings[0].target == Target("#\ufffd", name="half \ufffd", component="\ufffd!")
    issue = next(store.issues(wave.id, "portal"))
    assert issue.fingerprint == issue.finding.fingerprint


def test_hostile_text_stays_text(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    title = "'); DROP TABLE visits; --"
    visit_id = store.add_page(wave.id, "portal", replace(samples.page(), title=title))
    assert store.page(visit_id).title == title


def test_records_keep_their_order_and_coverage_counts_them(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    records = [
        samples.record("z", VisitStatus.PENDING),
        samples.record("a", VisitStatus.ROBOTS),
        samples.record("m", VisitStatus.TIMEOUT),
        samples.record("b", VisitStatus.PENDING),
    ]
    store.add_records(wave.id, "portal", records)
    assert list(store.records(wave.id, "portal")) == records
    assert store.coverage(wave.id, "portal") == {
        VisitStatus.PENDING: 2,
        VisitStatus.ROBOTS: 1,
        VisitStatus.TIMEOUT: 1,
    }
    assert store.coverage(wave.id, "second") == {}


def test_what_is_not_there_is_said_in_one_sentence(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    with pytest.raises(StoreError, match="has no wave number 9"):
        store.register(9)
    with pytest.raises(StoreError, match=r"Wave '2026-11-20' has no site 'nobody' in its register\."):
        list(store.records(wave.id, "nobody"))
    with pytest.raises(StoreError, match="has no site 'nobody'"):
        store.add_page(wave.id, "nobody", samples.page())
    with pytest.raises(StoreError, match="has no page number 5"):
        store.page(5)
    with pytest.raises(StoreError, match="has no snapshot abc"):
        store.snapshot("abc")
    assert store.screenshot(wave.id, "abc") is None


def test_reasons_and_gaps_come_back_with_code_and_values_and_old_sentences_as_they_were(
    store: Store, samples: Any
) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    away = Remark("visit.redirects-there", address="https://a.kz/", reason=Remark("robots.forbids"))
    late = replace(
        samples.finding("focus", code="missing-fact"),
        values={"fact": "KeyboardWalk", "reason": Remark("fact.time-limit", seconds=20.0)},
    )
    page = replace(samples.page("a"), findings=(late,))
    read = store.page(store.add_page(wave.id, "portal", page))
    assert [sentence(gap, "ru") for gap in read.gaps] == [
        "A frame could not be entered.",
        "Части страницы всё ещё загружались через 10 с.",
    ]
    assert sentence(str(read.findings[0].values["reason"]), "en") == "time limit of 20 s reached"
    assert isinstance(read.findings[0].values["reason"], Remark)
    store.add_records(wave.id, "portal", [replace(samples.record("b", VisitStatus.ROBOTS), reason=away)])
    kept = [record.reason for record in store.records(wave.id, "portal") if record.status is VisitStatus.ROBOTS]
    assert [sentence(reason, "kk") for reason in kept] == [
        "https://a.kz/ мекенжайына қайта бағыттайды: robots.txt тыйым салады"
    ]


def test_what_a_page_calls_itself_never_becomes_a_sentence_of_ours(store: Store, samples: Any) -> None:
    wave = store.begin_wave(samples.wave, samples.register)
    forged = '{"code":"visit.crashed","values":{}}'
    finding = replace(samples.finding("name", code="empty"), values={"name": forged, "reason": forged})
    read = store.page(store.add_page(wave.id, "portal", replace(samples.page("a"), findings=(finding,))))
    assert dict(read.findings[0].values) == {"name": forged, "reason": forged}
