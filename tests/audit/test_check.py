"""Checking addresses gives one result for each, in their order, whatever the pages do."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.browser.server import Reply, Web, page
from tests.browser.streams import silent
from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, Profile, check_addresses, options
from wcag_audit.errors import NoBrowserError, UsageError
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.visit import VisitStatus as S
from wcag_audit.probes.axe import AxeProbe
from wcag_audit.probes.dom import DomProbe
from wcag_audit.rules.judge import judge_page

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.browser import ChromiumTab
    from wcag_audit.model.result import PageResult

QUICK = AuditOptions(profile=Profile.QUICK, allow_private=True, tabs=2, page_limit=SECONDS)
FAULT = page("<img src=x.png>")


async def results(addresses: list[str], chosen: AuditOptions = QUICK) -> list[PageResult]:
    return [result async for result in check_addresses(addresses, chosen)]


async def test_every_address_has_its_result_in_its_place_and_bad_ones_harm_no_other(web: Web) -> None:
    web.put("/good", FAULT)
    web.put("/file.pdf", b"%PDF-1.7", type="application/pdf")
    web.answers["/wall"] = Reply(page("Access denied"), status=403)
    web.answers["/silent"] = Reply(stream=silent)
    web.put("/hang", page("<script>setTimeout(() => { while (true) {} }, 300)</script>"))
    wanted = {
        "/good": S.AUDITED,
        "/missing": S.HTTP_ERROR,
        "/file.pdf": S.DOCUMENT,
        "/silent": S.TIMEOUT,
        "/wall": S.BLOCKED,
        "/hang": S.TIMEOUT,
        "/good?again": S.AUDITED,
    }
    odd = {"mailto:a@b.kz": S.NOT_WEB, "http://[::1": S.NOT_WEB, "": S.NOT_WEB, "http://no.invalid/": S.DNS}
    found = await results([web.address + path for path in wanted] + list(odd), replace(QUICK, page_limit=15.0))
    assert [result.record.status for result in found] == [*wanted.values(), *odd.values()]
    assert all(result.record.reason for result in found if result.record.status is not S.AUDITED)
    for number in (0, 6):
        assert "axe-image-alt" in {finding.rule for finding in found[number].findings}
        assert len(found[number].verdicts) == 86
        assert found[number].shots == ()
        assert found[number].snapshot is None


async def test_private_addresses_are_refused_unless_allowed(web: Web) -> None:
    web.put("/", page())
    (result,) = await results([f"{web.address}/"], AuditOptions(profile=Profile.QUICK))
    assert result.record.status is S.REFUSED_ADDRESS
    assert web.asked == []


async def test_results_are_given_as_soon_as_they_and_all_before_them_are_done(web: Web) -> None:
    web.put("/good", FAULT)
    web.answers["/silent"] = Reply(stream=silent)
    stream = check_addresses([f"{web.address}/good", f"{web.address}/silent"], QUICK)
    first = await anext(stream)
    assert first.record.status is S.AUDITED
    await stream.aclose()


async def test_the_live_probes_send_nothing_and_leave_no_gap(web: Web) -> None:
    script = """<script>
      for (const kind of ["keydown", "focusin", "resize", "scroll", "blur"])
        addEventListener(kind, () => { fetch("/post", { method: "POST" }).catch(() => {}) }, true);
    </script>"""
    web.put("/page", page(f"{script}<form action=/post method=post><input aria-label=a><button>Send</button></form>"))
    (result,) = await results([f"{web.address}/page"], AuditOptions(allow_private=True, page_limit=SECONDS))
    assert result.record.status is S.AUDITED
    assert result.gaps == ()
    assert {one.method for one in web.asked} == {"GET"}


async def test_a_page_that_crashes_while_it_is_looked_at_is_not_called_audited(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(_: DomProbe, tab: ChromiumTab) -> None:
        await tab.send("Page.crash")

    monkeypatch.setattr(DomProbe, "collect", crash)
    (result,) = await results([web.put("/page", page())])
    assert result.record.status is S.CRASHED
    assert result.record.reason == "the page's process crashed while it was looked at"


async def test_a_page_that_hangs_after_the_base_capture_is_judged_by_it_and_says_what_is_missing(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_: AxeProbe, tab: ChromiumTab) -> None:
        await tab.send("Runtime.evaluate", {"expression": "while (true) {}"})

    monkeypatch.setattr(AxeProbe, "collect", hang)
    monkeypatch.setattr(AxeProbe, "budget", 0.5)
    (result,) = await results([web.put("/page", page("<button></button>"))])
    assert result.record.status is S.AUDITED
    assert result.gaps == ("The probe axe could not look: time limit of 0.5 s reached.",)
    assert {finding.rule for finding in result.findings} == {"control-has-name", "axe-core"}


async def test_a_page_whose_time_is_used_up_is_judged_by_what_was_seen(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def wait(_: AxeProbe, __: ChromiumTab) -> None:
        await asyncio.sleep(600)

    monkeypatch.setattr(AxeProbe, "collect", wait)
    (result,) = await results([web.put("/page", page("<button></button>"))], replace(QUICK, page_limit=15.0))
    assert result.record.status is S.AUDITED
    assert result.gaps == ("The probe axe could not look: the page's time was used up.",)
    assert {finding.rule for finding in result.findings} == {"control-has-name", "axe-core"}


async def test_a_mistake_of_ours_costs_one_page_and_says_whose_it_is(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def judge(snapshot: object, rules: object) -> object:
        if snapshot.url.endswith("/bad"):  # type: ignore[attr-defined]
            raise ZeroDivisionError("our fault")
        return judge_page(snapshot, rules)  # type: ignore[arg-type]

    monkeypatch.setattr("wcag_audit.audit.judging.judge_page", judge)
    web.put("/bad", page())
    web.put("/good", page())
    bad, good = await results([f"{web.address}/bad", f"{web.address}/good"])
    assert bad.record.status is S.CRASHED
    assert bad.record.reason == "wcag-audit itself failed on this page: ZeroDivisionError: our fault"
    assert good.record.status is S.AUDITED


async def test_a_rule_that_raises_is_told_as_cannot_tell(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> list[object]:
        raise ValueError("our fault")

    plan = options.make_plan(QUICK)
    rules = tuple(replace(rule, targets=broken) if rule.id == "control-has-name" else rule for rule in plan.rules)
    monkeypatch.setattr("wcag_audit.audit.check.make_plan", lambda chosen: replace(plan, options=chosen, rules=rules))
    web.put("/page", FAULT)
    (result,) = await results([f"{web.address}/page"])
    tally = next(tally for tally in result.tallies if tally.rule == "control-has-name")
    assert result.record.status is S.AUDITED
    assert set(tally.counts) == {Outcome.CANT_TELL}
    assert "ValueError" in tally.reason


async def test_odd_pages_are_judged_without_a_gap(web: Web) -> None:
    half = "<script>document.title = 'a\\ud83d'; document.querySelector('img').id = 'b\\ud83d\\u0000'</script>"
    bodies = {
        "/deep": page("<div>" * 2000 + "<img src=x>"),
        "/half": page(f"<img src=x>{half}"),
        "/names": page("<form name=title></form><img name=body src=x><img name=querySelectorAll src=x>"),
        "/frames": page("<img src=x>" + "<iframe title=t srcdoc='<p>x'></iframe>" * 40),
        "/many": page("<img src=x>" + "<i>w</i>" * 5_000),
        "/empty": "",
        "/script": page("<script>document.body.innerHTML = '<main><img src=x></main>'</script>"),
    }
    addresses = [web.put(path, body) for path, body in bodies.items()]
    chosen = AuditOptions(profile=Profile.QUICK, allow_private=True, page_limit=SECONDS, tabs=2)
    for result in await results(addresses, chosen):
        path = result.record.visit.url.removeprefix(web.address)
        assert (path, result.record.status, result.gaps) == (path, S.AUDITED, ())
        rules = {finding.rule for finding in result.findings}
        assert ("axe-image-alt" in rules) is (path != "/empty"), path


async def test_what_cannot_be_carried_out_is_said_before_anything_is_opened(tmp_path: Path, web: Web) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        await results([web.address], AuditOptions(axe=tmp_path / "none.js"))
    with pytest.raises(UsageError, match="contact"):
        await results([web.address], AuditOptions(contact="a\nb"))
    with pytest.raises(NoBrowserError, match="does not start"):
        await results([web.address], AuditOptions(executable=tmp_path / "none"))
    assert web.asked == []
