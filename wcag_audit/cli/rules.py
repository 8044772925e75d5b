"""`wcag-audit rules`: what is checked per criterion, and what a rule says."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click
from rich.table import Table
from rich.text import Text

from wcag_audit.cli.app import App, common_options, console
from wcag_audit.errors import UsageError
from wcag_audit.i18n.common import name as name_of
from wcag_audit.rules.axe import PREFIX
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.axe import AXE_RULES
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wcag_audit.model.finding import Maturity


@dataclass(frozen=True, slots=True)
class _Known:
    """What is the same of our rules and axe-core's."""

    id: str
    criteria: tuple[str, ...]
    maturity: Maturity
    act: tuple[str, ...]


@click.command("rules")
@click.argument("rule_id", metavar="[ID]", required=False)
@common_options
@click.pass_obj
def command(app: App, *, rule_id: str | None) -> None:
    """List the rules per criterion, or explain one.

    ID is a rule such as image-name-is-file-name or axe-image-alt, or a criterion such as 1.1.1.
    """
    known = _known_rules()
    if rule_id is None:
        _list(app, known)
    elif rule_id in CRITERIA:
        for rule in _of_criterion(known)[rule_id]:
            _explain(app, rule)
    elif rule_id in known:
        _explain(app, known[rule_id])
    else:
        near = difflib.get_close_matches(rule_id, [*known, *CRITERIA], n=1, cutoff=0.5)
        if near:
            raise UsageError("rules.unknown-near", id=rule_id, near=near[0])
        raise UsageError("rules.unknown", id=rule_id)


def _known_rules() -> Mapping[str, _Known]:
    own = {rule.id: _Known(rule.id, rule.criteria, rule.maturity, rule.act) for rule in load_catalogue().rules}
    axe = (_Known(PREFIX + rule.id, rule.criteria, rule.maturity, rule.act) for rule in AXE_RULES.values())
    return own | {rule.id: rule for rule in axe}


def _of_criterion(known: Mapping[str, _Known]) -> Mapping[str, Sequence[_Known]]:
    found: defaultdict[str, list[_Known]] = defaultdict(list)
    for rule in known.values():
        for number in rule.criteria:
            found[number].append(rule)
    return found


def _list(app: App, known: Mapping[str, _Known]) -> None:
    """A line per criterion: all 86, those that no rule speaks about too."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(app.say("rules.criterion"), max_width=34, overflow="fold")
    table.add_column(app.say("rules.level"))
    table.add_column(app.say("rules.rules"), overflow="fold")
    rules = _of_criterion(known)
    for number, criterion in CRITERIA.items():
        ids = ", ".join(rule.id for rule in rules[number]) or app.say("rules.none")
        table.add_row(f"{number} {criterion.name[app.lang]}", str(criterion.level), Text(ids))
    console().print(table)
    best = [rule.id for rule in known.values() if not rule.criteria]
    click.echo()
    _paragraph(app.say("rules.best-practice", ids=", ".join(best)))
    covered = sum(bool(rules[number]) for number in CRITERIA)
    _paragraph(app.say("rules.covered", n=covered, criteria=len(CRITERIA)))


def _explain(app: App, rule: _Known) -> None:
    said = rule_words(rule.id, app.lang)
    _paragraph(rule.id, "bold")
    _paragraph(said.title)
    for number in rule.criteria:
        criterion = CRITERIA[number]
        _paragraph(app.say("rules.of-criterion", number=number, name=criterion.name, level=criterion.level))
    _paragraph(str(name_of(rule.maturity)[app.lang]))
    if rule.act:
        _paragraph(app.say("rules.act", ids=", ".join(rule.act)))
    for key, text in (("check.why", said.why), ("check.fix", said.fix)):
        if text:
            _paragraph(app.say(key, why=text, fix=text))
    if said.code:
        code = "\n".join(text for _, text in said.code).strip()
        click.echo(f"\n{code}")
    click.echo()


def _paragraph(text: str, style: str = "") -> None:
    console().print(Text(text, style=style))
