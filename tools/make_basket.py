"""Freezes today's stable rules as a basket; with --check it says how today's rules differ from the newest basket.

python tools/make_basket.py NAME [--day 2026-11-25]
python tools/make_basket.py --check
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wcag_audit.audit.options import AuditOptions, make_plan
from wcag_audit.model.basket import Basket, Procedure, Scope
from wcag_audit.model.finding import Engine, Maturity
from wcag_audit.standards.axe import AXE_RULES
from wcag_audit.standards.baskets import AXE_PREFIX, BASKETS, fixed, newest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER = Path(__file__).resolve().parent.parent / "wcag_audit" / "standards" / "baskets"
_NAME = re.compile(r"20\d\d\.[1-9]\d?")


def today() -> tuple[Procedure, ...]:
    """Every rule that runs now, with its version."""
    return make_plan(AuditOptions()).procedures


def freeze(name: str, day: date, ran: Sequence[Procedure]) -> str:
    """The file of a basket of what is stable and speaks about a criterion."""
    stable = [item for item in ran if item.maturity is Maturity.STABLE and item.criteria]
    lines = [
        "# Frozen by tools/make_basket.py and never changed: numbers of stored waves rest on it (docs/index.md).",
        f'name = "{name}"',
        f'frozen = "{day.isoformat()}"',
        *(f'axe-core = "{version}"' for version in sorted({item.version for item in stable if _is_axe(item)})),
        f'seal = "{fixed(stable)}"',
    ]
    for scope in Scope:
        lines += ["", f"[{scope}]"]
        own = (item for item in stable if item.scope is scope and not _is_axe(item))
        lines += [f"{item.rule} = {{ version = {item.version}, criteria = {_listed(item)} }}" for item in own]
    lines += [
        "",
        "[axe]",
        *(f"{item.rule.removeprefix(AXE_PREFIX)} = {_listed(item)}" for item in stable if _is_axe(item)),
    ]
    return "\n".join(lines) + "\n"


def differences(basket: Basket, ran: Sequence[Procedure]) -> Iterator[tuple[str, str]]:
    """Rules that are shadow now, and procedures of the basket that nothing runs any more: (rule, why)."""
    frozen = {item.rule: item for item in basket.procedures}
    now = {item.rule: item for item in ran}
    for rule, item in now.items():
        known = frozen.get(rule)
        if known is None and item.maturity is Maturity.STABLE and item.criteria:
            yield rule, "stable and not in the basket: shadow until the next one"
        elif known is not None and known.version != item.version:
            yield rule, f"version {item.version}, the basket has {known.version}: shadow until the next one"
        elif known is not None and (ours := _decided_by(item)):
            yield rule, f"decided by {ours} since: this basket goes on hearing it, the next one will not have it"
    for rule in frozen.keys() - now.keys():
        yield rule, "in the basket, and does not run any more"


def silent(basket: Basket, ran: Sequence[Procedure]) -> tuple[str, ...]:
    """Rules that changed what they speak about without raising their version: a mistake.

    None is an axe rule that was given to one of ours: it has no version of ours to raise, and needs none. It runs as
    before, so the basket goes on hearing it, and no index moves.
    """
    frozen = {item.rule: item for item in basket.procedures}
    return tuple(
        item.rule
        for item in ran
        if item.rule in frozen and frozen[item.rule].version == item.version and not _alike(frozen[item.rule], item)
    )


def _alike(frozen: Procedure, item: Procedure) -> bool:
    counts = item.maturity is Maturity.STABLE or _decided_by(item) != ""
    return frozen.criteria == item.criteria and frozen.scope is item.scope and counts


def _decided_by(item: Procedure) -> str:
    """The rule of ours that decides in place of an axe rule; "" if none."""
    axe = AXE_RULES.get(item.rule.removeprefix(AXE_PREFIX)) if _is_axe(item) else None
    return axe.decided_by if axe else ""


def _is_axe(item: Procedure) -> bool:
    return item.engine is Engine.AXE


def _listed(item: Procedure) -> str:
    return "[" + ", ".join(f'"{number}"' for number in item.criteria) + "]"


def main() -> int:
    """Run it from the command line; 1 where a basket would be overwritten or a rule changed silently."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--day", type=date.fromisoformat, default=datetime.now(UTC).date())
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    ran = today()
    if asked.check:
        basket = newest()
        for rule, why in sorted(differences(basket, ran)):
            print(f"{basket.name}: {rule}: {why}")
        wrong = silent(basket, ran)
        for rule in wrong:
            print(f"{basket.name}: {rule}: changed without a new version; raise `version` in its rule.py")
        return 1 if wrong else 0
    if not _NAME.fullmatch(asked.name):
        print("Give the basket a name of year and number, such as 2027.1.")
        return 1
    path = FOLDER / f"{asked.name}.toml"
    if asked.name in BASKETS or path.exists():
        print(f"The basket {asked.name} is frozen; choose the next number.")
        return 1
    path.write_text(freeze(asked.name, asked.day, ran), encoding="utf-8")
    print(f"{path} is written. Commit it with a line in CHANGELOG.md: numbers move.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
