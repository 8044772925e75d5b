"""Baskets: frozen lists of the procedures that indexes are scored with. One file each, made by tools/make_basket.py."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from wcag_audit.errors import RuleDefinitionError
from wcag_audit.model.basket import Basket, Procedure, Scope
from wcag_audit.model.finding import Engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

AXE_PREFIX = "axe-"


def fixed(procedures: Iterable[Procedure]) -> str:
    """The seal of a list of procedures: a file whose list was changed afterwards does not bear it any more."""
    lines = sorted(
        f"{item.rule} {item.version} {item.scope} {item.engine} {' '.join(item.criteria)}\n" for item in procedures
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def read_basket(text: str, source: str) -> Basket:
    """A basket from the text of its file.

    Raises:
        RuleDefinitionError: the list was changed after it was frozen.
    """
    data = tomllib.loads(text)
    procedures = tuple(sorted((*_own(data), *_axe(data)), key=lambda item: item.rule))
    if fixed(procedures) != data["seal"]:
        raise RuleDefinitionError("rules.basket-changed", file=source)
    return Basket(data["name"], data["frozen"], procedures)


def _own(data: Mapping[str, Any]) -> list[Procedure]:
    return [
        Procedure(rule, str(row["version"]), tuple(row["criteria"]), scope=scope)
        for scope in Scope
        for rule, row in data.get(scope, {}).items()
    ]


def _axe(data: Mapping[str, Any]) -> list[Procedure]:
    return [
        Procedure(AXE_PREFIX + rule, data["axe-core"], tuple(criteria), engine=Engine.AXE)
        for rule, criteria in data.get("axe", {}).items()
    ]


def _load() -> Mapping[str, Basket]:
    found = [
        read_basket(entry.read_text(encoding="utf-8"), entry.name)
        for entry in files(__package__).iterdir()
        if entry.name.endswith(".toml")
    ]
    return MappingProxyType({item.name: item for item in sorted(found, key=lambda item: (item.frozen, item.name))})


BASKETS: Mapping[str, Basket] = _load()
"""All baskets by name, oldest first."""


def newest() -> Basket:
    """The basket that counts now."""
    return list(BASKETS.values())[-1]
