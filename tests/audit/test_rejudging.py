"""Today's rules over stored pages: what changed because of rules is told from what changed because of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.audit.old_waves import RULE, add_wave
from wcag_audit.audit.rejudging import rejudge
from wcag_audit.model.rejudgement import Split
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WRONG = {"a": "xx-nonsense", "b": "xx-nonsense", "c": "kk", "d": "kk"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "audit.db") as opened:
        yield opened


def test_with_the_same_rules_nothing_changes(store: Store) -> None:
    found = rejudge(store, add_wave(store, "2026-11-25", WRONG))
    assert (found.sites, found.pages, found.left_out, found.later) == (1, 4, 0, None)
    assert [rule for rule in found.rules if rule.changed] == []
    assert all(item.moved == 0 and item.pages[0] == item.pages[1] for item in found.criteria)
    assert all(item.then == item.now and item.link.shift == 0 for item in found.indexes)


def test_a_rule_that_sees_more_now_is_named_with_its_versions_and_moves_the_index(store: Store) -> None:
    found = rejudge(store, add_wave(store, "2026-11-25", WRONG, old=True))
    (rule,) = (item for item in found.rules if item.rule == RULE)
    assert (rule.then_version, rule.now_version) == ("0", "1")
    assert (rule.pages, rule.failures) == ((0, 2), (0, 2))
    (criterion,) = (item for item in found.criteria if item.criterion == "3.1.1")
    assert (criterion.pages, criterion.sites, criterion.moved) == ((0, 2), (0, 1), 2)
    assert all(item.now < item.then and item.link.shift < 0 for item in found.indexes)
    assert [item.link.level for item in found.indexes] == ["A", "AA", "AAA"]


def test_the_stored_wave_is_not_touched(store: Store) -> None:
    wave = add_wave(store, "2026-11-25", WRONG, old=True)
    before = list(store._db.conn.iterdump())
    rejudge(store, wave)
    assert list(store._db.conn.iterdump()) == before


def test_a_page_without_its_snapshot_is_left_out_on_both_sides(store: Store) -> None:
    found = rejudge(store, add_wave(store, "2026-11-25", WRONG, old=True, bare="a"))
    assert (found.pages, found.left_out) == (3, 1)
    (criterion,) = (item for item in found.criteria if item.criterion == "3.1.1")
    assert criterion.pages == (0, 1)


def test_between_two_waves_the_part_of_the_rules_and_the_part_of_the_site_add_up(store: Store) -> None:
    # Then the rule saw nothing. Now it sees two pages of the earlier wave; one was repaired, and another broke twice.
    wave = add_wave(store, "2026-11-25", WRONG, old=True)
    later = add_wave(
        store, "2027-02-25", {"a": "kk", "b": "xx-nonsense", "c": "xx-nonsense", "d": "xx-nonsense", "e": "xx"}
    )
    difference = rejudge(store, wave, later).later
    assert difference is not None
    assert (difference.wave, difference.pages) == ("2027-02-25", 4)
    split = difference.criteria["3.1.1"]
    assert split == Split(earlier_then=0, earlier_now=2, later_then=3, later_now=3)
    assert (split.by_site, split.by_rules) == (1, 2)
    index = difference.indexes["AA"]
    assert index.by_site < 0
    assert index.by_rules < 0
    assert index.later_then - index.earlier_then == pytest.approx(index.by_site + index.by_rules)
    assert difference.sites["AA"] == 1


def test_rules_that_lost_a_failure_and_a_site_that_lost_one_are_told_apart() -> None:
    assert Split(10, 7, 5, 5).by_site == -2
    assert Split(10, 7, 5, 5).by_rules == -3
    assert Split(4, 4, 9, 4).by_rules == 5  # the later wave ran with rules that are gone again
