from __future__ import annotations

from collections import Counter

from wcag_audit.model.outcome import Outcome
from wcag_audit.sample_portal import SamplePortal, Scope, barriers, clean_places
from wcag_audit.standards.axe import AXE_RULES
from wcag_audit.standards.wcag import CRITERIA

OWN_RULES = {
    "abbreviation-expansion",
    "alternative-text-generic",
    "alternative-text-language",
    "alternative-text-repeats",
    "canvas-text",
    "consistent-navigation",
    "control-has-name",
    "focus-visible",
    "generated-text",
    "image-name-is-file-name",
    "image-of-text",
    "image-text-in-alternative",
    "kazakh-alternative-text-missing",
    "kazakh-version-missing",
    "kazakh-version-shorter",
    "kazakh-version-untranslated",
    "keyboard-trap",
    "label-in-name",
    "language-switcher",
    "language-switcher-keeps-page",
    "language-tag-valid",
    "legacy-font-text",
    "part-language-tag-valid",
    "letter-spaced-words",
    "link-name-generic",
    "lost-letters",
    "mixed-script-words",
    "mojibake",
    "page-language-matches",
    "page-title-unique",
    "part-language-matches",
    "read-aloud-language",
    "reflow",
    "special-version-reachable",
    "speech-advice",
    "split-letters",
    "target-size-minimum",
    "text-spacing",
    "visible-text-exposed",
}


def test_every_rule_of_our_own_has_a_barrier_and_axe_has_a_dozen() -> None:
    rules = {rule for barrier in barriers() for rule in barrier.rules}
    assert rules >= OWN_RULES
    assert len({rule for rule in rules if rule.startswith("axe-")}) >= 12
    assert len(barriers()) >= 30


def test_names_are_unique_and_every_barrier_says_where_and_what() -> None:
    assert [name for name, count in Counter(barrier.id for barrier in barriers()).items() if count > 1] == []
    for barrier in barriers():
        assert barrier.pages, barrier.id
        assert barrier.rules, barrier.id
        assert barrier.outcome in (Outcome.FAILED, Outcome.CANT_TELL), barrier.id
        assert barrier.title.kk != barrier.title.ru != barrier.title.en, barrier.id


def test_every_criterion_named_is_one_of_wcag_22() -> None:
    assert {number for barrier in barriers() for number in barrier.criteria} <= set(CRITERIA)


def test_an_axe_rule_is_one_that_we_run_and_speaks_about_a_criterion_of_its_barrier() -> None:
    for barrier in barriers():
        for rule in barrier.rules:
            if rule.startswith("axe-"):
                assert set(AXE_RULES[rule.removeprefix("axe-")].criteria) & set(barrier.criteria), (barrier.id, rule)


def test_one_fix_in_a_shared_part_clears_every_page_of_a_language() -> None:
    shared = {barrier.id: barrier.pages for barrier in barriers() if len(barrier.pages) > 5}
    assert all(page.startswith("/ru/") for page in shared["social-link-without-name"])
    assert all(page.startswith("/en/") for page in shared["search-button-without-name"])


def test_what_needs_pages_beside_each_other_is_marked_as_site_scope() -> None:
    site = {rule for barrier in barriers() if barrier.scope is Scope.SITE for rule in barrier.rules}
    page = {rule for barrier in barriers() if barrier.scope is Scope.PAGE for rule in barrier.rules}
    assert site == {
        "consistent-navigation",
        "kazakh-alternative-text-missing",
        "kazakh-version-missing",
        "kazakh-version-shorter",
        "kazakh-version-untranslated",
        "page-title-unique",
    }
    assert site.isdisjoint(page)


def test_every_page_named_in_the_lists_is_served(portal: SamplePortal) -> None:
    named = {page for barrier in barriers() for page in barrier.pages} | {place.page for place in clean_places()}
    assert {page: portal.answer(page).status for page in named} == dict.fromkeys(named, 200)


def test_no_place_is_both_a_barrier_and_clean_for_the_same_rule() -> None:
    bad = {(page, barrier.selector, rule) for barrier in barriers() for page in barrier.pages for rule in barrier.rules}
    assert bad.isdisjoint((place.page, place.selector, place.rule) for place in clean_places())
