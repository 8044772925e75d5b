"""What an audit is asked to do, and what follows: which rules judge, which probes look, within what limits."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from wcag_audit import __version__
from wcag_audit.browser import Limits, plan
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import AxeResults, Response
from wcag_audit.model.finding import Maturity
from wcag_audit.model.result import Versions
from wcag_audit.probes.axe import AxeFile
from wcag_audit.probes.catalogue import all_probes
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.procedures import procedures, rules_hash
from wcag_audit.score import Reason
from wcag_audit.standards.wcag import Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wcag_audit.model.basket import Procedure
    from wcag_audit.probes.api import Probe
    from wcag_audit.rules.api import Rule, SiteRule

_STATIC_FACTS = frozenset({Dom, Response, AxeResults})
"""What can be had without disturbing the page."""
_MOST_TABS = 8


class Profile(StrEnum):
    """How thoroughly a page is looked at."""

    QUICK = "quick"  # axe-core and every rule over what the page is at rest
    FULL = "full"  # live probes too: real keys, real reflow, real spacing


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What the person asked for.

    Attributes:
        level: criteria above it are not judged by our rules and not reported.
        executable: a browser to use; None looks for one.
        axe: an axe-core file to use; None takes the shipped one.
        allow_private: whether loopback and private addresses may be opened.
        contact: an address that site owners can write to; part of the user agent.
        tabs: pages open at once; 0 chooses by the number of cores.
        page_limit: seconds one page may take altogether.
        follow_links: whether a few pages behind links of one name are opened and compared. A wave does not: there it
            is the frontier that opens pages, at the pace of each host.
        compare_pages: whether of every page what the pages of its site are compared by is kept.
        screenshots, snapshots: whether pictures of findings and frozen pages are kept.
    """

    level: Level = Level.AAA
    profile: Profile = Profile.FULL
    executable: Path | None = None
    axe: Path | None = None
    allow_private: bool = False
    contact: str = ""
    tabs: int = 0
    page_limit: float = 60.0
    follow_links: bool = False
    compare_pages: bool = True
    screenshots: bool = True
    snapshots: bool = True

    @property
    def tab_count(self) -> int:
        """Pages open at once: three for every two cores unless told otherwise."""
        return self.tabs or min(_MOST_TABS, max(2, (os.cpu_count() or 2) * 3 // 2))


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """What follows from the options; made once, used for every page.

    Attributes:
        left_out: criterion -> reason, for criteria with a counting rule that the profile leaves out.
    """

    options: AuditOptions
    rules: tuple[Rule, ...]
    site_rules: tuple[SiteRule, ...]
    probes: tuple[Probe, ...]
    axe: AxeFile
    versions: Versions
    limits: Limits = field(default_factory=Limits)
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """Everything that judges, with its version."""
        return procedures((*self.rules, *self.site_rules), self.axe.version)


def make_plan(options: AuditOptions) -> AuditPlan:
    """Choose rules and probes.

    Raises:
        UsageError: the axe-core file cannot be read.
    """
    catalogue = load_catalogue().select(options.level)
    if options.profile is Profile.QUICK:
        rules = tuple(rule for rule in catalogue.page_rules if _STATIC_FACTS.issuperset(rule.needs))
    else:
        rules = catalogue.page_rules
    left_out = {
        criterion: str(Reason.NOT_IN_PROFILE)
        for rule in set(catalogue.page_rules) - set(rules)
        if rule.maturity is Maturity.STABLE
        for criterion in rule.criteria
    }
    needs = {kind for rule in rules for kind in rule.needs} | {Dom, AxeResults}
    axe = AxeFile.load(options.axe)
    return AuditPlan(
        options=options,
        rules=rules,
        site_rules=catalogue.site_rules,
        probes=plan(needs, all_probes(follow_links=options.follow_links)),
        axe=axe,
        versions=Versions(package=__version__, axe=axe.version, axe_hash=axe.sha256, rules=rules_hash(catalogue)),
        left_out=left_out,
    )


def versions(options: AuditOptions) -> Versions:
    """What would look and judge with these options; the browser's version is known only once it runs.

    Raises:
        UsageError: the axe-core file cannot be read.
    """
    return make_plan(options).versions
