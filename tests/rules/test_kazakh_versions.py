"""Where the rules about Kazakh versions draw their lines, over digests made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from wcag_audit.model.outcome import Outcome
from wcag_audit.model.snapshot import AddressFate, ImageAlt, LanguageLink, NavBlock, NavLink, PageDigest, SiteSnapshot
from wcag_audit.model.visit import VisitStatus
from wcag_audit.rules.api import SiteRule
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.judge import judge_site, run_site_rule
from wcag_audit.rules.kazakh_version_shorter.rule import ENOUGH, LEAST

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUE = load_catalogue()
KAZAKH = (
    "Министрлік азаматтарға электрондық қызметтерді қолжетімді етуге міндетті және өтінішті сайт арқылы қабылдайды. "
)
RUSSIAN = "Министерство обязано сделать электронные услуги доступными для граждан и принимает заявления через сайт. "


def page(path: str, lang: str = "", **fields: object) -> PageDigest:
    return replace(PageDigest(f"https://site.kz{path}", lang or path[1:3], ""), **fields)  # type: ignore[arg-type]


def switching(path: str, **links: str) -> PageDigest:
    return page(path, switcher=tuple(LanguageLink(lang, f"https://site.kz{href}") for lang, href in links.items()))


def judged(
    rule_id: str, *pages: PageDigest, fates: Mapping[str, AddressFate] | None = None
) -> list[tuple[Outcome, str, str, int]]:
    """Outcome, code, page and number of further pages of every target; fates by path."""
    rule = CATALOGUE[rule_id]
    assert isinstance(rule, SiteRule)
    run = run_site_rule(
        rule, SiteSnapshot("site", pages, {f"https://site.kz{path}": fate for path, fate in (fates or {}).items()})
    )
    assert not run.reason
    return [
        (
            item.judgement.outcome,
            item.judgement.code,
            item.where.url.removeprefix("https://site.kz"),
            len(item.where.pages),
        )  # type: ignore[union-attr]
        for item in run.judged
    ]


@pytest.mark.parametrize(
    ("kazakh", "russian", "expected"),
    [
        (int(LEAST * 100), 100, ["ok"]),
        (int(LEAST * 100) - 1, 100, ["shorter"]),
        (0, ENOUGH, ["shorter"]),
        (0, ENOUGH - 1, []),
    ],
)
def test_a_version_is_shorter_from_a_share_of_the_words_of_a_long_enough_text(
    kazakh: int, russian: int, expected: list[str]
) -> None:
    found = judged("kazakh-version-shorter", page("/kk/a", words=kazakh), page("/ru/a", words=russian))
    assert [code for _, code, _, _ in found] == expected


def test_pages_without_kazakh_are_told_once_and_name_one_another() -> None:
    home = [switching("/kk/", kk="/kk/", ru="/ru/"), switching("/ru/", kk="/kk/", ru="/ru/")]
    inner = [switching(f"/ru/{number}", kk="/kk/", ru=f"/ru/{number}") for number in range(3)]
    assert judged("kazakh-version-missing", *home, *inner) == [
        (Outcome.CANT_TELL, "front-page", "/ru/0", 2),
        (Outcome.PASSED, "ok", "/ru/", 0),
    ]


def test_a_single_page_that_offers_kazakh_makes_no_custom_from_which_others_deviate() -> None:
    lone = switching("/ru/map", ru="/ru/map", en="/en/map")
    once = [switching("/kk/", kk="/kk/", ru="/ru/"), page("/ru/")]
    twice = [once[0], switching("/ru/", kk="/kk/", ru="/ru/")]
    assert "not-offered" not in {code for _, code, _, _ in judged("kazakh-version-missing", *once, lone)}
    assert (Outcome.FAILED, "not-offered", "/ru/map", 0) in judged("kazakh-version-missing", *twice, lone)


def test_a_page_that_names_only_its_own_language_offers_no_other() -> None:
    home = [switching("/kk/", kk="/kk/", ru="/ru/"), switching("/ru/", kk="/kk/", ru="/ru/")]
    own = page("/ru/map", alternates={"ru": "https://site.kz/ru/map", "x-default": "https://site.kz/ru/map"})
    assert judged("kazakh-version-missing", *home, own) == [(Outcome.PASSED, "ok", "/ru/", 0)]


def test_another_address_of_a_translated_page_is_not_reported() -> None:
    pages = (
        page("/a", "ru"),
        page("/ru/a", "ru", switcher=(LanguageLink("kk", "https://site.kz/kk/"),)),
        page("/kk/a"),
    )
    assert [outcome for outcome, _, _, _ in judged("kazakh-version-missing", *pages)] == [Outcome.PASSED]


def offering(href: str, own: str = "/ru/map") -> PageDigest:
    return page(own, alternates={"kk": f"https://site.kz{href}"})


@pytest.mark.parametrize(
    ("href", "fate", "code"),
    [
        ("/kk/map", AddressFate(VisitStatus.HTTP_ERROR, 404), "not-found"),
        ("/kk/map", AddressFate(VisitStatus.HTTP_ERROR, 410), "not-found"),
        ("/kk/map", AddressFate(VisitStatus.HTTP_ERROR, 403), "http-error"),
        ("/kk/map", AddressFate(VisitStatus.DUPLICATE, 200, "https://site.kz/ru/map"), "other-language"),
        ("/kk/map", AddressFate(VisitStatus.AUDITED, 200, "https://site.kz/en/"), "other-language"),
        ("/kk/map", AddressFate(VisitStatus.AUDITED, 200, "https://site.kz/"), "redirected-home"),
        ("/kk/map", AddressFate(VisitStatus.DUPLICATE, 200, "https://site.kz/map"), "elsewhere"),
        ("/kk/map", AddressFate(VisitStatus.DUPLICATE, 200, "https://site.kz/kk/other"), "elsewhere"),
        ("/map?lang=kk", AddressFate(VisitStatus.DUPLICATE, 200, "https://site.kz/ru/map"), "elsewhere"),
        ("/map?lang=kk", AddressFate(VisitStatus.AUDITED, 200, "https://site.kz/"), "elsewhere"),
        ("/set-locale/kk", AddressFate(VisitStatus.DUPLICATE, 200, "https://site.kz/ru/"), "not-seen"),
        ("/kk/map", AddressFate(VisitStatus.OFF_SITE), "not-allowed"),
        ("/kk/map", AddressFate(VisitStatus.INTERRUPTED), "not-sampled"),
    ],
)
def test_the_fate_of_the_offered_address_says_whether_there_is_a_version(
    href: str, fate: AddressFate, code: str
) -> None:
    found = judged("kazakh-version-missing", offering(href), fates={href: fate})
    proven = code in {"not-found", "other-language", "redirected-home"}
    assert found == [(Outcome.FAILED if proven else Outcome.CANT_TELL, code, "/ru/map", 0)]


def test_a_version_that_redirects_to_an_audited_kazakh_page_is_there() -> None:
    moved = AddressFate(VisitStatus.DUPLICATE, 200, "https://site.kz/kk/karta")
    found = judged("kazakh-version-missing", offering("/kk/map"), page("/kk/karta"), fates={"/kk/map": moved})
    assert found == [(Outcome.PASSED, "ok", "/ru/map", 0)]


def test_every_fate_of_an_address_has_a_meaning_for_the_version() -> None:
    for status in VisitStatus:
        found = judged("kazakh-version-missing", offering("/kk/map"), fates={"/kk/map": AddressFate(status, 500)})
        assert [outcome for outcome, _, _, _ in found] == [Outcome.CANT_TELL], status


def test_a_front_page_whose_kazakh_version_is_gone_is_reported() -> None:
    gone = {"/kk/": AddressFate(VisitStatus.HTTP_ERROR, 404)}
    assert judged("kazakh-version-missing", offering("/kk/", "/ru/"), fates=gone) == [
        (Outcome.FAILED, "not-found", "/ru/", 0)
    ]


def test_a_missing_version_breaks_no_criterion_of_wcag() -> None:
    home = [switching("/kk/", kk="/kk/", ru="/ru/"), switching("/ru/", kk="/kk/", ru="/ru/")]
    rules = [rule for rule in CATALOGUE.site_rules if rule.id.startswith("kazakh-version-missing")]
    findings, _ = judge_site(SiteSnapshot("s", (*home, switching("/ru/map", ru="/ru/map", en="/en/"))), rules)
    assert [(finding.code, finding.criteria) for finding in findings] == [("not-offered", ())]


def menu(*names: str) -> tuple[NavBlock, ...]:
    return (NavBlock("header|m|1", "nav", "<nav>", tuple(NavLink("/x", name) for name in names)),)


def test_a_menu_that_pages_share_is_told_once() -> None:
    russian = menu("Главная страница", "О министерстве", "Новости и объявления", "Государственные услуги", "Документы")
    pages = [page(f"/kk/{number}", navigation=russian) for number in range(3)]
    found = judged("kazakh-version-untranslated", *pages, *(page(f"/ru/{number}") for number in range(3)))
    assert found == [(Outcome.CANT_TELL, "menu", "/kk/0", 2)]


TOPICS = ("Подать заявление", "Получить справку о доходах", "Задать вопрос", "Открытые данные", "Контакты")


@pytest.mark.parametrize(
    ("names", "lang", "outcome"),
    [
        (TOPICS, "kk", Outcome.FAILED),
        (TOPICS, "", Outcome.CANT_TELL),
        (
            ("Акимат города Астаны", "Министерство финансов", "Верховный суд", "Комитет доходов"),
            "kk",
            Outcome.CANT_TELL,
        ),
    ],
)
def test_a_menu_fails_if_it_is_no_list_of_names_and_declared_kazakh(
    names: tuple[str, ...], lang: str, outcome: Outcome
) -> None:
    kazakh = replace(page("/kk/a", navigation=menu(*names)), lang=lang)
    assert judged("kazakh-version-untranslated", kazakh, page("/ru/a")) == [(outcome, "menu", "/kk/a", 0)]


def test_a_menu_that_says_it_is_russian_is_no_untranslated_one() -> None:
    links = tuple(NavLink("/x", name, marked=True) for name in TOPICS)
    kazakh = page("/kk/a", navigation=(NavBlock("header|m|1", "nav", "<nav>", links),))
    assert judged("kazakh-version-untranslated", kazakh, page("/ru/a")) == []


@pytest.mark.parametrize(
    ("repeats", "outcome"),
    [(5, Outcome.FAILED), (1, Outcome.CANT_TELL)],
)
def test_the_wrong_language_fails_where_the_text_is_long_enough_to_be_sure(repeats: int, outcome: Outcome) -> None:
    kazakh = page("/kk/a", "ru", main_text=KAZAKH * repeats)
    found = judged("kazakh-version-untranslated", kazakh, page("/ru/a"))
    assert (outcome, "wrong-language", "/kk/a", 0) in found


def test_a_mixed_text_in_the_wrong_language_is_for_a_person() -> None:
    kazakh = page("/kk/a", "ru", main_text=KAZAKH * 5 + RUSSIAN)
    found = judged("kazakh-version-untranslated", kazakh, page("/ru/a"))
    assert (Outcome.CANT_TELL, "wrong-language", "/kk/a", 0) in found


def test_russian_in_the_russian_version_is_no_concern() -> None:
    russian = page("/ru/a", main_text=RUSSIAN * 9, title="Государственные услуги для граждан", footer_text=RUSSIAN)
    kazakh = page("/kk/a", main_text=KAZAKH * 9, title="Азаматтарға арналған қызметтер", footer_text=KAZAKH)
    found = judged("kazakh-version-untranslated", russian, kazakh)
    assert {outcome for outcome, _, _, _ in found} == {Outcome.PASSED}


def image(alt: str | None, src: str = "https://site.kz/a.png") -> ImageAlt:
    return ImageAlt(src, alt, alt or "", "img", "<img>")


@pytest.mark.parametrize(
    ("kazakh", "russian", "code"),
    [
        (None, "Две юрты у ручья", "no-alternative"),
        ("", "Две юрты у ручья", "empty"),
        ("РОДНИК, вытекающий из-под горы", "Родник, вытекающий из-под горы", "untranslated"),
        ("Бұлақ жанындағы екі киіз үй", "Две юрты у ручья", "ok"),
        ("Самрук-Казына", "Самрук-Казына", "ok"),
        ("Қазақстан Республикасының елтаңбасы мен туы", "Қазақстан Республикасының елтаңбасы мен туы", "ok"),
    ],
)
def test_an_alternative_is_compared_with_that_of_the_same_image(kazakh: str | None, russian: str, code: str) -> None:
    found = judged(
        "kazakh-alternative-text-missing",
        page("/kk/a", images=(image(kazakh),)),
        page("/ru/a", images=(image(russian),)),
    )
    assert [found_code for _, found_code, _, _ in found] == [code]


def test_one_russian_word_is_no_description_to_be_missed() -> None:
    assert not judged(
        "kazakh-alternative-text-missing",
        page("/kk/a", images=(image(None),)),
        page("/ru/a", images=(image("Логотип"),)),
    )


def test_files_of_the_two_languages_are_compared_by_their_names() -> None:
    kazakh, russian = image(None, "https://site.kz/kk/i/a.png"), image("Две юрты у ручья", "https://site.kz/ru/i/a.png")
    found = judged("kazakh-alternative-text-missing", page("/kk/a", images=(kazakh,)), page("/ru/a", images=(russian,)))
    assert [code for _, code, _, _ in found] == ["no-alternative"]
