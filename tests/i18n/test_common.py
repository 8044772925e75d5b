"""The core catalogue, and the letters of every text in the package."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import wcag_audit
from wcag_audit.i18n.catalogue import CatalogueError
from wcag_audit.i18n.common import GROUPS, common, meaning, name
from wcag_audit.i18n.lint import letter_problems
from wcag_audit.model.course import Standing
from wcag_audit.model.language import LANGS
from wcag_audit.model.life import IssueState
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.people import PeopleGroup
from wcag_audit.model.register import BodyKind
from wcag_audit.model.state import PageState, SwitchOutcome
from wcag_audit.model.verdict import Verdict
from wcag_audit.model.visit import VisitStatus
from wcag_audit.standards.wcag import Level

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES = sorted(Path(wcag_audit.__file__).parent.rglob("*.toml"))
_WITH_MEANING = (Outcome, Verdict, VisitStatus, Level, IssueState, Standing, PageState, SwitchOutcome, PeopleGroup)


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_every_member_of_every_enumeration_has_a_name(group: type[StrEnum]) -> None:
    names = [name(member) for member in group]
    assert len({text.kk for text in names}) == len({text.ru for text in names}) == len(names)


@pytest.mark.parametrize("group", _WITH_MEANING, ids=lambda group: group.__name__)
def test_what_needs_explaining_has_a_sentence(group: type[StrEnum]) -> None:
    for member in group:
        assert all(meaning(member)[lang].endswith(".") for lang in LANGS), member


def test_impacts_have_names_and_meanings() -> None:
    for impact in ("minor", "moderate", "serious", "critical"):
        assert common().text(f"impact.{impact}.name").en.lower() == impact
        assert common().text(f"impact.{impact}.meaning").kk.endswith(".")


def test_a_machine_never_says_that_a_criterion_is_met() -> None:
    assert name(Verdict.NO_FAILURE_FOUND).en == "No failure found"
    assert "does not prove" in meaning(Verdict.NO_FAILURE_FOUND).en
    assert name(Verdict.NO_FAILURE_FOUND).kk == "Бұзушылық табылмады"


def test_values_of_other_types_have_no_name_here() -> None:
    class Colour(StrEnum):
        RED = "red"

    with pytest.raises(CatalogueError, match="Colour"):
        name(Colour.RED)
    with pytest.raises(CatalogueError, match=r"no text 'body-kind\.central\.meaning'"):
        meaning(BodyKind.CENTRAL)


def test_the_catalogue_names_nothing_that_does_not_exist() -> None:
    members = {f"{prefix}.{member}" for group, prefix in GROUPS.items() for member in group}
    prefixes = set(GROUPS.values())
    named = {key.rsplit(".", 1)[0] for key in common().keys if key.split(".", 1)[0] in prefixes}
    assert named == members


def _texts(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table that has a text in at least one language."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        said = [item for lang, item in value.items() if lang in LANGS]
        if any(isinstance(item, str) or (isinstance(item, dict) and "other" in item) for item in said):
            yield path, value
        else:
            for key, item in value.items():
                yield from _texts(item, f"{path}.{key}")


@pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_text_of_the_package_is_there_in_three_languages_with_the_right_letters(path: Path) -> None:
    problems = []
    for key, table in _texts(tomllib.loads(path.read_text(encoding="utf-8")), path.name):
        for lang in LANGS:
            value = table.get(lang, "")
            for text in value.values() if isinstance(value, dict) else [value]:
                if not text.strip():
                    problems.append(f"{key} has no {lang}")
                problems += [f"{key} ({lang}) {problem}" for problem in letter_problems(text, lang)]
    assert not problems


def test_the_walk_over_the_texts_finds_them() -> None:
    assert {"wcag22.toml", "common.toml"} <= {path.name for path in _FILES}
    criteria = next(path for path in _FILES if path.name == "wcag22.toml")
    assert len(list(_texts(tomllib.loads(criteria.read_text(encoding="utf-8")), ""))) == 86 + 4
