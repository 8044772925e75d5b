"""Findings: what a rule said of a target, with the place, the evidence and an identity that outlives a wave."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from wcag_audit.model.outcome import Outcome
from wcag_audit.model.state import PageState

Scalar = str | int | float | bool


class Maturity(StrEnum):
    """`STABLE` rules count; `EXPERIMENTAL` ones are shown and never count (design, section 5)."""

    STABLE = "stable"
    EXPERIMENTAL = "experimental"


class Engine(StrEnum):
    """Who made the judgement."""

    WCAG_AUDIT = "wcag-audit"
    AXE = "axe-core"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in CSS pixels, relative to the top left corner of the whole top-level page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Target:
    """The place of a finding.

    Attributes:
        selector: CSS selector; parts of a path through frames and shadow roots are joined by " >>> ".
            "" when the finding concerns the page or site as a whole.
        role: computed role as the browser's accessibility tree has it; "" if none.
        name: computed accessible name; "" if none.
        html: outer HTML of the start tag and a little content, at most 400 characters.
        box: where it is on the page; None if it has no box.
        component: signature of the repeated component the target belongs to (stable between pages and waves).
    """

    selector: str = ""
    role: str = ""
    name: str = ""
    html: str = ""
    box: Box | None = None
    component: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """An outcome of one rule for one target (or for the page as a whole).

    Attributes:
        rule: rule id; axe-core's rules are "axe-<id>" such as "axe-image-alt".
        outcome: only FAILED and CANT_TELL are kept as findings; passes are counted (RuleTally).
        code: message code; with `values` it picks and fills the sentence in the catalogue.
        criteria: WCAG success criteria numbers such as ("1.1.1",); empty for best practice.
        values: placeholders of the message; hostile text, to be escaped by whoever prints it.
        message_en: set only by engines whose messages are not in our catalogue (axe-core).
        also: other rules that say the same of the same target ("axe-target-size").
        pages: for site-scope findings, the addresses compared.
        state: in which state of the page it was found; no part of its identity.
    """

    rule: str
    outcome: Outcome
    code: str
    criteria: tuple[str, ...]
    target: Target = field(default_factory=Target)
    values: Mapping[str, Scalar] = field(default_factory=dict)
    engine: Engine = Engine.WCAG_AUDIT
    maturity: Maturity = Maturity.EXPERIMENTAL
    impact: str = "serious"
    message_en: str = ""
    also: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    state: PageState = PageState.AS_OPENED

    @property
    def fingerprint(self) -> str:
        """Identity between pages and waves: rule, code and component signature, never a position."""
        return _fingerprint(self.rule, self.code, self.target.component or self.target.selector)


@lru_cache(maxsize=4096)
def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How one rule ended on one page (or site): counts of targets per outcome.

    Attributes:
        rule: rule id.
        criteria: success criteria numbers the rule speaks about.
        counts: number of targets per outcome; a rule without targets has {INAPPLICABLE: 1}.
        reason: why nothing could be said (missing fact, crash); "" otherwise.
        state: AS_OPENED, or SPECIAL for the same rule with the special version switched on.
    """

    rule: str
    criteria: tuple[str, ...]
    counts: Mapping[Outcome, int]
    reason: str = ""
    maturity: Maturity = Maturity.EXPERIMENTAL
    state: PageState = PageState.AS_OPENED
