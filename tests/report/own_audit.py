"""Our own audit of what we write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, Profile, check_addresses
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.visit import VisitStatus

if TYPE_CHECKING:
    from collections.abc import Sequence


async def proven(addresses: Sequence[str], profile: Profile) -> list[tuple[str, str]]:
    """Address and rule of every failure that our audit proves, at any level; all addresses can be audited."""
    found = []
    async for result in check_addresses(
        addresses, AuditOptions(allow_private=True, profile=profile, page_limit=SECONDS)
    ):
        assert result.record.status is VisitStatus.AUDITED, result.record
        found += [(result.record.visit.url, item.rule) for item in result.findings if kind_of(item) is Kind.PROVEN]
    return found
