"""The rules agree with their texts and examples, and a catalogue refuses what is incomplete. No browser."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.rules.examples import ExampleError, read_examples
from wcag_audit.model.finding import Maturity
from wcag_audit.model.language import LANGS
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.snapshot import FACT_TYPES
from wcag_audit.rules.api import Rule
from wcag_audit.rules.catalogue import load_catalogue, load_folder
from wcag_audit.rules.texts import RuleDefinitionError, is_common, parse_texts
from wcag_audit.standards.axe import AXE_RULES
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.standards.axe import AxeRule

CATALOGUE = load_catalogue()
IDS = [rule.id for rule in CATALOGUE.rules]
each_rule = pytest.mark.parametrize("rule_id", IDS)

TEXTS = """
[title]
kk = "Атауы бар"
ru = "Есть имя"
en = "There is a name"
[why]
kk = "Атауы бар"
ru = "Есть имя"
en = "There is a name"
[fix]
kk = "Атауы бар"
ru = "Есть имя"
en = "There is a name"
[fix_code]
html = '''
<p>[not a table]</p>
'''
[failed.bad]
kk = "Қате: {name}"
ru = "Ошибка: {name}"
en = "Wrong: {name}"
"""
RULE = """
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, passed
RULE = Rule(id="{id}", criteria=("{criterion}",), needs=(Dom,), targets=lambda page: (), expectation=lambda node, page:
    passed())
"""


def a_rule(
    folder: Path, name: str, rule_id: str, *, criterion: str = "1.1.1", texts: str = TEXTS, without: str = ""
) -> None:
    home = folder / name
    home.mkdir(parents=True)
    (home / "__init__.py").write_text('"""A rule."""\n', encoding="utf-8")
    (home / "rule.py").write_text(RULE.format(id=rule_id, criterion=criterion), encoding="utf-8")
    (home / "texts.toml").write_text(texts, encoding="utf-8")
    (home / "examples.md").write_text(f"# {rule_id}\n", encoding="utf-8")
    if without:
        (home / without).unlink()


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text("", encoding="utf-8")
    for name in [name for name in sys.modules if name.partition(".")[0] == "shop"]:
        monkeypatch.delitem(sys.modules, name)
    return tmp_path / "shop"


@each_rule
def test_every_code_is_shown_by_an_example_and_every_expected_code_has_a_sentence(rule_id: str) -> None:
    texts = CATALOGUE.texts[rule_id]
    for outcome in (Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED):
        examples = [ex for ex in read_examples(rule_id, CATALOGUE.examples[rule_id]) if ex.outcome is outcome]
        shown = {example.expected.expect for example in examples if example.expected.expect}
        if outcome is Outcome.PASSED and any(not example.expected.expect for example in examples):
            shown.add("ok")
        own = {code for code in shown if not (is_common(outcome, code) and code not in texts.codes[outcome])}
        assert own == set(texts.codes[outcome]), f"{outcome}: examples show {own}, texts have {texts.codes[outcome]}"


@each_rule
def test_every_rule_shows_when_it_passes_when_it_objects_and_when_it_does_not_apply(rule_id: str) -> None:
    outcomes = {example.outcome for example in read_examples(rule_id, CATALOGUE.examples[rule_id])}
    objects = Outcome.FAILED if CATALOGUE.texts[rule_id].codes[Outcome.FAILED] else Outcome.CANT_TELL
    assert {Outcome.PASSED, objects, Outcome.INAPPLICABLE} <= outcomes


@each_rule
def test_titles_of_examples_are_unique(rule_id: str) -> None:
    titles = [example.title for example in read_examples(rule_id, CATALOGUE.examples[rule_id])]
    assert len(titles) == len(set(titles))


@each_rule
def test_a_rule_needs_facts_that_exist_and_is_the_same_as_axe_rules_that_exist(rule_id: str) -> None:
    rule = CATALOGUE[rule_id]
    assert set(rule.same_as) <= set(AXE_RULES)
    if isinstance(rule, Rule):
        assert rule.needs
        assert set(rule.needs) <= set(FACT_TYPES.values())


@pytest.mark.parametrize("row", [row for row in AXE_RULES.values() if row.decided_by], ids=lambda row: row.id)
def test_a_rule_that_decides_in_axes_place_counts_and_speaks_of_the_same(row: AxeRule) -> None:
    rule = CATALOGUE[row.decided_by]
    assert rule.maturity is Maturity.STABLE
    assert row.id in rule.same_as
    assert set(row.act) & set(rule.act)


def test_rules_are_sorted_and_found_by_id() -> None:
    assert sorted(IDS) == IDS
    assert "image-name-is-file-name" in CATALOGUE
    assert CATALOGUE["image-name-is-file-name"].criteria == ("1.1.1",)
    with pytest.raises(KeyError, match="no rule 'nonsense'"):
        CATALOGUE["nonsense"]


def test_selecting_a_level_leaves_out_what_speaks_only_about_higher_levels() -> None:
    chosen = CATALOGUE.select(Level.A)
    for rule in CATALOGUE.rules:
        at_level = not rule.criteria or any(CRITERIA[number].level is Level.A for number in rule.criteria)
        assert (rule.id in chosen) is at_level
    assert "image-name-is-file-name" in chosen


def test_selecting_stable_rules_leaves_out_experimental_ones() -> None:
    chosen = CATALOGUE.select(experimental=False)
    assert {rule.id for rule in chosen.rules} == {
        rule.id for rule in CATALOGUE.rules if rule.maturity is Maturity.STABLE
    }


def test_the_version_hash_follows_the_rules_that_are_on() -> None:
    assert CATALOGUE.select().version_hash() == CATALOGUE.version_hash()
    assert CATALOGUE.select(experimental=False).version_hash() != CATALOGUE.version_hash()


def test_a_message_is_told_in_every_language_and_a_common_one_without_the_rules_own_text() -> None:
    for lang in LANGS:
        own = CATALOGUE.message("image-name-is-file-name", Outcome.FAILED, "file-name", {"name": "a.png"}, lang)
        assert "a.png" in own
        common = CATALOGUE.message(
            "image-name-is-file-name", Outcome.CANT_TELL, "missing-fact", {"fact": "Dom", "reason": "gone"}, lang
        )
        assert "Dom: gone" in common


def test_a_good_folder_is_read(shop: Path) -> None:
    a_rule(shop, "good_one", "good-one")
    rule, texts, _ = load_folder(shop / "good_one", "shop.good_one")
    assert rule.id == "good-one"
    assert texts.title["ru"] == "Есть имя"
    assert texts.fix_code == (("html", "<p>[not a table]</p>\n"),)
    assert texts.message(Outcome.FAILED, "bad", {"name": "{x}"}, "en") == "Wrong: {x}"


@pytest.mark.parametrize("name", ["__init__.py", "rule.py", "texts.toml", "examples.md"])
def test_an_incomplete_folder_is_refused(shop: Path, name: str) -> None:
    a_rule(shop, "half", "half", without=name)
    with pytest.raises(RuleDefinitionError, match=f"half has no {name}"):
        load_folder(shop / "half", "shop.half")


def test_a_folder_that_is_named_otherwise_than_its_rule_is_refused(shop: Path) -> None:
    a_rule(shop, "one", "another")
    with pytest.raises(RuleDefinitionError, match="names must agree"):
        load_folder(shop / "one", "shop.one")


def test_a_criterion_that_does_not_exist_is_refused(shop: Path) -> None:
    a_rule(shop, "old", "old", criterion="4.1.1")
    with pytest.raises(RuleDefinitionError, match=r"4\.1\.1"):
        load_folder(shop / "old", "shop.old")


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('ru = "Ошибка: {name}"\n', "", r"failed\.bad \(ru\) is missing"),
        ('ru = "Ошибка: {name}"', 'ru = "Ошибка: {names}"', "different placeholders"),
        ("[why]", "[reason]", r"has no \[why\]"),
        ("[failed.bad]", "[fialed.bad]", r"nothing reads: fialed\.bad"),
        ('en = "Wrong: {name}"', "en = Wrong", "texts.toml"),
    ],
)
def test_wrong_texts_are_refused(before: str, after: str, complaint: str) -> None:
    assert before in TEXTS
    with pytest.raises(RuleDefinitionError, match=complaint):
        parse_texts(TEXTS.replace(before, after), "texts.toml")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# other\n", "first heading"),
        ("# r\n## Maybe\n", "none of Passed"),
        ("# r\n## Failed\n### Failed Example 1\n```html\n<p>\n```\n", "which code to expect"),
        ("# r\n## Failed\n### Passed Example 1\n```html expect=x\n<p>\n```\n", "should read 'Failed Example"),
        ("# r\n## Passed\n### Passed Example 1\nNo page.\n", "has no page"),
        ("# r\n## Passed\n### Passed Example 1\n```html colour=red\n<p>\n```\n", "colour=red"),
        ("# r\n## Passed\n### Passed Example 1\n```html\n<p>\n", "not closed"),
        ("# r\n", "no example"),
    ],
)
def test_examples_that_do_not_keep_to_the_form_are_refused(text: str, complaint: str) -> None:
    with pytest.raises(ExampleError, match=complaint):
        read_examples("r", text)


def test_an_example_is_read_with_its_expectation() -> None:
    text = (
        "# r\n\n## Can't tell\n\n### Can't tell Example 1\n\nWhy.\n\n"
        "```html expect=maybe target=\"iframe >>> a[href='x']\" url=/a.html\n<p># no heading</p>\n```\n"
    )
    (example,) = read_examples("r", text)
    assert example.outcome is Outcome.CANT_TELL
    assert (example.expected.expect, example.expected.target) == ("maybe", "iframe >>> a[href='x']")
    assert example.expected.html.startswith('<!DOCTYPE html><html lang="en">')
    assert "<p># no heading</p>" in example.expected.html
