"""The walk-through of CONTRIBUTING.md leads where it says: an example that fails, then a rule that is whole."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "wcag_audit" / "rules"
TO_WRITE = "✎"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project as a newcomer has it, to write in."""
    for name in ("wcag_audit", "tests", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, with the copy's modules and not the installed ones."""
    return subprocess.run(  # noqa: S603 - our own tools
        [sys.executable, *arguments],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def run_examples(copy: Path, rule_id: str) -> tuple[str, ...]:
    """Titles of the examples that do not pass; asserts that three were tried."""
    # Only what the walk-through names is run; the run that this test is part of may have workers and coverage.
    plain = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")
    done = run(copy, "-m", "pytest", "tests/rules/test_examples.py", "-k", rule_id, "-q", *plain)
    counted = [int(number) for number in re.findall(r"(\d+) (?:passed|failed)", done.stdout)]
    assert sum(counted) == 3, done.stdout + done.stderr
    return tuple(re.findall(rf"^FAILED .*\[{rule_id}: (.*)\]", done.stdout, re.MULTILINE))


def chapter(heading: str, language: str) -> str:
    """The fenced block of that language in a chapter of the walk-through."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(rf"^### {heading}.*?^```{language}\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


@pytest.mark.browser
def test_the_walk_through_begins_with_an_example_that_fails_and_ends_with_a_rule_that_is_whole(copy: Path) -> None:
    command = chapter("1. Make the folder", "sh").split()
    assert command[0] == ".venv/bin/python"
    made = run(copy, *command[1:])
    assert made.returncode == 0, made.stderr
    folder = copy / "wcag_audit" / "rules" / "image_says_image"
    assert run_examples(copy, "image-says-image") == ("Failed Example 1",)

    (folder / "rule.py").write_text(chapter("3. Make it pass", "python"), encoding="utf-8")
    examples = (folder / "examples.md").read_text(encoding="utf-8")
    (folder / "examples.md").write_text(examples.replace("expect=broken", "expect=says-image"), encoding="utf-8")
    texts = (folder / "texts.toml").read_text(encoding="utf-8").split("[failed.broken]")[0]
    (folder / "texts.toml").write_text(texts + chapter("4. Say it to people", "toml"), encoding="utf-8")
    assert run_examples(copy, "image-says-image") == ()

    pages = run(copy, "tools/make_rule_docs.py", "--folder", "pages")
    assert pages.returncode == 0, pages.stderr
    assert "says-image" in (copy / "pages" / "image-says-image.kk.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("criteria", [(), ("2.4.2",), ("1.1.1", "1.4.5")])
def test_a_new_rule_is_accepted_by_the_catalogue_and_keeps_the_style(copy: Path, criteria: tuple[str, ...]) -> None:
    options = [part for number in criteria for part in ("--criterion", number)]
    assert run(copy, "tools/new_rule.py", "a-new-rule", *options).returncode == 0
    script = "from wcag_audit.rules.catalogue import load_catalogue as load; print(load()['a-new-rule'].criteria)"
    assert run(copy, "-c", script).stdout.strip() == str(criteria)
    folder = "wcag_audit/rules/a_new_rule"
    for command in (("check",), ("format", "--check")):
        done = run(copy, "-m", "ruff", *command, folder)
        assert done.returncode == 0, done.stdout
    types = run(copy, "-m", "mypy", folder)
    assert types.returncode == 0, types.stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Image_Name"], "'Image_Name' is no id of a rule"),
        (["../escape"], "'../escape' is no id of a rule"),
        (["a-new-rule", "--criterion", "4.1.1"], "no success criterion 4.1.1"),
        (["image-name-is-file-name"], "wcag_audit/rules/image_name_is_file_name already"),
        (["judge"], "wcag_audit/rules/judge.py already"),
    ],
)
def test_what_cannot_be_meant_is_said_in_one_sentence_and_nothing_is_written(
    copy: Path, arguments: list[str], sentence: str
) -> None:
    before = sorted(copy.rglob("*"))
    done = run(copy, "tools/new_rule.py", *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(copy.rglob("*")) == before


def test_the_scaffold_marks_what_is_to_be_written(copy: Path) -> None:
    assert run(copy, "tools/new_rule.py", "a-new-rule").returncode == 0
    for path in (copy / "wcag_audit" / "rules" / "a_new_rule").iterdir():
        assert TO_WRITE in path.read_text(encoding="utf-8"), path.name


def test_no_rule_still_has_sentences_of_the_scaffold() -> None:
    files = [path for path in RULES.glob("*/*") if path.suffix in {".py", ".toml", ".md"}]
    assert files
    unwritten = [str(path.relative_to(ROOT)) for path in files if TO_WRITE in path.read_text(encoding="utf-8")]
    assert unwritten == [], f"write the sentences marked {TO_WRITE}"
