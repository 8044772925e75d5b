"""`wcag-audit rules`: what is checked, and what a rule says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.axe import AXE_RULES
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from conftest import Cli

    from wcag_audit.model.language import Lang


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_list_names_every_criterion_and_every_rule_within_80_columns(cli: Cli, lang: Lang) -> None:
    done = cli("--lang", lang, "rules")
    told = "".join(done.stdout.split())
    assert all(number in told for number in CRITERIA)
    assert all(rule.id in told for rule in load_catalogue().rules)
    assert all(f"axe-{rule}" in told for rule in AXE_RULES)
    assert max(map(cell_len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_rule_is_explained_with_why_and_fix(cli: Cli, lang: Lang) -> None:
    told = " ".join(cli("--lang", lang, "rules", "axe-image-alt").stdout.split())
    said = rule_words("axe-image-alt", lang)
    for part in (said.title, said.why, said.fix, "1.1.1", CRITERIA["1.1.1"].name[lang], "23a2a8"):
        assert " ".join(part.split()) in told


def test_a_rule_of_our_own_is_explained(cli: Cli) -> None:
    rule = load_catalogue().rules[0]
    told = " ".join(cli("rules", rule.id).stdout.split())
    assert " ".join(rule_words(rule.id, "en").why.split()) in told


def test_a_criterion_explains_each_of_its_rules(cli: Cli) -> None:
    lines = cli("rules", "3.1.1").stdout.splitlines()
    assert {"axe-html-has-lang", "axe-html-lang-valid"} <= set(lines)


def test_a_slip_gets_a_suggestion(cli: Cli) -> None:
    done = cli("rules", "axe-imge-alt")
    assert done.returncode == 2
    assert "did you mean axe-image-alt?" in done.stderr
    assert cli("rules", "zzz").returncode == 2
