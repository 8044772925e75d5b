"""What our rule has measured, axe-core no longer asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.server import page, serve
from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, check_addresses
from wcag_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from wcag_audit.model.result import PageResult

BODY = """<p id=good style="color: #111; background: linear-gradient(#fff, #eee)">Көктемгі жайылым маусымы басталды</p>
<p id=bad style="color: #bbb; background: linear-gradient(#fff, #eee)">Көктемгі жайылым маусымы басталды</p>
<p id=open style="font: bold 40px sans-serif; color: #fff; width: 400px;
  background: repeating-linear-gradient(90deg, #000 0 6px, #eee 6px 9px)">Жайылым</p>
<style>#band { position: relative; z-index: 0 } #band::before { content: ""; position: absolute; inset: 0; z-index: -1;
  background: #eee }</style><p id=band>Көктемгі жайылым маусымы басталды</p>"""


async def look() -> PageResult:
    with serve() as web:
        web.put("/page", page(BODY))
        options = AuditOptions(allow_private=True, page_limit=SECONDS)
        (result,) = [found async for found in check_addresses([f"{web.address}/page"], options)]
    return result


@pytest.mark.browser
async def test_a_question_of_axe_ends_where_the_pixels_answer_it() -> None:
    result = await look()
    told = {
        (finding.rule, finding.target.selector): finding.outcome
        for finding in result.findings
        if finding.rule in {"axe-color-contrast", "text-contrast"}
    }
    assert told == {
        ("text-contrast", "#bad"): Outcome.FAILED,
        ("text-contrast", "#open"): Outcome.CANT_TELL,
    }
    (asked,) = (
        finding for finding in result.findings if finding.target.selector == "#open" and "1.4.3" in finding.criteria
    )
    assert asked.also == ("axe-color-contrast",)  # neither can tell: one question that names both
    (tally,) = (tally for tally in result.tallies if tally.rule == "axe-color-contrast")
    assert tally.counts[Outcome.CANT_TELL] == 1
    assert tally.counts[Outcome.PASSED] >= 1
