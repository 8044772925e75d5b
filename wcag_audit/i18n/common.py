"""Names and meanings of the values that every part of the program shows to people."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wcag_audit.i18n.catalogue import Catalogue, CatalogueError, read
from wcag_audit.model.course import Standing
from wcag_audit.model.finding import Engine, Maturity
from wcag_audit.model.life import Doubt, IssueState, Origin
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.part import Part
from wcag_audit.model.people import PeopleGroup
from wcag_audit.model.register import BodyKind
from wcag_audit.model.roadmap import Metric
from wcag_audit.model.state import PageState, SwitchOutcome
from wcag_audit.model.trend import Grouping, SiteState
from wcag_audit.model.verdict import Verdict
from wcag_audit.model.visit import FoundBy, VisitStatus
from wcag_audit.standards.wcag import Level

if TYPE_CHECKING:
    from enum import StrEnum

    from wcag_audit.model.language import Text

GROUPS: dict[type[StrEnum], str] = {
    Outcome: "outcome",
    Verdict: "verdict",
    Level: "level",
    VisitStatus: "status",
    BodyKind: "body-kind",
    FoundBy: "found-by",
    Engine: "engine",
    Maturity: "maturity",
    IssueState: "issue-state",
    Origin: "issue-origin",
    Doubt: "issue-doubt",
    Metric: "metric",
    SiteState: "site-state",
    Grouping: "grouping",
    Standing: "standing",
    PageState: "page-state",
    SwitchOutcome: "special-version",
    PeopleGroup: "people",
    Part: "part",
}
"""The group of the catalogue that names the members of each enumeration."""


@cache
def common() -> Catalogue:
    """The core catalogue; keys are "<group>.<value>.name" and "<group>.<value>.meaning"."""
    return read(files(__package__).joinpath("catalogues", "common.toml"))


@lru_cache(maxsize=None, typed=True)  # members of two enumerations may be equal as text
def name(value: StrEnum) -> Text:
    """The short name of a value, such as `VisitStatus.TIMEOUT`.

    Raises:
        CatalogueError: the value's type has no names here.
    """
    return common().text(f"{_group(value)}.{value}.name")


@lru_cache(maxsize=None, typed=True)  # members of two enumerations may be equal as text
def meaning(value: StrEnum) -> Text:
    """One plain sentence on what a value means for the reader.

    Raises:
        CatalogueError: there is no sentence for values of this type.
    """
    return common().text(f"{_group(value)}.{value}.meaning")


def _group(value: StrEnum) -> str:
    try:
        return GROUPS[type(value)]
    except KeyError:
        raise CatalogueError(f"There are no names for values of type {type(value).__name__}.") from None
