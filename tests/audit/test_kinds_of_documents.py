"""Documents that browsers show as pages are audited like pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, Profile, check_addresses
from wcag_audit.model.visit import VisitStatus

if TYPE_CHECKING:
    from tests.browser.server import Web

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" lang="kk"><title>Су торабы</title><text y="20">Су</text></svg>'
NAMELESS = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'
STRICT = (
    '<html xmlns="http://www.w3.org/1999/xhtml" lang="ru"><head><title>Строго</title></head>'
    "<body><main><h1>Строго</h1></main></body></html>"
)


async def test_drawings_and_xhtml_are_audited_with_their_language_and_title(web: Web) -> None:
    addresses = [
        web.put("/map.svg", DRAWING, type="image/svg+xml"),
        web.put("/nameless.svg", NAMELESS, type="image/svg+xml"),
        web.put("/strict", STRICT, type="application/xhtml+xml"),
    ]
    options = AuditOptions(allow_private=True, profile=Profile.QUICK, page_limit=SECONDS)
    results = [result async for result in check_addresses(addresses, options)]
    assert [(result.record.status, result.lang, result.title) for result in results] == [
        (VisitStatus.AUDITED, "kk", "Су торабы"),
        (VisitStatus.AUDITED, "", ""),
        (VisitStatus.AUDITED, "ru", "Строго"),
    ]
