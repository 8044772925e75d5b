"""Writes docs/rules/ from the rules' own files; with --check it only compares and fails on a difference.

python tools/make_rule_docs.py [--check]
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from wcag_audit.i18n.catalogue import read
from wcag_audit.model.language import LANGS, Lang
from wcag_audit.rules.api import Rule, SiteRule
from wcag_audit.rules.catalogue import PACKAGE, Catalogue, load_catalogue
from wcag_audit.standards.axe import AXE_RULES
from wcag_audit.standards.wcag import CRITERIA, Criterion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
WORDS = read(Path(__file__).resolve().parent / "rule_docs.toml")
_SECTIONS = {"Passed": "passed", "Failed": "failed", "Inapplicable": "inapplicable", "Can't tell": "cant_tell"}
_GROUPS = {"failed": "failed", "cantTell": "cant_tell", "passed": "passed"}
_EXAMPLE = re.compile(r"### .+ Example (\d+)", re.IGNORECASE)
_EXPECT = re.compile(r"\bexpect=(\S+)")
_ACT = "https://www.w3.org/WAI/standards-guidelines/act/rules/{}/"


def pages(catalogue: Catalogue) -> dict[str, str]:
    """All pages by file name: one per rule and language, and the index."""
    found = {"README.md": _index(catalogue)}
    for rule in catalogue.rules:
        for lang in LANGS:
            found[f"{rule.id}.{lang}.md"] = "\n".join(_page(rule, catalogue, lang)).rstrip() + "\n"
    return found


def _page(rule: Rule | SiteRule, catalogue: Catalogue, lang: Lang) -> Iterator[str]:
    texts = catalogue.texts[rule.id]
    yield f"<!-- {WORDS.say('generated', lang)} -->"
    yield ""
    yield f"# {texts.title[lang]}"
    yield ""
    yield " · ".join(f"[{other}]({rule.id}.{other}.md)" for other in LANGS if other != lang)
    yield ""
    yield from _table(("", ""), _facts(rule, lang))
    yield from ("", f"## {WORDS.say('why', lang)}", "", texts.why[lang])
    yield from ("", f"## {WORDS.say('fix', lang)}", "", texts.fix[lang])
    for language, code in texts.fix_code:
        yield from ("", f"```{language}", code.strip("\n"), "```")
    messages = list(_messages(rule.id, lang))
    if messages:
        yield from ("", f"## {WORDS.say('messages', lang)}", "")
        yield from _table([WORDS.say(key, lang) for key in ("outcome", "code", "sentence")], messages)
    yield from ("", f"## {WORDS.say('examples', lang)}", "", WORDS.say("examples_language", lang))
    yield from _examples(catalogue.examples[rule.id], lang)


def _facts(rule: Rule | SiteRule, lang: Lang) -> Iterator[tuple[str, str]]:
    def word(key: str) -> str:
        return WORDS.say(key, lang)

    yield word("rule"), f"`{rule.id}`"
    criteria = "<br>".join(_criterion(CRITERIA[number], lang) for number in rule.criteria)
    yield word("criteria"), criteria or word("best_practice")
    yield word("scope"), word("scope_page" if isinstance(rule, Rule) else "scope_site")
    yield word("maturity"), word(f"maturity_{rule.maturity}")
    yield word("impact"), word(f"impact_{rule.impact}")
    if rule.act:
        yield word("act"), ", ".join(f"[{name}]({_ACT.format(name)})" for name in rule.act)
    if rule.same_as:
        yield word("same_as"), ", ".join(f"`{name}`" for name in rule.same_as)
    yield word("since"), rule.since


def _criterion(criterion: Criterion, lang: Lang) -> str:
    return f"[{criterion.number} {criterion.name[lang]}]({criterion.understanding}) ({criterion.level})"


def _messages(rule_id: str, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """The sentences as they are written, placeholders and all."""
    source = files(PACKAGE).joinpath(rule_id.replace("-", "_"), "texts.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    for group, word in _GROUPS.items():
        for code, sentences in data.get(group, {}).items():
            sentence = sentences[lang]
            shown = sentence["other"] if isinstance(sentence, dict) else sentence
            yield WORDS.say(word, lang), f"`{code}`", shown.replace("{{", "{").replace("}}", "}")


def _examples(text: str, lang: Lang) -> Iterator[str]:
    """The text of examples.md with translated headings, one level deeper, and fences that every reader understands."""
    inside = False
    for line in text.splitlines()[1:]:
        example = _EXAMPLE.fullmatch(line)
        if line.startswith("```"):
            expected = _EXPECT.search(line)
            if expected and not inside:
                yield from (WORDS.say("expected", lang, code=f"`{expected[1]}`"), "")
            yield "```" if inside else "```html"
            inside = not inside
        elif inside:
            yield line
        elif line.startswith("## "):
            yield f"### {WORDS.say(_SECTIONS[line.removeprefix('## ').strip()], lang)}"
        elif example:
            yield f"#### {WORDS.say('example', lang, number=example[1])}"
        else:
            yield line


def _index(catalogue: Catalogue) -> str:
    """Which rules speak about which criterion; criteria that only a person can judge stand there with empty hands."""
    rows = [
        (_criterion(criterion, "en"), _ours(catalogue, criterion.number), _axes(criterion.number))
        for criterion in CRITERIA.values()
    ]
    rows.append(("Best practice, no criterion", _ours(catalogue, ""), _axes("")))
    lines = [
        f"<!-- {WORDS.say('generated', 'en')} -->",
        "",
        "# Rules, per success criterion",
        "",
        "A rule that finds no failure does not prove a criterion; that takes a person. Where no rule is named, only a",
        "person can judge the criterion. Rules marked † are experimental: shown, but not counted in the index.",
        "",
        *_table(("Success criterion of WCAG 2.2", "Our rules", "Rules of axe-core"), rows),
    ]
    return "\n".join(lines) + "\n"


def _ours(catalogue: Catalogue, number: str) -> str:
    rules = [rule for rule in catalogue.rules if (number in rule.criteria if number else not rule.criteria)]
    return "<br>".join(
        f"`{rule.id}`{'' if rule.maturity == 'stable' else '†'} "
        + " ".join(f"[{lang}]({rule.id}.{lang}.md)" for lang in LANGS)
        for rule in rules
    )


def _axes(number: str) -> str:
    rules = [rule for rule in AXE_RULES.values() if (number in rule.criteria if number else not rule.criteria)]
    return ", ".join(f"`{rule.id}`{'' if rule.maturity == 'stable' else '†'}" for rule in rules)


def _table(head: Sequence[str], rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"


def differences(wanted: Mapping[str, str], folder: Path) -> list[str]:
    """What is missing in the folder, differs, or is there without a rule; one sentence each."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")} if folder.is_dir() else {}
    return [
        *(f"{name} is missing." for name in sorted(wanted.keys() - there.keys())),
        *(f"{name} has no rule." for name in sorted(there.keys() - wanted.keys())),
        *(f"{name} is out of date." for name in sorted(wanted.keys() & there.keys()) if wanted[name] != there[name]),
    ]


def write(wanted: Mapping[str, str], folder: Path) -> None:
    """Bring the folder up to date; pages without a rule are deleted."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if something differs")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the pages are (docs/rules)")
    options = parser.parse_args(arguments)
    wanted = pages(load_catalogue())
    if not options.check:
        write(wanted, options.folder)
        print(f"{len(wanted)} pages in {options.folder}")
        return 0
    problems = differences(wanted, options.folder)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print("Run `python tools/make_rule_docs.py` and commit the result.", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
