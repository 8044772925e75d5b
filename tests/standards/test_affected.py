"""Whom a failure hits."""

from __future__ import annotations

from wcag_audit.model.people import Affected, PeopleGroup
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.standards.affected import affected, tables
from wcag_audit.standards.axe import AXE_RULES
from wcag_audit.standards.wcag import CRITERIA


def test_every_criterion_is_there_for_somebody() -> None:
    criteria, _ = tables()
    assert set(criteria) == set(CRITERIA)
    assert [number for number, row in criteria.items() if not row.first or set(row.first) & set(row.also)] == []


def test_every_group_is_named_by_some_criterion_first() -> None:
    criteria, _ = tables()
    assert {group for row in criteria.values() for group in row.first} == set(PeopleGroup)


def test_who_is_hit_first_by_one_of_several_criteria_is_hit_first() -> None:
    found = affected(("2.4.4", "4.1.2"), "axe-link-name")
    assert found.first == (PeopleGroup.BLIND,)
    assert found.also == (PeopleGroup.LOW_VISION, PeopleGroup.HANDS, PeopleGroup.SPEECH_INPUT, PeopleGroup.COGNITION)
    assert found.weight == 6
    assert affected(("2.1.1", "1.4.3"), "x").first == (PeopleGroup.BLIND, PeopleGroup.LOW_VISION, PeopleGroup.HANDS)


def test_a_rule_counts_only_where_no_criterion_is_named() -> None:
    assert affected((), "axe-region").first == (PeopleGroup.BLIND,)
    assert affected(("1.4.3",), "axe-region").first == (PeopleGroup.LOW_VISION,)


def test_of_what_is_not_known_nobody_is_named_and_it_still_counts_once() -> None:
    assert affected((), "gone-rule") == affected(("9.9.9",), "gone-rule") == Affected()
    assert Affected().weight == 1


def test_the_rules_in_the_table_exist_and_stand_for_no_criterion() -> None:
    _, rules = tables()
    without = {f"axe-{name}" for name, rule in AXE_RULES.items() if not rule.criteria}
    without |= {rule.id for rule in load_catalogue().rules if not rule.criteria}
    assert set(rules) <= without
