"""What is known of a rule beside its texts: the ACT rules it implements, and an address to read on at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.rules.axe import PREFIX
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.standards.axe import AXE_RULES
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.model.result import Versions

ACT = "https://www.w3.org/WAI/standards-guidelines/act/rules/"
_AXE_HELP = "https://dequeuniversity.com/rules/axe/{version}/{rule}"


def act_rules(rule: str) -> tuple[str, ...]:
    """Ids of the ACT rules that a rule of ours follows or axe-core says it implements; none for unknown rules."""
    catalogue = load_catalogue()
    if rule in catalogue:
        return catalogue[rule].act
    axe = AXE_RULES.get(rule.removeprefix(PREFIX))
    return axe.act if axe and rule.startswith(PREFIX) else ()


def act_address(act: str) -> str:
    """Where W3C publishes an ACT rule."""
    return f"{ACT}{act}/"


def help_address(rule: str, criteria: Iterable[str], versions: Versions) -> str:
    """Where to read on: axe-core's own page, else W3C's Understanding document; "" for best practice of ours."""
    if rule.removeprefix(PREFIX) in AXE_RULES and rule.startswith(PREFIX):
        version = ".".join(versions.axe.split(".")[:2])
        return _AXE_HELP.format(version=version, rule=rule.removeprefix(PREFIX))
    return next((CRITERIA[number].understanding for number in criteria if number in CRITERIA), "")
