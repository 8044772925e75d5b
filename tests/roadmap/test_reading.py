"""The roadmap is configuration; every mistake in it is told with its line."""

# ruff: noqa: E501  # a sentence under test is read best on one line
from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wcag_audit.errors import RoadmapError
from wcag_audit.i18n.lint import letter_problems
from wcag_audit.model.language import LANGS, Text
from wcag_audit.model.register import Body, BodyKind, Region, Register
from wcag_audit.model.roadmap import Metric, Scope
from wcag_audit.roadmap import check_scopes, default_roadmap, find_roadmap, load_roadmap

if TYPE_CHECKING:
    from wcag_audit.model.roadmap import Target

_NAME = Text("а", "б", "c")
_REGISTER = Register(
    (Body("mam", _NAME, BodyKind.CENTRAL), Body("akimat", _NAME, BodyKind.LOCAL, "abay", "mam")),
    (Region("abay", _NAME),),
)


def load(tmp_path: Path, text: str) -> tuple[Target, ...]:
    file = tmp_path / "roadmap.yml"
    file.write_text(text, encoding="utf-8")
    return load_roadmap(file)


def complaints(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(RoadmapError) as caught:
        load(tmp_path, text)
    return str(caught.value).replace(f"{tmp_path}/", "").splitlines()


def test_without_a_file_decree_1143_holds() -> None:
    found = [
        (target.level, target.metric, target.value, target.day, target.assumed_day) for target in default_roadmap()
    ]
    assert found == [
        ("AA", Metric.CLEAN_SITES, 100, date(2026, 12, 31), True),
        ("AAA", Metric.CLEAN_SITES, 100, date(2030, 12, 31), True),
    ]
    for target in default_roadmap():
        assert target.source is not None
        assert all("1143" in target.source[lang] for lang in LANGS)
        assert not list(letter_problems(target.source["kk"], "kk"))


def test_the_example_is_sound() -> None:
    example = load_roadmap(Path(__file__).parents[2] / "examples" / "roadmap.yml")
    same = [(target.level, target.day) for target in example if not target.scope.kinds]
    assert same == [(target.level, target.day) for target in default_roadmap()]


def test_a_file_in_the_folder_goes_before_the_decree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_roadmap(None) == default_roadmap()
    load(tmp_path, "targets:\n  - {id: own, level: A, by: 2027-06-30}\n")
    assert [target.id for target in find_roadmap(None)] == ["own"]


def test_all_that_a_target_can_say_is_read(tmp_path: Path) -> None:
    text = """
targets:
  - id: later
    level: AAA
    by: 2028
  - id: local-index
    level: AA
    metric: index
    value: 92.5
    by: 2027-02
    source: {kk: Жоспар, ru: План, en: Plan}
    scope:
      kinds: [local]
      regions: [abay]
      ministries: [mam]
      bodies: [akimat]
"""
    local, later = load(tmp_path, text)
    assert (later.day, later.assumed_day, later.value, later.scope) == (date(2028, 12, 31), True, 100, Scope())
    assert (local.metric, local.value, local.day, local.assumed_day) == (Metric.INDEX, 92.5, date(2027, 2, 28), True)
    assert local.source == Text("Жоспар", "План", "Plan")
    assert local.scope == Scope(("local",), ("abay",), ("mam",), ("akimat",))
    assert [local.scope.includes(body) for body in _REGISTER.bodies] == [False, True]


def test_a_day_that_is_written_is_no_assumption(tmp_path: Path) -> None:
    (target,) = load(tmp_path, "targets:\n  - {id: a, level: AA, by: 2026-12-15}\n")
    assert (target.day, target.assumed_day) == (date(2026, 12, 15), False)
    assert (target.days_left(date(2026, 12, 14)), target.days_left(date(2026, 12, 16))) == (1, -1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("targets: []", "roadmap.yml:1: the file names no targets — add at least one under 'targets:'"),
        ("targets:\n  - {id: a, level: B, by: 2026}", "roadmap.yml:2: target 'a' has the unknown level 'B' — write one of A, AA, AAA"),
        ("targets:\n  - {id: a, by: 2026}", "roadmap.yml:2: target 'a' has no level — add a line 'level: …'"),
        ("targets:\n  - {id: a, level: AA}", "roadmap.yml:2: target 'a' has no day — add a line 'by: …' and write a day (2026-12-31), a month (2026-12) or a year (2026)"),
        ("targets:\n  - {id: a, level: AA, by: soon}", "roadmap.yml:2: target 'a' has 'soon' as by — write a day (2026-12-31), a month (2026-12) or a year (2026)"),
        ("targets:\n  - {id: a, level: AA, by: 26}", "roadmap.yml:2: target 'a' has 26 as by — write a day (2026-12-31), a month (2026-12) or a year (2026)"),
        ("targets:\n  - {id: a, level: AA, by: 2026, value: 101}", "roadmap.yml:2: target 'a' has 101 as value — write a number from 0 to 100"),
        ("targets:\n  - {id: a, level: AA, by: 2026, metric: share}", "roadmap.yml:2: target 'a' has the unknown metric 'share' — write one of clean-site-share, clean-page-share, index"),
        ("targets:\n  - {id: a, level: AA, by: 2026}\n  - {id: a, level: A, by: 2026}", "roadmap.yml:3: target 'a' has the id of line 2 — give it another"),
        ("targets:\n  - id: a\n    level: AA\n    by: 2026\n    scope:\n      kinds: [centrall]", "roadmap.yml:6: scope of target 'a' has 'centrall' in kinds, which is no kind — did you mean 'central'?"),
        ("targets:\n  - {id: A b, level: AA, by: 2026}", "roadmap.yml:2: target 'A b' has an id that is not made of a-z, 0-9 and single hyphens — choose another"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentence in complaints(tmp_path, text + "\n")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RoadmapError, match=r"There is no file .*none\.yml"):
        find_roadmap(tmp_path / "none.yml")


@pytest.mark.parametrize("scope", ["regions: [abbay]", "ministries: [abbay]", "bodies: [abbay]"])
def test_a_target_for_somebody_whom_no_wave_knows_is_refused(tmp_path: Path, scope: str) -> None:
    targets = load(tmp_path, f"targets:\n  - id: a\n    level: AA\n    by: 2026\n    scope:\n      {scope}\n")
    with pytest.raises(RoadmapError, match="'abbay', which no wave has"):
        check_scopes(targets, [_REGISTER])
    check_scopes(default_roadmap(), [_REGISTER])
