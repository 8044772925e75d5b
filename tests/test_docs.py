"""What the documents say is there is there: links, files, commands, options, modules, decisions."""

from __future__ import annotations

import re
import shlex
import tomllib
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import click
import pytest

from wcag_audit.cli.main import COMMANDS, group

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
PAGES = sorted(chain(ROOT.glob("*.md"), DOCS.rglob("*.md"), (ROOT / "reports").glob("README.md")))
WRITTEN = [page for page in PAGES if page.parent != DOCS / "rules"]
"""Pages that people write; those about rules are generated and have tests of their own."""
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
MODULES = sorted(path.name for path in (ROOT / "wcag_audit").iterdir() if (path / "__init__.py").is_file())
FIRST_SCREEN = 14
MOST_BYTES = 200_000


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


each_page = pytest.mark.parametrize("page", PAGES, ids=name)
each_written = pytest.mark.parametrize("page", WRITTEN, ids=name)


def prose(page: Path) -> str:
    """The text without fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Fragments of a page's headings, as forges make them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


def shell_commands(page: Path) -> Iterator[list[str]]:
    """The words of each line in blocks of shell commands."""
    for language, block in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "sh":
            yield from (words for line in block.splitlines() if (words := shlex.split(line, comments=True)))


def check_click(words: list[str]) -> None:
    """Parse a command line of ours without running it; raises click's own error where it would be refused."""
    context = click.Context(group, info_name="wcag-audit")
    _, words, _ = group.make_parser(context).parse_args(words)
    command = group.get_command(context, words[0])
    assert command is not None, f"there is no command {words[0]}"
    inner = click.Context(command, parent=context, info_name=words[0])
    values, left, _ = command.make_parser(inner).parse_args(words[1:])
    assert not left, f"{words[0]} takes no {left}"
    for parameter in command.params:
        value = values.get(parameter.name)
        if value is not None and isinstance(parameter.type, click.Choice):
            for one in value if parameter.multiple else [value]:
                parameter.type.convert(one, parameter, inner)


def check_python(words: list[str]) -> None:
    if words[0] == "-c":  # a program of one line, up to where its output goes
        compile(words[1], "<documentation>", "exec")
        return
    if words[:1] == ["-m"] and words[1].startswith("bench"):
        words = [f"{words[1].replace('.', '/')}.py"]
    files = [word for word in words if word.startswith(("tools/", "tests/", "bench/"))]
    assert files, f"what does python {' '.join(words)} run?"
    for file in files:
        assert (ROOT / file).exists(), file


@each_page
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    for _, _, target in LINK.findall(CODE.sub("", prose(page))):
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://"), target
            continue
        path, _, fragment = target.partition("#")
        file = (page.parent / unquote(path)).resolve() if path else page
        assert file.exists(), target
        assert file.is_relative_to(ROOT), target
        if fragment:
            assert fragment in anchors(file), target


@each_written
def test_every_command_in_a_block_exists_with_its_options(page: Path) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for words in shell_commands(page):
        program = words[0].removeprefix(".venv/bin/")
        if program == "wcag-audit":
            check_click(words[1:])
        elif program == "make":
            assert set(words[1:]) <= set(targets), words
        elif program == "python":
            check_python(words[1:])
        else:
            assert program in {"python3", "pip"}, f"nobody checks {words}"


@pytest.mark.parametrize(
    "words", [["nonsense"], ["check", "--nonsense"], ["check", "--level", "B"], ["doctor", "more"]], ids=" ".join
)
def test_a_command_that_does_not_exist_would_be_noticed(words: list[str]) -> None:
    with pytest.raises((AssertionError, click.UsageError)):
        check_click(words)


@each_written
def test_every_file_that_is_named_exists(page: Path) -> None:
    for code in CODE.findall(prose(page)):
        if re.fullmatch(r"[\w./-]+/[\w.-]+\.(?:py|js|toml|yml|css|json)", code):
            places = (ROOT / code, ROOT / "wcag_audit" / code, DOCS / code)
            assert any(place.exists() for place in places), code


@each_written
def test_every_folder_that_is_named_exists(page: Path) -> None:
    for code in CODE.findall(prose(page)):
        if re.fullmatch(r"(?:wcag_audit|docs|tests|tools|examples)/[\w./-]*", code) and "image_says_image" not in code:
            assert (ROOT / code).exists(), code


def test_every_decision_is_in_the_index_and_has_its_three_parts() -> None:
    index = DECISIONS / "README.md"
    listed = [target for _, _, target in LINK.findall(prose(index))]
    there = [path.name for path in DECISIONS.glob("*.md") if path != index]
    assert sorted(listed) == sorted(there)
    for path in there:
        if path != "verdict-states.md":  # tells a table of states in an order of its own
            headings = re.findall(r"^## (.+)$", prose(DECISIONS / path), re.MULTILINE)
            assert headings == ["Context", "Decision", "Consequences"], path


def test_every_document_is_in_the_index_of_documents() -> None:
    index = DOCS / "README.md"
    listed = {(DOCS / target).resolve() for _, _, target in LINK.findall(prose(index))}
    assert {path for path in DOCS.glob("*.*") if path != index} <= listed


def test_the_first_screen_of_the_readme_says_what_it_is_and_how_to_start() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN]
    assert lines[0] == "# wcag-audit"
    assert "WCAG 2.2" in "\n".join(lines)
    for command in ("make demo", "make test"):
        assert any(line.startswith(command) for line in lines), command
    assert any(line.startswith("![") for line in lines)


def test_pictures_are_small_and_have_a_text() -> None:
    shown = [(page, alt, target) for page in WRITTEN for mark, alt, target in LINK.findall(prose(page)) if mark]
    assert shown
    for page, alt, target in shown:
        assert len(alt.split()) > 3, target
        assert (page.parent / target).stat().st_size <= MOST_BYTES, target


@pytest.mark.parametrize("module", MODULES)
def test_the_architecture_names_every_package(module: str) -> None:
    layers = prose(DOCS / "architecture.md").split("## Layers")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in layers.splitlines() if line.startswith("| ")]
    assert any(f"`{module}`" in row for row in rows)


def test_the_layers_stand_in_the_order_that_is_checked() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    order = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    checked = [set(row.split(" | ")) for row in order if row != "__main__"]
    layers = prose(DOCS / "architecture.md").split("## Layers")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in layers.splitlines() if line.startswith("| `")]
    assert [set(CODE.findall(row)) for row in rows] == checked


def test_every_command_is_told_in_the_page_about_commands() -> None:
    headings = re.findall(r"^## (.+)$", prose(DOCS / "cli.md"), re.MULTILINE)
    assert set(COMMANDS) <= set(headings)
