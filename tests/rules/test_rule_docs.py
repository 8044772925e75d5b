"""docs/rules/ says what the rules say; the tool that writes it notices every difference."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wcag_audit.model.language import LANGS
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.standards.wcag import CRITERIA

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, str(ROOT / "tools" / "make_rule_docs.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )


def test_the_committed_pages_are_those_that_the_rules_make() -> None:
    done = run("--check")
    assert (done.stderr, done.returncode) == ("", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert run("--folder", str(tmp_path)).returncode == 0
    return tmp_path


def test_every_rule_has_a_page_in_every_language_and_a_row_in_the_index(folder: Path) -> None:
    index = (folder / "README.md").read_text(encoding="utf-8")
    for rule in load_catalogue().rules:
        for lang in LANGS:
            page = (folder / f"{rule.id}.{lang}.md").read_text(encoding="utf-8")
            assert f"# {load_catalogue().texts[rule.id].title[lang]}\n" in page
            assert f"({rule.id}.{lang}.md)" in index
    for number in CRITERIA:
        assert f"| [{number} " in index


def test_examples_are_shown_with_their_code_and_without_the_tests_attributes(folder: Path) -> None:
    page = (folder / "image-name-is-file-name.ru.md").read_text(encoding="utf-8")
    assert "Ожидаемый код: `file-name`.\n\n```html\n<img" in page
    assert "expect=" not in page
    assert "Имя изображения — это имя файла: «{name}»." in page


def test_a_page_that_was_edited_deleted_or_left_over_is_noticed_and_mended(folder: Path) -> None:
    (folder / "image-name-is-file-name.kk.md").write_text("edited", encoding="utf-8")
    (folder / "image-name-is-file-name.en.md").unlink()
    (folder / "gone-rule.en.md").write_text("left over", encoding="utf-8")
    done = run("--check", "--folder", str(folder))
    assert done.returncode == 1
    assert "image-name-is-file-name.kk.md is out of date." in done.stderr
    assert "image-name-is-file-name.en.md is missing." in done.stderr
    assert "gone-rule.en.md has no rule." in done.stderr
    assert run("--folder", str(folder)).returncode == 0
    assert run("--check", "--folder", str(folder)).returncode == 0
