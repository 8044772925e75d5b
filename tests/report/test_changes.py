"""What a webmaster is shown: the order of repair, what changed, what is gone, one sheet of paper, and feeds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import feedparser
import made_up_lives
import made_up_wave
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from wcag_audit.model.kind import Kind
from wcag_audit.model.life import IssueState, SiteLives
from wcag_audit.model.part import Part
from wcag_audit.report import write_report
from wcag_audit.report.changes import Section, by_part, changes_of, mates
from wcag_audit.report.gathering import gather

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.report import ReportFiles
    from wcag_audit.report.views import SiteView
    from wcag_audit.store import Store

PORTAL = "sites/pastures-portal"


def view_of(store: Store, site: str, lives: SiteLives | None = None) -> SiteView:
    body, own = next((body, own) for body in made_up_wave.REGISTER.bodies for own in body.sites if own.id == site)
    told = made_up_lives.lives(own) if lives is None else lives
    return gather(store, store.wave(1), body, own, on_finding=lambda _: None, on_issue=lambda _: None, lives=told)


@pytest.fixture(scope="module")
def portal(store: Store) -> SiteView:
    return view_of(store, "pastures-portal")


def words(report: ReportFiles, path: str) -> str:
    text = (report.folder / path).read_text(encoding="utf-8")
    return " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())


def test_issues_stand_in_the_order_of_impact_times_people_times_pages(portal: SiteView) -> None:
    proven = portal.issues[Kind.PROVEN]
    # 1.1.1: blind people first, four groups besides; on all pages; "serious" where the rule does not say more
    logo = proven[0]
    assert (logo.row.rule, logo.need) == ("axe-image-alt", 3 * (2 + 4) * 105)
    # a name is missing for many on fewer pages: it comes before contrast, which two groups miss on more pages
    assert [entry.row.rule for entry in proven[:3]] == ["axe-image-alt", "axe-link-name", "axe-color-contrast"]
    assert proven[1].row.pages < proven[2].row.pages
    assert [entry.need for entry in proven] == sorted((entry.need for entry in proven), reverse=True)
    assert [entry.number for entry in proven] == list(range(1, 8))


def test_impact_weighs_from_1_to_4(portal: SiteView) -> None:
    entry = portal.issues[Kind.PROVEN][0]
    impacts = ("critical", "serious", "moderate", "minor", "")
    needs = [replace(entry, row=replace(entry.row, impact=impact)).need for impact in impacts]
    assert [need / needs[3] for need in needs] == [4, 3, 2, 1, 2]


def test_of_an_earlier_wave_everything_that_changed_has_its_section(portal: SiteView) -> None:
    found = {section: [entry.row.rule for entry in entries] for section, entries in changes_of(portal).items()}
    assert found == {
        Section.REGRESSED: ["axe-color-contrast"],
        Section.NEW: ["axe-image-alt"],
        Section.FIXED: ["axe-image-alt"],
        Section.NOT_RETESTED: ["axe-link-name"],
        Section.EXCEPTED: ["axe-color-contrast"],
    }


def test_without_an_earlier_wave_nothing_is_new(store: Store) -> None:
    own = made_up_wave.REGISTER.bodies[0].sites[0]
    first = replace(made_up_lives.lives(own), counts=None, gone=())
    found = changes_of(view_of(store, own.id, first))
    assert [section for section, entries in found.items() if entries] == [Section.EXCEPTED]


def test_components_with_most_need_stand_first_and_their_issues_together(portal: SiteView) -> None:
    logo, contrast, social = portal.issues[Kind.PROVEN][0], *portal.issues[Kind.PROVEN][2:4]
    assert logo.part is Part.IMAGE
    on_logo = replace(
        contrast, row=replace(contrast.row, finding=replace(contrast.row.finding, target=logo.row.finding.target))
    )
    on_logo = replace(on_logo, part=Part.IMAGE)
    rows = by_part([social, on_logo, logo])
    assert [(part, entry) for part, entry in rows[:2]] == [(Part.IMAGE, logo), (Part.IMAGE, on_logo)]
    assert mates([social, on_logo, logo]) == {logo.row.finding.target.component: [on_logo, logo]}


def test_every_proven_failure_stands_once_in_the_list_by_component(portal: SiteView) -> None:
    proven = portal.issues[Kind.PROVEN]
    assert sorted(entry.number for _, entry in by_part(proven)) == [entry.number for entry in proven]


def test_lists_and_pages_say_since_when(report: ReportFiles) -> None:
    for path in (f"en/{PORTAL}/index.html", f"en/{PORTAL}/failures.html", f"en/{PORTAL}/components.html"):
        told = words(report, path)
        assert "New since 20 November 2026" in told, path
        assert "Regressed since 20 November 2026" in told, path
        assert "Still there since 20 October 2026" in told, path
        assert "Blind people" in told, path
    issue = words(report, f"en/{PORTAL}/issues/{made_up_lives.SOCIAL.fingerprint}.html")
    assert "Still there. Since the wave “ Қазан 2026 ” of 20 October 2026." in issue
    assert "Blind people. They listen to a page with a screen reader" in issue


def test_what_is_gone_keeps_its_page_and_says_why(report: ReportFiles) -> None:
    fixed = words(report, f"en/{PORTAL}/issues/{made_up_lives.FIXED.fingerprint}.html")
    assert "Fixed. Since the wave “ 2026-11-20 ” of 20 November 2026." in fixed
    assert "Last seen in the wave “ Қазан 2026 ”" in fixed
    open_ = words(report, f"en/{PORTAL}/issues/{made_up_lives.NOT_RETESTED.fingerprint}.html")
    assert "Not re-tested. Since" in open_
    assert "1 of 3 pages looked at again." in open_
    assert "/kk/old/1.html" in open_.replace(" ", "")


def test_the_page_of_changes_tells_everything_that_is_gone_or_excepted(report: ReportFiles) -> None:
    told = words(report, f"en/{PORTAL}/changes.html")
    sections = [
        "Regressed",
        "New",
        "Fixed since the last wave",
        "Not re-tested",
        "Accepted exceptions: they stay failures",
    ]
    page = BeautifulSoup((report.folder / f"en/{PORTAL}/changes.html").read_text("utf-8"), "html.parser")
    assert [row.get_text(strip=True) for row in page.select("tr.group")] == sections
    assert (
        "Excepted until 31 March 2027 Reason: Жаңа дизайн көктемде шығады <b> Who decided: Баспасөз қызметі[U+202E]"
        in told
        or ("Баспасөз қызметі[U+202E]" in told and "31 March 2027" in told)
    )
    assert "no earlier wave" in words(report, "en/sites/abay-empty/changes.html").lower()


def test_the_groups_of_a_long_list_are_linked_across_its_pages(store: Store, tmp_path: Path) -> None:
    faults = made_up_wave.FAULTS
    many = []
    for number in range(130):
        role, tag = ("link", "a") if number < 110 else ("image", "img")
        target = replace(
            faults[0].finding.target, role=role, html=f"<{tag}>", component=f"c{number}", selector=f"#c{number}"
        )
        many.append(replace(faults[0].finding, target=target))
    other = made_up_wave.Store.open(tmp_path / "audit.db")
    with other:
        wave = other.begin_wave(made_up_wave.WAVE, made_up_wave.REGISTER)
        page = made_up_wave.page("pastures-portal", "https://pastures.example.kz/", tuple(many))
        other.add_page(wave.id, "pastures-portal", page)
        folder = write_report(other, wave.id, tmp_path / "out", langs=("ru",)).folder
    first, second = (
        BeautifulSoup((folder / f"ru/{PORTAL}/components{part}.html").read_text("utf-8"), "html.parser")
        for part in ("", "-2")
    )
    links = [link["href"] for link in first.select("nav.toc a")]
    assert links == ["components.html#link", "components-2.html#image"]
    assert first.find(id="link")
    assert second.find(id="image")
    assert not second.find(id="link")


async def test_the_summary_is_one_sheet_of_a4(report: ReportFiles, browser) -> None:  # noqa: ANN001
    page = await browser.new_page()
    for lang in ("kk", "ru", "en"):
        for site in ("pastures-portal", "abay-hostile", "abay-empty"):
            await page.goto((report.folder / lang / "sites" / site / "summary.html").as_uri())
            pdf = await page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1, (lang, site)
            box = re.search(rb"/MediaBox \[([\d. ]+)\]", pdf)
            assert box
            assert [round(float(part)) for part in box[1].split()] == [0, 0, 595, 842]
    await page.close()


def feed(report: ReportFiles, path: str) -> feedparser.FeedParserDict:
    read = feedparser.parse((report.folder / path).read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    return read


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_feed_of_a_site_has_what_is_new_regressed_and_fixed(report: ReportFiles, lang: str) -> None:
    read = feed(report, f"{lang}/{PORTAL}/changes.atom")
    assert [entry.tags[0].term for entry in read.entries] == ["regressed", "new", "fixed"]
    assert all((report.folder / lang / PORTAL / entry.link).is_file() for entry in read.entries)
    assert all(entry.updated == "2026-11-20T04:30:00+05:00" for entry in read.entries)
    assert read.feed.id.startswith("urn:uuid:")


def test_entries_say_what_where_whom_and_how_much(report: ReportFiles) -> None:
    new = feed(report, f"en/{PORTAL}/changes.atom").entries[1]
    assert new.title.startswith("New: ")
    assert new.content[0].type == "text/plain"
    for part in ("Where: header > a.logo > img", "Whom it hits: Blind people", "105 pages"):
        assert part in new.content[0].value


def test_ids_hold_from_report_to_report_and_differ_between_changes(
    report: ReportFiles, store: Store, tmp_path: Path
) -> None:
    again = write_report(store, 1, tmp_path / "again", langs=("en",), history=made_up_lives.lives)
    path = f"en/{PORTAL}/changes.atom"
    assert (again.folder / path).read_bytes() == (report.folder / path).read_bytes()
    ids = [
        entry.id for site in (PORTAL, "sites/abay-hostile") for entry in feed(report, f"en/{site}/changes.atom").entries
    ]
    assert len(set(ids)) == len(ids) > 10


def test_the_feed_of_the_wave_names_the_sites_that_changed(report: ReportFiles) -> None:
    read = feed(report, "ru/changes.atom")
    assert [entry.title for entry in read.entries] == ["https://pastures.example.kz/", "https://abay.example.kz/"]
    assert "Вернулись: 1; Новые: 1; Исправлены с прошлой волны: 1." in read.entries[0].content[0].value
    assert feed(report, "ru/sites/abay-empty/changes.atom").entries == []


def test_hostile_texts_stay_text_in_a_feed(report: ReportFiles) -> None:
    path = report.folder / "en/sites/abay-hostile/changes.atom"
    tree = etree.parse(str(path))
    assert {etree.QName(element).namespace for element in tree.iter()} == {"http://www.w3.org/2005/Atom"}
    assert "<script>document.title='owned'</script> > img" in "".join(tree.getroot().itertext())
    text = path.read_text(encoding="utf-8")
    assert not set("\u202e\u2066\x00\x07") & set(text)
    assert "<script" not in text
    assert max(map(len, text.splitlines())) < 20_000


def test_links_of_a_feed_are_absolute_where_the_report_has_an_address(store: Store, tmp_path: Path) -> None:
    folder = write_report(
        store, 1, tmp_path / "out", langs=("kk",), history=made_up_lives.lives, address="https://a11y.example.kz/now"
    ).folder
    read = feedparser.parse((folder / f"kk/{PORTAL}/changes.atom").read_bytes())
    assert read.entries[0].link.startswith(f"https://a11y.example.kz/now/kk/{PORTAL}/issues/")
    assert {link.rel: link.href for link in read.feed.links} == {
        "alternate": f"https://a11y.example.kz/now/kk/{PORTAL}/changes.html",
        "self": f"https://a11y.example.kz/now/kk/{PORTAL}/changes.atom",
    }


def test_pages_name_the_feed_to_readers(report: ReportFiles) -> None:
    for path, feed_path in ((f"kk/{PORTAL}/index.html", "changes.atom"), ("kk/index.html", "changes.atom")):
        page = BeautifulSoup((report.folder / path).read_text("utf-8"), "html.parser")
        link = page.find("link", type="application/atom+xml")
        assert link["href"] == feed_path
        assert link["rel"] == ["alternate"]


def test_a_state_that_is_said_of_an_issue_has_a_section_or_needs_none() -> None:
    assert {str(state) for state in IssueState} - set(Section) == {"still-there"}
