"""All rules, found by walking their folders: one folder is one rule."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wcag_audit.errors import RuleDefinitionError
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, SiteRule
from wcag_audit.rules.texts import RuleTexts, parse_texts
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from wcag_audit.model.finding import Scalar
    from wcag_audit.model.language import Lang
    from wcag_audit.model.outcome import Outcome

PACKAGE = "wcag_audit.rules"
_FILES = ("__init__.py", "rule.py", "texts.toml", "examples.md")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Rules with their texts.

    Attributes:
        page_rules, site_rules: sorted by id.
        texts: by rule id.
        examples: text of examples.md by rule id.
    """

    page_rules: tuple[Rule, ...]
    site_rules: tuple[SiteRule, ...]
    texts: Mapping[str, RuleTexts]
    examples: Mapping[str, str]

    @property
    def rules(self) -> tuple[Rule | SiteRule, ...]:
        """Page rules and site rules together, sorted by id."""
        return tuple(sorted((*self.page_rules, *self.site_rules), key=lambda rule: rule.id))

    def __contains__(self, rule_id: object) -> bool:
        """True where there is a rule with that id."""
        return rule_id in self.texts

    def __getitem__(self, rule_id: str) -> Rule | SiteRule:
        """The rule with that id.

        Raises:
            KeyError: there is none.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(f"There is no rule {rule_id!r}.")

    def select(self, level: Level = Level.AAA, *, experimental: bool = True) -> Catalogue:
        """The rules that matter for a conformance level; best practice (no criteria) is always among them.

        Args:
            level: rules whose every criterion lies above it are left out.
            experimental: False leaves out experimental rules.
        """

        def wanted(rule: Rule | SiteRule) -> bool:
            at_level = not rule.criteria or any(level.includes(CRITERIA[number].level) for number in rule.criteria)
            return at_level and (experimental or rule.maturity is Maturity.STABLE)

        return _catalogue([(rule, self.texts[rule.id], self.examples[rule.id]) for rule in self.rules if wanted(rule)])

    def needs(self) -> frozenset[type[Any]]:
        """Fact types that the page rules need."""
        return frozenset(kind for rule in self.page_rules for kind in rule.needs)

    def version_hash(self) -> str:
        """Hash over ids, versions and maturities, for model.result.Versions; hexadecimal, 16 digits."""
        lines = (f"{rule.id} {rule.version} {rule.maturity}\n" for rule in self.rules)
        return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]

    def message(self, rule_id: str, outcome: Outcome, code: str, values: Mapping[str, Scalar], lang: Lang) -> str:
        """The sentence of one of our rules for an outcome, unescaped.

        Raises:
            KeyError: no such rule.
            CatalogueError: no such code, or a value is missing.
        """
        return self.texts[rule_id].message(outcome, code, values, lang)


@cache
def load_catalogue() -> Catalogue:
    """Every rule in the package.

    Raises:
        RuleDefinitionError: a folder is incomplete, its name is not its rule's id, an id is taken twice, a criterion
            does not exist, or a text is missing or wrong in a language.
    """
    folders = sorted((entry for entry in files(PACKAGE).iterdir() if _is_folder(entry)), key=lambda entry: entry.name)
    return _catalogue([load_folder(folder, f"{PACKAGE}.{folder.name}") for folder in folders])


def load_folder(folder: Traversable, package: str) -> tuple[Rule | SiteRule, RuleTexts, str]:
    """One rule with its texts and examples.

    Args:
        folder: the rule's folder.
        package: its dotted name.

    Raises:
        RuleDefinitionError: as for `load_catalogue`.
    """
    absent = [name for name in _FILES if not folder.joinpath(name).is_file()]
    if absent:
        raise RuleDefinitionError("rules.no-files", folder=folder.name, files=", ".join(absent))
    rule = getattr(import_module(f"{package}.rule"), "RULE", None)
    if not isinstance(rule, Rule | SiteRule):
        raise RuleDefinitionError("rules.no-rule", module=f"{package}.rule")
    if rule.id.replace("-", "_") != folder.name or "_" in rule.id:
        raise RuleDefinitionError("rules.other-folder", id=rule.id, folder=folder.name)
    strange = [number for number in rule.criteria if number not in CRITERIA]
    if strange:
        raise RuleDefinitionError("rules.no-criteria", id=rule.id, criteria=", ".join(strange))
    texts = parse_texts(folder.joinpath("texts.toml").read_text(encoding="utf-8"), f"{folder.name}/texts.toml")
    return rule, texts, folder.joinpath("examples.md").read_text(encoding="utf-8")


def _is_folder(entry: Traversable) -> bool:
    """A folder with any of a rule's own files is a rule, if perhaps an incomplete one; others hold data."""
    return entry.is_dir() and any(entry.joinpath(name).is_file() for name in _FILES[1:])


def _catalogue(entries: Iterable[tuple[Rule | SiteRule, RuleTexts, str]]) -> Catalogue:
    found = sorted(entries, key=lambda entry: entry[0].id)
    ids = [rule.id for rule, _, _ in found]
    twice = sorted({rule_id for rule_id in ids if ids.count(rule_id) > 1})
    if twice:
        raise RuleDefinitionError("rules.id-twice", ids=", ".join(twice))
    return Catalogue(
        page_rules=tuple(rule for rule, _, _ in found if isinstance(rule, Rule)),
        site_rules=tuple(rule for rule, _, _ in found if isinstance(rule, SiteRule)),
        texts={rule.id: texts for rule, texts, _ in found},
        examples={rule.id: examples for rule, _, examples in found},
    )
