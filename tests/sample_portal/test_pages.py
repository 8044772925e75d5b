"""Every page of the portal, looked at once in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.sample_portal.walk import ROUTES, Visit, look, static_pages
from wcag_audit.model.state import PageState
from wcag_audit.sample_portal import SamplePortal, barriers, clean_places

if TYPE_CHECKING:
    from playwright.async_api import Browser

pytestmark = pytest.mark.browser

SEEDED_404 = {"/ru/documents/plan-2019.html", "/kk/guide.html"}
WRONG_LANGUAGE = {"/kk/news/": "kz", "/kk/services/grazing-permit.html": "ru", "/ru/map.html": ""}
NOT_OFFERED_IN_KAZAKH = "/ru/library.html"
FIXED_WIDTH = "/ru/documents.html"


@pytest.fixture(scope="session")
async def visits(browser: Browser, portal: SamplePortal) -> dict[str, Visit]:
    return {path: await look(browser, portal.url, path) for path in (*static_pages(), *ROUTES)}


def test_axe_reports_the_seeded_barriers_and_nothing_else(visits: dict[str, Visit]) -> None:
    unlisted = [
        (path, rule, target) for path, visit in visits.items() for rule, target, known in visit.violations if not known
    ]
    assert unlisted == []


def test_axe_reports_every_barrier_that_is_listed_under_one_of_its_rules(visits: dict[str, Visit]) -> None:
    expected = {
        (path, rule, barrier.id)
        for barrier in barriers()
        for path in barrier.pages
        for rule in barrier.rules
        if rule.startswith("axe-") and barrier.state is PageState.AS_OPENED
    }
    seen = {
        (path, f"axe-{rule}", name)
        for path, visit in visits.items()
        for rule, _, known in visit.violations
        for name in known
    }
    assert expected <= seen


def test_axe_has_no_doubts_about_what_was_not_seeded(visits: dict[str, Visit]) -> None:
    doubts = {path: visit.incomplete for path, visit in visits.items() if visit.incomplete}
    assert doubts == {}


def test_every_barrier_and_every_clean_place_is_on_its_page(visits: dict[str, Visit]) -> None:
    missing = [
        (barrier.id, page) for barrier in barriers() for page in barrier.pages if not visits[page].counts[barrier.id]
    ]
    missing += [(place.rule, place.page) for place in clean_places() if not visits[place.page].counts[place.selector]]
    assert missing == []


def test_every_page_opens_without_script_errors_and_asks_nobody_else(visits: dict[str, Visit]) -> None:
    for path, visit in visits.items():
        assert (visit.status, visit.errors, visit.elsewhere) == (200, (), frozenset()), path


def test_every_internal_link_but_the_seeded_ones_leads_somewhere(
    visits: dict[str, Visit], portal: SamplePortal
) -> None:
    links = set().union(*(visit.links for visit in visits.values()))
    dead = {link for link in links if httpx.get(link, follow_redirects=True).status_code != 200}
    assert dead == {portal.url + path for path in SEEDED_404}


def test_the_application_shows_its_links_only_to_those_who_run_scripts(
    visits: dict[str, Visit], portal: SamplePortal
) -> None:
    drawn = visits["/kk/registry/"].links
    assert {portal.url + route for route in (*ROUTES, "/kk/registry/method.html")} <= drawn
    assert "<a " not in httpx.get(f"{portal.url}/kk/registry/").text


def test_the_routes_of_the_application_are_different_pages(visits: dict[str, Visit]) -> None:
    assert len({visits[route].title for route in ROUTES}) == len(ROUTES)
    assert len({visits[route].words for route in ROUTES}) == len(ROUTES)


def test_every_page_declares_its_language_but_the_seeded_ones(visits: dict[str, Visit]) -> None:
    for path, visit in visits.items():
        assert visit.lang == WRONG_LANGUAGE.get(path, path.split("/")[1]), path


def test_three_languages_are_there_and_lead_to_each_other(visits: dict[str, Visit], portal: SamplePortal) -> None:
    for language in ("kk", "ru", "en"):
        pages = {path: visit for path, visit in visits.items() if path.startswith(f"/{language}/")}
        assert len(pages) >= 6
        for path, visit in pages.items():
            missing = {"Қазақша"} if path == NOT_OFFERED_IN_KAZAKH else set()
            assert {"Қазақша", "Русский", "English"} - set(visit.words.split()) == missing, path
    for path, visit in visits.items():
        for language, other in visit.alternates.items():
            back = visits[other.removeprefix(portal.url)].alternates
            assert back[path.split("/")[1]] == portal.url + path, (path, language)


def test_only_the_block_of_fixed_width_makes_a_page_scroll_sideways(visits: dict[str, Visit]) -> None:
    wide = {path for path, visit in visits.items() if visit.width_when_narrow > 320}
    assert wide == {FIXED_WIDTH}


def test_the_sitemaps_list_pages_that_are_there(visits: dict[str, Visit], portal: SamplePortal) -> None:
    index = ET.fromstring(httpx.get(f"{portal.url}/sitemap.xml").text)  # noqa: S314 - our own file
    children = [loc.text for loc in index.findall(".//{*}loc") if loc.text]
    assert [child.removeprefix(portal.url) for child in children] == [
        "/sitemap-kk.xml",
        "/sitemap-ru.xml",
        "/sitemap-en.xml.gz",
    ]
    for language in ("kk", "ru", "en"):
        tree = ET.fromstring(httpx.get(f"{portal.url}/sitemap-{language}.xml").text)  # noqa: S314 - our own file
        listed = [loc.text.removeprefix(portal.url) for loc in tree.findall(".//{*}loc") if loc.text]
        assert listed
        assert set(listed) <= set(visits)


def test_the_page_closed_to_robots_exists_and_is_linked(visits: dict[str, Visit], portal: SamplePortal) -> None:
    assert "Disallow: /kk/internal/" in httpx.get(f"{portal.url}/robots.txt").text
    assert f"{portal.url}/kk/internal/draft.html" in visits["/kk/documents.html"].links


def test_the_same_article_is_linked_with_a_campaign_in_its_address(visits: dict[str, Visit]) -> None:
    twins = {link.split("?")[0] for link in visits["/kk/"].links if "utm_source=" in link}
    assert [twin.rsplit("/", 1)[1] for twin in twins] == ["springs-register.html"]


def test_titles_differ_but_for_the_seeded_pair_and_the_empty_one(visits: dict[str, Visit]) -> None:
    titles: dict[str, list[str]] = {}
    for path, visit in visits.items():
        titles.setdefault(visit.title, []).append(path)
    (pair,) = (barrier.pages for barrier in barriers() if barrier.id == "same-titles")
    assert [sorted(paths) for paths in titles.values() if len(paths) > 1] == [sorted(pair)]
    assert titles[""] == ["/en/documents.html"]
