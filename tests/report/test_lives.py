"""What became of an issue, an accepted exception and a roadmap of one's own stand in the report."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING

import made_up_wave
import pytest
from bs4 import BeautifulSoup

from wcag_audit.model.kind import Kind
from wcag_audit.model.life import Excepted, IssueLife, IssueState, LifeCounts, Origin, SiteLives
from wcag_audit.model.roadmap import Metric, Target
from wcag_audit.report import write_report

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.model.register import Site

LOGO = made_up_wave.FAULTS[0].finding
_SITE = "pastures-portal"
_LIFE = IssueLife(
    fingerprint=LOGO.fingerprint,
    rule=LOGO.rule,
    code=LOGO.code,
    criteria=LOGO.criteria,
    kind=Kind.PROVEN,
    level="A",
    state=IssueState.NEW,
    since="wave-7",
    first_seen="wave-7",
    last_seen="wave-7",
    origin=Origin.NEW_CONTENT,
    excepted=Excepted("<b>New</b> design\u202e", "Press office", date(2027, 3, 31)),
)
_OWN = Target("own", "AA", Metric.INDEX, 92.5, date(2026, 6, 30))


def lives(site: Site) -> SiteLives:
    if site.id != _SITE:
        return SiteLives()
    counts = LifeCounts({IssueState.NEW: 1, IssueState.FIXED: 3, IssueState.STILL_THERE: 5}, excepted=1)
    return SiteLives({_LIFE.fingerprint: _LIFE}, counts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("lives")
    with made_up_wave.fill(place / "audit.db", pages=8) as store:
        return write_report(store, 1, place / "report", ("en", "kk"), history=lives, targets=(_OWN,)).folder


def words(folder: Path, page: str) -> str:
    return " ".join(BeautifulSoup((folder / page).read_text("utf-8"), "html.parser").get_text(" ").split())


def test_the_page_of_an_issue_says_since_when_and_why(folder: Path) -> None:
    told = words(folder, f"en/sites/{_SITE}/issues/{LOGO.fingerprint}.html")
    assert "New. Since the wave “ wave-7 ”. Why: New content." in told
    assert "Жаңа." in words(folder, f"kk/sites/{_SITE}/issues/{LOGO.fingerprint}.html")


def test_an_exception_is_shown_with_reason_owner_and_last_day_and_stays_a_failure(folder: Path) -> None:
    page = folder / f"en/sites/{_SITE}/issues/{LOGO.fingerprint}.html"
    told = words(folder, f"en/sites/{_SITE}/issues/{LOGO.fingerprint}.html")
    assert "Reason <b>New</b> design[U+202E] Owner Press office Last day 31 March 2027" in told
    assert "<b>New</b>" not in page.read_text("utf-8")
    assert "Proven failure" in told
    assert "Excepted until 31 March 2027" in words(folder, f"en/sites/{_SITE}/failures.html")


def test_the_page_of_a_site_counts_what_changed(folder: Path) -> None:
    told = words(folder, f"en/sites/{_SITE}/index.html")
    assert "New: 1; Still there: 5; Fixed: 3; Regressed: 0; Not re-tested: 0." in told
    assert "Accepted as exceptions: 1; they stay failures." in told
    assert "against earlier waves" not in words(folder, "en/sites/abay-hostile/index.html")


def test_the_data_have_state_and_exception(folder: Path) -> None:
    with (folder / "data" / "issues.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["fingerprint"]: row for row in csv.DictReader(file) if row["site"] == _SITE}
    row = rows.pop(LOGO.fingerprint)
    assert (row["life"], row["life_since"]) == ("new", "wave-7")
    assert (row["excepted_owner"], row["excepted_until"]) == ("Press office", "2027-03-31")
    assert {(other["life"], other["excepted_reason"]) for other in rows.values()} == {("", "")}


def test_a_roadmap_of_ones_own_takes_the_place_of_the_decree(folder: Path) -> None:
    told = words(folder, "en/index.html")
    assert "Progress index: 92.5. Level AA: by 30 June 2026; that day had passed" in told
    assert "Item 36" not in told
    assert "Assumption" not in told
