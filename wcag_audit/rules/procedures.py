"""The rules as procedures with versions: what a wave runs with, and what a basket can be frozen from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from wcag_audit.model.basket import Procedure, Scope
from wcag_audit.model.finding import Engine
from wcag_audit.rules.api import Rule, SiteRule
from wcag_audit.rules.axe import PREFIX
from wcag_audit.standards.axe import AXE_RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.rules.catalogue import Catalogue


def procedures(rules: Iterable[Rule | SiteRule], axe: str) -> tuple[Procedure, ...]:
    """Our rules and axe-core's, sorted by id.

    Args:
        rules: ours that run.
        axe: version of axe-core.
    """
    own = [
        Procedure(
            rule=rule.id,
            version=str(rule.version),
            criteria=rule.criteria,
            maturity=rule.maturity,
            scope=Scope.PAGE if isinstance(rule, Rule) else Scope.SITE,
        )
        for rule in rules
    ]
    theirs = [Procedure(PREFIX + rule.id, axe, rule.criteria, rule.maturity, Engine.AXE) for rule in AXE_RULES.values()]
    return tuple(sorted((*own, *theirs), key=lambda item: item.rule))


def rules_hash(catalogue: Catalogue) -> str:
    """Hash over our rules and the table that says what axe-core's mean, for model.result.Versions."""
    table = "\n".join(sorted(map(repr, AXE_RULES.values())))
    return hashlib.sha256(f"{catalogue.version_hash()}\n{table}".encode()).hexdigest()[:16]
