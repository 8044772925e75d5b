"""Pages of a site find their versions in other languages, and never a page that is none."""

from __future__ import annotations

import pytest

from wcag_audit.commons.language_addresses import is_front, language_code, language_of, neutral
from wcag_audit.commons.language_switcher import named_language
from wcag_audit.commons.versions import offered, pair, version_language
from wcag_audit.model.snapshot import LanguageLink, PageDigest


def page(url: str, lang: str = "", **links: str) -> PageDigest:
    """A page at a path of site.kz; links by language are its hreflang alternates."""
    alternates = {language: f"https://site.kz{href}" for language, href in links.items()}
    return PageDigest(f"https://site.kz{url}", lang, "", alternates=alternates)


def switching(url: str, **links: str) -> PageDigest:
    found = tuple(LanguageLink(language, f"https://site.kz{href}" if href else "") for language, href in links.items())
    return PageDigest(f"https://site.kz{url}", "", "", switcher=found)


def paired(*pages: PageDigest) -> set[frozenset[str]]:
    sets = pair(pages)
    addresses = [version.url for found in sets for version in found.pages.values()]
    assert len(addresses) == len(set(addresses))
    return {
        frozenset(version.url.removeprefix("https://site.kz") for version in found.pages.values()) for found in sets
    }


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.gov.kz/memleket/entities/mam?lang=kk", "kk"),
        ("https://akorda.kz/kz/events", "kk"),
        ("https://adilet.zan.kz/kaz/docs/V2500035902", "kk"),
        ("https://adilet.zan.kz/rus/docs/V2500035902", "ru"),
        ("https://zanorda.kz/qz", "kk"),
        ("https://egov.kz/cms/ru/services", "ru"),
        ("https://example.kz/kk-KZ/a", "kk"),
        ("https://example.kz/en_US/a", "en"),
        ("https://kaz.example.kz/a", "kk"),
        ("https://example.kz/#/eng/news", "en"),
        ("https://example.kz/ru/a?lang=kk", "kk"),
        ("https://example.kz/a", ""),
        ("https://kz/a", ""),
        ("https://ru.kz/a", ""),
        ("https://example.kz/shop/kkk", ""),
        ("https://example.kz/a?l=12", ""),
        ("https://example.kz/press/center/docs/en", ""),
    ],
)
def test_the_address_names_its_language(url: str, expected: str) -> None:
    assert language_of(url) == expected


def test_tags_of_kazakh_are_known_in_all_their_spellings() -> None:
    assert {language_code(tag) for tag in ("kk", "KZ", "kaz", "qz", "kk-KZ", "kk_KZ", " kk-Cyrl-KZ ")} == {"kk"}
    assert language_code("ky") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://site.kz/kk/news", "https://www.site.kz/ru/news/"),
        ("https://site.kz/news?lang=kk&id=3", "https://site.kz/news?id=3&lang=ru"),
        ("https://kz.site.kz/news", "https://ru.site.kz/news"),
        ("https://site.kz/kaz/docs/V1", "https://site.kz/rus/docs/V1"),
        ("https://site.kz/#/kk/news", "https://site.kz/#/ru/news"),
        ("https://site.kz/kk/index.html", "https://site.kz/ru/"),
    ],
)
def test_versions_have_the_same_address_without_its_language(one: str, other: str) -> None:
    assert neutral(one) == neutral(other) != ""


def test_what_is_no_address_has_no_language_and_is_no_front_page() -> None:
    assert (language_of("http://[x"), neutral("http://[x"), is_front("http://[x")) == ("", "", False)
    assert not is_front("")


@pytest.mark.parametrize("url", ["/", "/kk/", "/cms/kk", "/?lang=kk", "/index.php?lang=kk", "/ru/home"])
def test_front_pages_are_known(url: str) -> None:
    assert is_front(f"https://site.kz{url}")


@pytest.mark.parametrize(
    "url", ["/news", "/kk/news", "/kk/?id=3", "/#/kk/news", "/news?lang=kk", "/locale/kk", "/ru/home/news"]
)
def test_inner_pages_are_no_front_pages(url: str) -> None:
    assert not is_front(f"https://site.kz{url}")


@pytest.mark.parametrize(
    ("label", "language"),
    [
        ("ҚАЗ", "kk"),
        ("KZ |", "kk"),
        ("KZ Қазақша", "kk"),
        ("Русский", "ru"),
        ("(EN)", "en"),
        ("KZ RU", ""),
        ("Қазақстан", ""),
        ("", ""),
        ("EN 301 549", ""),
    ],
)
def test_a_label_names_a_language_only_if_it_says_nothing_else(label: str, language: str) -> None:
    assert named_language(label) == language


def test_the_address_says_what_a_page_means_to_be_and_the_root_fills_in() -> None:
    assert version_language(page("/kk/a", "ru")) == "kk"
    assert version_language(page("/a", "kz")) == "kk"
    assert version_language(page("/a", "de")) == ""


def test_a_version_is_offered_by_hreflang_before_the_switcher() -> None:
    both = PageDigest(
        "https://site.kz/ru/a",
        "ru",
        "",
        alternates={"kk-KZ": "https://site.kz/kk/a"},
        switcher=(LanguageLink("kk", "https://site.kz/kk/"), LanguageLink("en")),
    )
    assert [offered(both, language) for language in ("kk", "en", "ru")] == ["https://site.kz/kk/a", "", None]


def test_addresses_that_differ_by_the_language_are_versions() -> None:
    assert paired(page("/kk/a"), page("/ru/a"), page("/en/a"), page("/ru/b")) == {
        frozenset({"/kk/a", "/ru/a", "/en/a"}),
        frozenset({"/ru/b"}),
    }


def test_a_page_without_language_in_its_address_is_paired_by_its_root() -> None:
    assert paired(page("/", "ru"), page("/kk/", "kk")) == {frozenset({"/", "/kk/"})}


def test_hreflang_pairs_pages_with_different_addresses_in_both_directions() -> None:
    assert paired(page("/kk/zhanalyq", ru="/ru/novost"), page("/ru/novost", kk="/kk/zhanalyq")) == {
        frozenset({"/kk/zhanalyq", "/ru/novost"})
    }
    assert paired(page("/kk/zhanalyq"), page("/ru/novost", kk="/kk/zhanalyq")) == {
        frozenset({"/kk/zhanalyq", "/ru/novost"})
    }


def test_a_switcher_pairs_pages_that_no_hreflang_joins() -> None:
    assert paired(switching("/kk/1", ru="/ru/9"), switching("/ru/9", kk="/kk/1")) == {frozenset({"/kk/1", "/ru/9"})}


def test_one_page_cannot_claim_a_version_that_names_another() -> None:
    found = paired(page("/ru/old", kk="/kk/a"), page("/kk/a", ru="/ru/new"), page("/ru/new", kk="/kk/a"))
    assert found == {frozenset({"/ru/old"}), frozenset({"/kk/a", "/ru/new"})}


def test_a_page_to_which_several_lead_is_no_version_of_any() -> None:
    found = paired(page("/kk/section"), page("/ru/a", kk="/kk/section"), page("/ru/b", kk="/kk/section"))
    assert found == {frozenset({"/kk/section"}), frozenset({"/ru/a"}), frozenset({"/ru/b"})}


def test_the_front_page_is_no_version_of_an_inner_page() -> None:
    assert paired(switching("/ru/a", kk="/kk/"), switching("/kk/")) == {frozenset({"/ru/a"}), frozenset({"/kk/"})}


def test_like_addresses_are_no_versions_if_one_names_another_page() -> None:
    found = paired(switching("/ru/news/12", kk="/kk/news/77"), switching("/kk/news/12"))
    assert found == {frozenset({"/ru/news/12"}), frozenset({"/kk/news/12"})}


def test_a_script_that_only_changes_the_language_does_not_stand_against_like_addresses() -> None:
    found = paired(switching("/ru/news/12", kk="/locale/kk"), switching("/kk/news/12", ru=""))
    assert found == {frozenset({"/ru/news/12", "/kk/news/12"})}


def test_two_pages_of_one_language_are_never_together() -> None:
    found = paired(page("/a", "ru"), page("/ru/a", "ru"), page("/kk/a", "kk"))
    assert sorted(map(len, found)) == [1, 2]


def test_like_addresses_do_not_bring_together_sets_that_both_have_a_language() -> None:
    one, other = page("/kk/a", ru="/ru/x"), page("/en/a", ru="/ru/y")
    assert paired(one, other, page("/ru/x", kk="/kk/a"), page("/ru/y", en="/en/a")) == {
        frozenset({"/kk/a", "/ru/x"}),
        frozenset({"/en/a", "/ru/y"}),
    }


def test_pages_of_unknown_language_stay_out() -> None:
    assert paired(page("/a"), page("/b", "de")) == set()


def test_many_pages_that_all_look_alike_take_no_longer_than_their_number() -> None:
    """Twenty thousand pages, each claimed by all and claiming the first: quadratic work would never end here."""
    pages = [page(f"/ru/{number}", kk="/kk/0") for number in range(20_000)]
    assert len(pair([page("/kk/0", ru="/ru/7"), *pages])) == 20_000
