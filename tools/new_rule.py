"""Makes the folder of a new rule, with an example that fails until the rule is written.

.venv/bin/python tools/new_rule.py RULE-ID [--criterion NUMBER ...]
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "wcag_audit" / "rules"
SCAFFOLD = Path(__file__).resolve().parent / "rule_scaffold"
TO_WRITE = "✎"
"""Stands in every text of the scaffold; a test keeps it out of finished rules."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FILES = {
    "init.py.txt": "__init__.py",
    "rule.py.txt": "rule.py",
    "texts.toml": "texts.toml",
    "examples.md": "examples.md",
}


def problem(rule_id: str, criteria: Sequence[str]) -> str:
    """What is wrong with the arguments and what to do, in one sentence; "" if nothing is."""
    if not _ID.fullmatch(rule_id):
        return f"{rule_id!r} is no id of a rule: write words of a–z and 0–9 with hyphens between, as in link-has-name."
    strange = [number for number in criteria if number not in CRITERIA]
    if strange:
        return f"WCAG 2.2 has no success criterion {', '.join(strange)}: give a number such as 1.1.1."
    taken = [path for path in (_folder(rule_id), _folder(rule_id).with_suffix(".py")) if path.exists()]
    if taken:
        return f"There is {taken[0].relative_to(ROOT)} already: choose another id."
    return ""


def make(rule_id: str, criteria: Sequence[str]) -> Path:
    """Write the files of a new rule; returns its folder. `problem` must have nothing to say."""
    names = [f"{number} {CRITERIA[number].name['en']}" for number in criteria]
    values = {
        "id": rule_id,
        "criteria": repr(tuple(criteria)).replace("'", '"'),
        "standard": f"WCAG {', '.join(names)}" if names else "best practice, no success criterion",
    }
    folder = _folder(rule_id)
    folder.mkdir()
    for source, name in _FILES.items():
        text = Template((SCAFFOLD / source).read_text(encoding="utf-8")).substitute(values)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _folder(rule_id: str) -> Path:
    return RULES / rule_id.replace("-", "_")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the folder and say what comes next; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("id", metavar="RULE-ID", help="says what is right, such as link-has-name")
    parser.add_argument(
        "--criterion",
        action="append",
        default=[],
        metavar="NUMBER",
        help="success criterion that a failure breaks; may be given again; none for best practice",
    )
    options = parser.parse_args(arguments)
    wrong = problem(options.id, options.criterion)
    if wrong:
        print(wrong, file=sys.stderr)
        return 2
    folder = make(options.id, options.criterion)
    print(f"{folder.relative_to(ROOT)} is there; {TO_WRITE} marks what you write. One of its examples fails:\n")
    print(f"  .venv/bin/python -m pytest tests/rules/test_examples.py -k {options.id}\n")
    print("How to go on: CONTRIBUTING.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
