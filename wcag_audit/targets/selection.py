"""Choosing a part of the register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.errors import TargetsError
from wcag_audit.model.register import Body, BodyKind, Register
from wcag_audit.remark import Remark
from wcag_audit.tables import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


_UNKNOWN: Mapping[str, Callable[[str, str], Remark]] = {
    "body": lambda name, hint: Remark("choice.no-body", name=name, hint=hint),
    "region": lambda name, hint: Remark("choice.no-region", name=name, hint=hint),
    "site": lambda name, hint: Remark("choice.no-site", name=name, hint=hint),
    "kind": lambda name, hint: Remark("choice.no-kind", name=name, hint=hint),
}


def select(
    register: Register,
    *,
    bodies: Iterable[str] = (),
    regions: Iterable[str] = (),
    sites: Iterable[str] = (),
    kinds: Iterable[str] = (),
) -> Register:
    """The part of a register that meets every criterion given; a criterion with several values is met by any of them.

    A body may keep a ministry that is not in the part. Sites that are not enabled stay so.

    Args:
        register: the whole.
        bodies: ids of bodies.
        regions: ids of regions.
        sites: ids of sites; bodies lose their other sites.
        kinds: kinds of bodies ("central", "local", "quasi-state").

    Raises:
        TargetsError: an id is not in the register, or nothing meets all criteria.
    """
    wanted = {"body": set(bodies), "region": set(regions), "site": set(sites), "kind": set(kinds)}
    known: dict[str, list[str]] = {
        "body": [body.id for body in register.bodies],
        "region": [region.id for region in register.regions],
        "site": [site.id for site in register.sites],
        "kind": list(BodyKind),
    }
    for what, ids in wanted.items():
        unknown = [_UNKNOWN[what](repr(name), hint(name, known[what])) for name in sorted(ids - set(known[what]))]
        if unknown:
            raise TargetsError("register.problems", problems=tuple(unknown))
    chosen = [_with_sites(body, wanted["site"]) for body in register.bodies if _meets(body, wanted)]
    if not chosen:
        raise TargetsError("choice.nothing")
    return replace(register, bodies=tuple(chosen))


def _meets(body: Body, wanted: Mapping[str, set[str]]) -> bool:
    return (
        (not wanted["body"] or body.id in wanted["body"])
        and (not wanted["region"] or body.region in wanted["region"])
        and (not wanted["kind"] or body.kind in wanted["kind"])
        and (not wanted["site"] or any(site.id in wanted["site"] for site in body.sites))
    )


def _with_sites(body: Body, wanted: set[str]) -> Body:
    sites = tuple(site for site in body.sites if not wanted or site.id in wanted)
    return replace(body, sites=sites)
