"""Time enough, for tests in which no limit is what is tried: a busy machine must not change what they find.

Tests of a limit set it themselves.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.audit import special
from wcag_audit.browser import Limits
from wcag_audit.probes.catalogue import all_probes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.register import Register

SECONDS = 600.0
"""For a page altogether."""
LIMITS = Limits(navigation=120.0)
"""Once the page is there it is looked at as in an audit, still loading and changing or not."""
_WIDER = 10


def unhurried(register: Register) -> Register:
    """The register with time enough for every page."""
    bodies = (
        replace(body, sites=tuple(replace(site, limits=replace(site.limits, timeout=SECONDS)) for site in body.sites))
        for body in register.bodies
    )
    return replace(register, bodies=tuple(bodies))


@contextmanager
def wide_budgets() -> Iterator[None]:
    """Every probe, and the look at a special version, may take ten times as long."""
    kinds = {type(probe) for probe in all_probes(follow_links=True)}
    before = {kind: kind.budget for kind in kinds}
    limit = special._LIMIT
    for kind in kinds:
        kind.budget *= _WIDER
    special._LIMIT *= _WIDER
    try:
        yield
    finally:
        for kind, budget in before.items():
            kind.budget = budget
        special._LIMIT = limit
