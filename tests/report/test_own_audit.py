"""The report of a wave under our own full audit at every level: what we ask of others holds for what we write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, check_addresses
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.language import LANGS
from wcag_audit.model.visit import VisitStatus

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang
    from wcag_audit.report import ReportFiles

pytestmark = pytest.mark.browser

_SITE = "sites/pastures-portal"
_LISTS = ("index", "failures", "components", "changes", "summary", "pages", "coverage")


@pytest.mark.parametrize("lang", LANGS)
async def test_our_own_audit_proves_no_failure_on_a_page_of_every_kind(
    report: ReportFiles, address: str, lang: Lang
) -> None:
    home = report.folder / lang
    details = (min(home.glob(f"{_SITE}/{kind}/*.html")).relative_to(home) for kind in ("issues", "pages"))
    lists = (f"{_SITE}/{name}.html" for name in _LISTS)
    paths = ("index.html", "criteria.html", "method.html", "bodies/pastures.html", *lists, *details)
    addresses = [f"{address}/{lang}/{path}" for path in paths]
    proven, audited = [], 0
    options = AuditOptions(allow_private=True, page_limit=SECONDS)
    async for result in check_addresses(addresses, options):
        audited += result.record.status is VisitStatus.AUDITED
        proven += [(result.record.visit.url, item.rule) for item in result.findings if kind_of(item) is Kind.PROVEN]
    assert proven == []
    assert audited == len(addresses)
