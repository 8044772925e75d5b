"""Freezing a basket, and seeing how today's rules differ from the newest one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tools import make_basket
from wcag_audit.errors import RuleDefinitionError
from wcag_audit.model.basket import Procedure, Scope
from wcag_audit.model.finding import Engine, Maturity
from wcag_audit.standards.baskets import BASKETS, newest, read_basket

TOOL = Path(make_basket.__file__)
RAN = (
    Procedure("axe-image-alt", "4.12.1", ("1.1.1",), engine=Engine.AXE),
    Procedure("consistent-navigation", "1", ("3.2.3",), scope=Scope.SITE),
    Procedure("focus-visible", "2", ("2.4.7",)),
    Procedure("on-trial", "1", ("1.4.12",), Maturity.EXPERIMENTAL),
    Procedure("speech-advice", "1", ()),
)


def test_what_is_stable_and_speaks_about_a_criterion_is_frozen_and_read_back() -> None:
    basket = read_basket(make_basket.freeze("2027.1", date(2027, 1, 11), RAN), "2027.1.toml")
    assert (basket.name, basket.frozen, basket.procedures) == ("2027.1", "2027-01-11", RAN[:3])


@pytest.mark.parametrize(
    ("before", "after"),
    [("version = 2", "version = 3"), ('"2.4.7"', '"2.4.11"'), ("4.12.1", "4.13.0"), ("image-alt", "image-alt-2")],
)
def test_a_frozen_file_that_is_changed_is_refused(before: str, after: str) -> None:
    text = make_basket.freeze("2027.1", date(2027, 1, 11), RAN)
    assert before in text
    with pytest.raises(RuleDefinitionError, match="was changed after it was frozen"):
        read_basket(text.replace(before, after), "2027.1.toml")


def test_rules_that_changed_since_are_named_as_shadow() -> None:
    basket = read_basket(make_basket.freeze("2027.1", date(2027, 1, 11), RAN), "2027.1.toml")
    now = (replace(RAN[0], version="4.13.0"), RAN[2], replace(RAN[3], maturity=Maturity.STABLE), RAN[4])
    assert dict(make_basket.differences(basket, now)) == {
        "axe-image-alt": "version 4.13.0, the basket has 4.12.1: shadow until the next one",
        "on-trial": "stable and not in the basket: shadow until the next one",
        "consistent-navigation": "in the basket, and does not run any more",
    }
    assert make_basket.silent(basket, now) == ()


def test_a_rule_that_changed_what_it_speaks_about_without_a_new_version_is_caught() -> None:
    basket = read_basket(make_basket.freeze("2027.1", date(2027, 1, 11), RAN), "2027.1.toml")
    assert make_basket.silent(basket, [replace(RAN[2], criteria=("2.4.11",))]) == ("focus-visible",)
    assert make_basket.silent(basket, [replace(RAN[2], maturity=Maturity.EXPERIMENTAL)]) == ("focus-visible",)


def test_an_axe_rule_that_was_given_to_ours_is_named_and_no_silent_change() -> None:
    given = next(item for item in make_basket.today() if make_basket._decided_by(item))
    basket = read_basket(
        make_basket.freeze("2027.1", date(2027, 1, 11), [replace(given, maturity=Maturity.STABLE)]), "2027.1.toml"
    )
    assert make_basket.silent(basket, [given]) == ()
    assert basket.counting([given]) == {given.rule}
    ((rule, why),) = make_basket.differences(basket, [given])
    assert (rule, "this basket goes on hearing it" in why) == (given.rule, True)


def test_no_rule_of_today_changed_silently_since_the_newest_basket() -> None:
    assert make_basket.silent(newest(), make_basket.today()) == ()


def test_a_basket_is_never_frozen_twice() -> None:
    name = next(iter(BASKETS))
    answer = subprocess.run([sys.executable, TOOL, name], capture_output=True, text=True, check=False)  # noqa: S603
    assert answer.returncode == 1
    assert f"The basket {name} is frozen" in answer.stdout
