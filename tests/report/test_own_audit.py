"""The report of a wave under our own full audit at every level: what we ask of others holds for what we write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.report.own_audit import proven
from wcag_audit.audit import Profile
from wcag_audit.model.language import LANGS

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
    """At rest in every language; the live probes, which cost the most, look at each kind in one language by turns."""
    home = report.folder / lang
    details = (min(home.glob(f"{_SITE}/{kind}/*.html")).relative_to(home) for kind in ("issues", "pages"))
    lists = (f"{_SITE}/{name}.html" for name in _LISTS)
    paths = ("index.html", "criteria.html", "method.html", "bodies/pastures.html", *lists, *details)
    addresses = [f"{address}/{lang}/{path}" for path in paths]
    live = addresses[LANGS.index(lang) :: len(LANGS)]
    assert await proven(live, Profile.FULL) == []
    assert await proven([one for one in addresses if one not in live], Profile.QUICK) == []
