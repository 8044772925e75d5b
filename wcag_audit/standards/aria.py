"""WAI-ARIA 1.2: roles, what they require, and what values states and properties take."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATA: Final[Mapping[str, Any]] = tomllib.loads(files(__package__).joinpath("aria.toml").read_text(encoding="utf-8"))

ROLES: Final = frozenset(_DATA["roles"].split())
"""Roles that authors may use, those of DPUB-ARIA and of the graphics module among them; abstract ones are none."""

PRESENTATIONAL_CHILDREN: Final = frozenset(_DATA["presentational_children"].split())
"""Roles of which assistive technology is told, but not of what is in them."""

REQUIRED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {role: tuple(names.split()) for role, names in _DATA["required"].items()}
)
"""By role the states and properties that it requires and that have no default."""

CONTEXT: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {role: frozenset(around.split()) for role, around in _DATA["context"].items()}
)
"""By role those that have to own it."""

OWNED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {role: frozenset(inside.split()) for role, inside in _DATA["owned"].items()}
)
"""By role those of which it has to own one."""

_KINDS: Final = {name: kind for kind, names in _DATA["values"].items() for name in names.split()}
_TOKENS: Final = {name: frozenset(tokens.split()) for name, tokens in _DATA["tokens"].items()}
_WORDS: Final = {
    "boolean": frozenset({"true", "false"}),
    "open boolean": frozenset({"true", "false", "undefined"}),
    "tristate": frozenset({"true", "false", "mixed", "undefined"}),
}
_NUMBERS: Final = {
    "integer": re.compile(r"[+-]?[0-9]{1,30}"),
    "number": re.compile(r"[+-]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:e[+-]?[0-9]{1,3})?"),
}


def role_of(written: str) -> str:
    """The role that a role attribute gives: the first of its words that is one; "" if none is.

    Roles that HTML lets an element ignore ("none" on what can be focused) are not looked into.
    """
    return next((word for word in written.lower().split() if word in ROLES), "")


def is_valid(attribute: str, value: str) -> bool:
    """True if a state or property may have the value, or takes any text, ids or is unknown to us.

    Args:
        attribute: its name in lower case.
        value: as written, not blank.
    """
    kind = _KINDS.get(attribute, "")
    word = value.strip().lower()
    if kind in _NUMBERS:
        return bool(_NUMBERS[kind].fullmatch(word))
    if kind == "tokens":
        return set(word.split()) <= _TOKENS[attribute]
    allowed = _TOKENS[attribute] if kind == "token" else _WORDS.get(kind)
    return allowed is None or word in allowed
