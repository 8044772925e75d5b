"""A browser that dies is started again, but not for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.server import Web, page
from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, Profile, executor
from wcag_audit.audit.executor import LocalExecutor
from wcag_audit.audit.options import make_plan
from wcag_audit.audit.page import audit_page
from wcag_audit.errors import NoBrowserError
from wcag_audit.model.visit import Visit
from wcag_audit.model.visit import VisitStatus as S

if TYPE_CHECKING:
    from wcag_audit.audit.page import AuditedPage

PLAN = make_plan(AuditOptions(profile=Profile.QUICK, allow_private=True, tabs=1, page_limit=SECONDS))


async def test_a_page_that_takes_the_browser_down_is_crashed_and_counts_until_a_page_is_audited(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.put("/", page())

    async def audit(browser: object, visit: Visit, *rest: object) -> AuditedPage:
        if visit.url.endswith("/killer"):
            raise NoBrowserError("gone")
        return await audit_page(browser, visit, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(executor, "audit_page", audit)
    monkeypatch.setattr(executor, "_RESTARTS", 2)
    good, killer = Visit(f"{web.address}/", "s"), Visit(f"{web.address}/killer", "s")
    async with LocalExecutor(PLAN) as running:
        for _ in range(2):  # more deaths than are borne, but with an audited page in between
            fate = (await running.audit(killer)).result.record
            assert (fate.status, fate.reason) == (S.CRASHED, "the browser died on this page")
            assert (await running.audit(good)).result.record.status is S.AUDITED
        await running.audit(killer)
        with pytest.raises(NoBrowserError, match="died 3 times"):
            await running.audit(killer)


async def test_a_page_has_the_time_that_its_site_gives_it(web: Web) -> None:
    address = web.put("/", page("<script>setTimeout(() => { while (true) {} }, 50)</script>"))
    async with LocalExecutor(PLAN) as running:
        record = (await running.audit(Visit(address, "s"), 1.5)).result.record
    assert (record.status, record.reason) == (S.TIMEOUT, "the page took longer than 1.5 s altogether")


async def test_what_looks_and_judges_is_named_with_the_browser(web: Web) -> None:
    async with LocalExecutor(PLAN) as running:
        versions = running.versions
        await running.close_site("never seen")
    assert "/" in versions.browser
    assert (versions.axe, len(versions.axe_hash), len(versions.rules)) == (PLAN.axe.version, 64, 16)
