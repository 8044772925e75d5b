"""Opening an address for an audit: walls against robots are told apart from pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.browser import open_page
from wcag_audit.crawl import recognise_block
from wcag_audit.model.visit import VisitStatus

if TYPE_CHECKING:
    from wcag_audit.browser import ChromiumTab, Limits, Opened
    from wcag_audit.model.visit import Visit


async def open_for_audit(tab: ChromiumTab, visit: Visit, limits: Limits) -> Opened:
    """As `browser.open_page`; a wall against robots is not the page: BLOCKED, never audited."""
    opened = await open_page(tab, visit, limits)
    record = opened.record
    if record.status not in (VisitStatus.PENDING, VisitStatus.HTTP_ERROR):
        return opened
    blocked = recognise_block(record.http_status, opened.headers, opened.title, opened.text)
    if blocked is None:
        return opened
    return replace(opened, record=replace(record, status=blocked.status, reason=blocked.reason))
