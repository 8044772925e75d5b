"""The e-mail of what changed: only what changed, the same twice, readable without pictures, harmless."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

import made_up_lives
import made_up_wave
import pytest
from bs4 import BeautifulSoup

from wcag_audit.model.life import IssueState
from wcag_audit.report.changes import Section
from wcag_audit.report.gathering import gather
from wcag_audit.report.mail import MAX_LISTED, SiteNews, compose, news_of

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from wcag_audit.model.life import SiteLives
    from wcag_audit.report.mail import Mail
    from wcag_audit.store import Store

SITES = ("pastures-portal", "abay-hostile", "abay-empty")
ADDRESS = "https://a11y.example.kz/now/"
AXE = """async () => {
  const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
  const results = await axe.run(document, {rules});
  return results.violations.map(rule => [rule.id, rule.nodes.slice(0, 3).map(node => node.html.slice(0, 200))]);
}"""


def news(store: Store, site: str, lives: SiteLives | None = None, as_of: date = date(2027, 3, 1)) -> SiteNews:
    body, own = next((body, own) for body in made_up_wave.REGISTER.bodies for own in body.sites if own.id == site)
    told = made_up_lives.lives(own) if lives is None else lives
    view = gather(store, store.wave(1), body, own, on_finding=lambda _: None, on_issue=lambda _: None, lives=told)
    return news_of(view, made_up_lives.NOW, as_of)


@pytest.fixture(scope="module")
def everything(store: Store) -> list[SiteNews]:
    return [news(store, site) for site in SITES]


def mail(found: list[SiteNews], lang: str = "en", address: str = ADDRESS) -> Mail:
    return compose(found, made_up_wave.WAVE, lang, address)  # type: ignore[arg-type]


def test_only_what_changed_in_this_wave_is_told(store: Store) -> None:
    found = news(store, "pastures-portal")
    assert {str(section): count for section, count in found.counts.items()} == {
        "regressed": 1,
        "new": 1,
        "fixed": 1,
        "not-retested": 1,
        "excepted": 1,
    }
    before = made_up_lives.lives(made_up_wave.REGISTER.bodies[0].sites[0])
    gone = [item for item in before.gone if item.life.state is IssueState.NOT_RETESTED]
    old = tuple(replace(item, life=replace(item.life, since=made_up_lives.BEFORE)) for item in gone)
    assert news(store, "pastures-portal", replace(before, gone=old)).counts[Section.NOT_RETESTED] == 0


def test_an_exception_is_told_in_its_last_30_days(store: Store) -> None:
    days = (date(2027, 2, 28), date(2027, 3, 1), date(2027, 3, 31))
    assert [news(store, "pastures-portal", as_of=day).counts[Section.EXCEPTED] for day in days] == [0, 1, 1]


def test_text_and_html_say_the_same(everything: list[SiteNews]) -> None:
    made = mail(everything)
    html = " ".join(BeautifulSoup(made.html, "html.parser").get_text(" ").split())
    for part in (
        "Regressed: 1; New: 1; Fixed: 1; Not re-tested: 1; Exceptions that end soon: 1",
        "Every image has a text alternative or is marked as decoration (1.1.1)",
        "header > a.logo > img",
        "Excepted until 31 March 2027",
        "105 pages",
        "only a person can confirm it",
    ):
        assert part in html
        assert part in made.text


def test_what_was_found_is_not_said_of_what_is_fixed(everything: list[SiteNews]) -> None:
    only = replace(everything[0], counts={**dict.fromkeys(Section, 0), Section.FIXED: 1})
    made = mail([only])
    assert "footer img.old" in made.text
    assert "footer img.old" in made.html
    assert "does not meet this requirement" not in made.text + made.html


def test_links_lead_to_the_report_and_are_left_out_where_it_is_not_served(everything: list[SiteNews]) -> None:
    issue = f"https://a11y.example.kz/now/en/sites/pastures-portal/issues/{made_up_lives.LOGO.fingerprint}.html"
    with_links, without = mail(everything), mail(everything, address="")
    assert issue in with_links.text
    assert issue in [link["href"] for link in BeautifulSoup(with_links.html, "html.parser").find_all("a")]
    assert not BeautifulSoup(without.html, "html.parser").find_all("a")
    assert "a11y.example.kz" not in without.text


def test_the_subject_of_one_site_names_it_and_what_happened(everything: list[SiteNews]) -> None:
    counts = "Regressed: 1; New: 1; Fixed: 1; Not re-tested: 1; Exceptions that end soon: 1"
    assert mail(everything[:1]).subject == f"Accessibility, pastures.example.kz: {counts}"
    assert mail(everything).subject == "Accessibility: changes on 2 sites (wave “2026-11-20”)"
    assert mail(everything[2:]).subject == "Accessibility: no changes (wave “2026-11-20”)"


def test_hostile_texts_stay_text(everything: list[SiteNews]) -> None:
    made = mail(everything)
    html = BeautifulSoup(made.html, "html.parser")
    assert html.find_all(["script", "img", "iframe", "form", "link"]) == []
    assert "<script>document.title='owned'</script> > img" in html.get_text()
    assert not set("\u202e\u2066\x00\x07\r") & set(made.html + made.text)
    assert "\n" not in made.subject


def test_long_lists_are_counted_and_cut(store: Store) -> None:
    found = news(store, "abay-hostile")
    many = replace(found, counts={**found.counts, Section.NEW: 5000})
    assert len(many.listed[Section.NEW]) <= MAX_LISTED
    made = mail([many])
    assert f"And {5000 - len(many.listed[Section.NEW]):,} more; all of them stand in the report." in made.text
    thousand = mail([many] * 1000)
    assert "Something changed on 500 more sites" in thousand.text
    assert len(thousand.html) + len(thousand.text) < 2_000_000


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
async def test_axe_finds_nothing_in_the_html_and_it_fits_320_px(
    everything: list[SiteNews], browser: Browser, lang: str
) -> None:
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    for scheme in ("light", "dark"):
        page = await browser.new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        await page.set_content(mail(everything, lang).html)
        assert asked == []
        assert await page.locator("html").get_attribute("lang") == lang
        assert await page.evaluate("document.scrollingElement.scrollWidth") == 320
        await page.evaluate(source)
        assert await page.evaluate(AXE) == []
        await page.close()
