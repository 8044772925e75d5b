"""The barriers that were built into the portal on purpose, and the places that only look like one."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from wcag_audit.model.language import Text
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.state import PageState
from wcag_audit.sample_portal.site import BARRIERS, portal_folder

if TYPE_CHECKING:
    from collections.abc import Mapping


class Scope(StrEnum):
    """What has to be looked at to see the barrier: one page, or pages beside each other."""

    PAGE = "page"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Barrier:
    """One seeded barrier.

    Attributes:
        id: stable name, unique in the portal.
        title: what is wrong, in one short sentence.
        pages: paths such as "/kk/news/", each of which has the barrier.
        selector: CSS selector of the elements with the barrier; "html" when the page as a whole has it.
        frame: CSS selector of the iframe the elements are in; "" for the page itself.
        needs: what a machine may lack to see it: "ocr", a program that reads pictures; "" for nothing.
        criteria: success criteria concerned.
        outcome: what has to be reported, FAILED or CANT_TELL.
        rules: rules of which at least one has to report it; axe-core's own are all expected ("axe-image-alt").
        scope: page or site.
        note: what an engineer has to know about it.
        state: SPECIAL if it is there only with the special version switched on, which is tried on some pages only.
    """

    id: str
    title: Text
    pages: tuple[str, ...]
    selector: str
    criteria: tuple[str, ...]
    outcome: Outcome
    rules: tuple[str, ...]
    scope: Scope
    note: str
    frame: str = ""
    needs: str = ""
    state: PageState = PageState.AS_OPENED


@dataclass(frozen=True, slots=True)
class CleanPlace:
    """A place that a careless rule would report and a good one does not.

    Attributes:
        page: path of the page.
        selector: CSS selector of the elements.
        rule: the rule that must stay silent here.
        note: why there is no barrier.
    """

    page: str
    selector: str
    rule: str
    note: str


@cache
def barriers() -> tuple[Barrier, ...]:
    """All seeded barriers in file order, from `barriers.toml` of the portal.

    Raises:
        CouldNotDoError: the portal's files are missing.
        ValueError: the file names an unknown outcome, scope or state, or a title lacks a language.
    """
    return tuple(_barrier(row) for row in _table()["barrier"])


@cache
def clean_places() -> tuple[CleanPlace, ...]:
    """All traps for false alarms in file order, from `barriers.toml` of the portal.

    Raises:
        CouldNotDoError: the portal's files are missing.
    """
    return tuple(CleanPlace(**row) for row in _table()["clean"])


def _table() -> dict[str, Any]:
    return tomllib.loads((portal_folder() / BARRIERS).read_text("utf-8"))


def _barrier(row: Mapping[str, Any]) -> Barrier:
    return Barrier(
        id=row["id"],
        title=Text.of(row["title"]),
        pages=tuple(row["pages"]),
        selector=row["selector"],
        frame=row.get("frame", ""),
        criteria=tuple(row["criteria"]),
        outcome=Outcome(row["outcome"]),
        rules=tuple(row["rules"]),
        scope=Scope(row.get("scope", Scope.PAGE)),
        note=row.get("note", ""),
        needs=row.get("needs", ""),
        state=PageState(row.get("state", PageState.AS_OPENED)),
    )
