"""What became of an issue is said only as far as it was looked at."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcag_audit.model.kind import Kind
from wcag_audit.model.life import Doubt, IssueLife, IssueState, Origin
from wcag_audit.trend.life import LifeCycle, Observation, Sighting, count

_S, _O, _D = IssueState, Origin, Doubt


def seen(page: str = "/a", name: str = "logo", kind: Kind = Kind.PROVEN, **more: object) -> Sighting:
    values = {"rule": "image-alt", "code": "none", "criteria": ("1.1.1",), "place": name, **more}
    return Sighting(fingerprint=f"{name}-{values['code']}", kind=kind, page=page, **values)  # type: ignore[arg-type]


def wave(
    name: str,
    *sightings: Sighting,
    pages: str = "/a /b",
    rules: str = "image-alt label",
    version: str | None = "1",
    **more: object,
) -> Observation:
    ran = {page: frozenset(rules.split()) for page in pages.split()}
    versions = {} if version is None else dict.fromkeys(rules.split(), version)
    return Observation(name, sightings, ran, versions, **more)  # type: ignore[arg-type]


def after(*waves: Observation | str) -> dict[str, IssueLife]:
    cycle = LifeCycle()
    for item in waves:
        if isinstance(item, str):
            cycle.pass_over(item)
        else:
            cycle.add(item)
    return {life.fingerprint.rsplit("-", 1)[0]: life for life in cycle.lives()}


def state(*waves: Observation | str) -> tuple[object, ...]:
    life = after(*waves)["logo"]
    return (life.state, life.since, life.origin or life.doubt)


def test_an_issue_goes_through_its_whole_life() -> None:
    waves = [wave("1", seen()), wave("2", seen()), wave("3"), wave("4", seen()), wave("5", seen()), wave("6")]
    assert [state(*waves[:end]) for end in range(1, 7)] == [
        (_S.NEW, "1", _O.FIRST_LOOK),
        (_S.STILL_THERE, "1", None),
        (_S.FIXED, "3", None),
        (_S.REGRESSED, "4", None),
        (_S.STILL_THERE, "4", None),
        (_S.FIXED, "6", None),
    ]
    assert (after(*waves)["logo"].first_seen, after(*waves)["logo"].last_seen) == ("1", "5")


def test_what_is_fixed_stays_fixed_without_another_look() -> None:
    assert state(wave("1", seen()), wave("2"), wave("3", pages="/b")) == (_S.FIXED, "2", None)


@pytest.mark.parametrize(
    ("second", "doubt"),
    [
        (wave("2", pages="/b"), _D.PAGE_NOT_REACHED),
        (wave("2", rules="label"), _D.RULE_NOT_RUN),
        (wave("2", version="0"), _D.OTHER_VERSION),
        (wave("2", version=None), _D.OTHER_VERSION),
        (wave("2", cut=frozenset({("/a", "image-alt")})), _D.CUT),
        (wave("2", seen(kind=Kind.REVIEW, code="unsure")), _D.UNDECIDED),
        ("2", _D.SITE_NOT_IN_WAVE),
    ],
)
def test_what_was_not_looked_at_again_is_never_called_fixed(second: Observation | str, doubt: Doubt) -> None:
    found = [life for life in _lives(wave("1", seen()), second) if life.code == "none"]
    assert [(life.state, life.since, life.doubt) for life in found] == [(_S.NOT_RETESTED, "2", doubt)]


def _lives(*waves: Observation | str) -> list[IssueLife]:
    cycle = LifeCycle()
    for item in waves:
        cycle.pass_over(item) if isinstance(item, str) else cycle.add(item)
    return list(cycle.lives())


def test_a_newer_version_of_the_rule_may_say_that_it_is_fixed() -> None:
    assert state(wave("1", seen(), version="4.9.1"), wave("2", version="4.12.0"))[0] is _S.FIXED
    assert state(wave("1", seen(), version="4.12.0"), wave("2", version="4.9.1"))[0] is _S.NOT_RETESTED
    assert state(wave("1", seen(), version="=ab"), wave("2", version="=cd"))[0] is _S.NOT_RETESTED


def test_every_page_has_to_be_looked_at_again_be_it_in_several_waves() -> None:
    first = wave("1", seen("/a"), seen("/b"), seen("/c"), pages="/a /b /c")
    second, third = wave("2", pages="/a"), wave("3", pages="/b /c")
    part = after(first, second)["logo"]
    assert (part.state, part.pages, part.looked_again) == (_S.NOT_RETESTED, 3, 1)
    assert state(first, second, third) == (_S.FIXED, "3", None)


def test_seen_again_on_one_page_says_nothing_about_the_page_that_was_left_out() -> None:
    first, second = wave("1", seen("/a"), seen("/b")), wave("2", seen("/a"), pages="/a")
    assert state(first, second)[0] is _S.STILL_THERE
    assert state(first, second, wave("3", pages="/a"))[::2] == (_S.NOT_RETESTED, _D.PAGE_NOT_REACHED)


def test_not_seen_for_want_of_a_look_and_seen_again_was_there_all_the_time() -> None:
    assert state(wave("1", seen()), wave("2", pages="/b"), wave("3", seen())) == (_S.STILL_THERE, "1", None)


def test_a_new_issue_tells_why_it_was_not_there_before() -> None:
    assert state(wave("1"), wave("2", seen())) == (_S.NEW, "2", _O.NEW_CONTENT)
    assert state(wave("1", pages="/b"), wave("2", seen())) == (_S.NEW, "2", _O.NEW_PAGE)
    assert state(wave("1", rules="label"), wave("2", seen())) == (_S.NEW, "2", _O.NEWLY_DETECTED)
    assert state(wave("1", version="1"), wave("2", seen(), version="2")) == (_S.NEW, "2", _O.NEWLY_DETECTED)


def test_come_back_under_another_version_is_newly_detected_not_regressed() -> None:
    found = state(wave("1", seen()), wave("2"), wave("3", seen(), version="2"))
    assert found == (_S.NEW, "3", _O.NEWLY_DETECTED)


def test_a_fault_from_comparing_pages_needs_all_of_them_again() -> None:
    compared = seen("", compared=("/a", "/b"))
    first = Observation("1", (compared,), {p: frozenset({"image-alt"}) for p in ("", "/a", "/b")}, {"image-alt": "1"})
    less = Observation("2", (), {p: frozenset({"image-alt"}) for p in ("", "/a")}, {"image-alt": "1"})
    again = Observation("2", (), {p: frozenset({"image-alt"}) for p in ("", "/a", "/b")}, {"image-alt": "1"})
    assert state(first, less)[::2] == (_S.NOT_RETESTED, _D.PAGE_NOT_REACHED)
    assert state(first, again)[0] is _S.FIXED


def test_only_proven_failures_are_counted_and_old_repairs_are_history() -> None:
    trial = seen(name="trial", kind=Kind.POSSIBLE)
    waves = [wave("1", seen(), seen(name="sign"), trial), wave("2", seen()), wave("3", seen(), seen(name="new"))]
    second = count(after(*waves[:2]).values(), "2")
    assert second.states == {_S.STILL_THERE: 1, _S.FIXED: 1}
    third = count(after(*waves).values(), "3")
    assert third.states == {_S.STILL_THERE: 1, _S.NEW: 1}
    assert (third.origins, third.open) == ({_O.NEW_CONTENT: 1}, 2)


_PAGES = st.sets(st.sampled_from(["/a", "/b", "/c"]))


@settings(deadline=None)
@given(st.lists(st.tuples(_PAGES, _PAGES, st.sampled_from(["1", "2"])), min_size=1, max_size=6))
def test_fixed_means_that_every_page_was_seen_without_it_after_it_was_last_seen(
    story: list[tuple[set[str], set[str], str]],
) -> None:
    """Whatever is looked at in whatever order: pages with the issue, pages without it, version."""
    cycle, pending = LifeCycle(), set[str]()
    for number, (faulty, clear, version) in enumerate(story):
        pages = faulty | clear
        sightings = tuple(seen(page) for page in sorted(faulty))
        cycle.add(wave(str(number), *sightings, pages=" ".join(pages), version=version))
        pending = (pending - pages) | faulty
        for life in cycle.lives():
            if life.state is _S.FIXED:
                assert not pending
            if faulty:
                assert life.state in (_S.NEW, _S.STILL_THERE, _S.REGRESSED)
            assert life.looked_again <= life.pages or life.state is _S.FIXED
