"""What is said of the language of a part of a page, and where nothing is said, over small trees made by hand."""

from __future__ import annotations

import pytest

from wcag_audit.model.dom import STYLE_NAMES, AxNode, Document, Dom, Node, NodeKind
from wcag_audit.rules.written_language import blocks, judge_text, misdeclared, tags

KAZAKH = "Өтінішті сайт арқылы беруге болады, жауап бес жұмыс күні ішінде келеді."
RUSSIAN = "Заявление можно подать через сайт, ответ придёт в течение пяти рабочих дней."
ENGLISH = "You can apply on this website, and the answer will come within five working days."


def style(display: str) -> tuple[str, ...]:
    known = {"display": display, "visibility": "visible"}
    return tuple(known.get(name, "") for name in STYLE_NAMES)


def page(lang: str | None, *parts: tuple[str | None, str]) -> Dom:
    """A page of paragraphs, each with its own `lang` (None for no attribute) and text."""
    nodes = [Node(0, NodeKind.DOCUMENT, -1, "#document")]
    nodes.append(Node(1, NodeKind.ELEMENT, 0, "html", attributes=_lang(lang), style=0, ax=AxNode("generic")))
    nodes.append(Node(2, NodeKind.ELEMENT, 1, "body", style=0, ax=AxNode("generic")))
    for own, text in parts:
        index = len(nodes)
        nodes.append(Node(index, NodeKind.ELEMENT, 2, "p", attributes=_lang(own), style=0, ax=AxNode("paragraph")))
        nodes.append(Node(index + 1, NodeKind.TEXT, index, "#text", value=text, style=0))
    return Dom(tuple(nodes), (Document("https://example.kz/", "frame", 0),), (style("block"), style("inline")))


def _lang(lang: str | None) -> dict[str, str]:
    return {} if lang is None else {"lang": lang}


def said(text: str, lang: str = "kk") -> tuple[str, bool] | None:
    dom = page(lang, (None, f"{KAZAKH if lang.startswith('kk') else RUSSIAN} " * 3), (None, text))
    found = judge_text(dom, dom.nodes[5], text)
    return found and (found.written, found.certain)


def test_nine_words_are_certain_eight_are_for_a_person_and_three_are_nothing() -> None:
    words = RUSSIAN.split()
    assert said(" ".join(words[:9])) == ("ru", True)
    assert said(" ".join(words[:8])) == ("ru", False)
    assert said(" ".join(words[:4])) == ("ru", False)
    assert said(" ".join(words[:3])) is None


def test_kazakh_on_a_russian_page_and_english_on_both_are_told() -> None:
    assert said(KAZAKH, "ru-KZ") == ("kk", True)
    assert said(ENGLISH, "ru") == ("en", True)
    assert said(ENGLISH, "kk-Cyrl") == ("en", True)


@pytest.mark.parametrize(
    "text",
    [
        "Иванов Иван Иванович, Петрова Анна Сергеевна",
        "010000, г. Астана, проспект Мәңгілік Ел, дом министерств, подъезд",
        "«О социальной защите лиц с инвалидностью и о правах детей» Заңы",
        "info@example.kz https://example.kz/ru/novosti/o-poryadke-priema www.example.kz",
        "Қ А З А Қ С Т А Н Р Е С П У Б Л И К А С Ы",
        "Сва људска бића рађају се слободна и једнака у достојанству и правима",
        "123 456 789 000 111 222",
        "",
    ],
)
def test_names_addresses_quotations_letters_and_other_languages_are_no_fault(text: str) -> None:
    assert said(text) is None


def test_kazakh_in_latin_letters_is_for_a_person_unless_it_is_marked() -> None:
    text = "Qazaqstan Respublikasynyñ Ükımetı jaña qauly qabyldady jäne ony jariialady"
    assert said(text) == ("kk-Latn", False)
    assert said(text, "kk-Latn") is None


@pytest.mark.parametrize(
    ("name", "lang", "written"),
    [
        ("Қазақстан Республикасы Цифрлық даму, инновациялар және аэроғарыш өнеркәсібі министрлігі", "ru", "kk"),
        ("Қазақстан Темір Жолы, Қазпошта, Байқоңыр, Самұрық-Қазына, Мәңгілік Ел, Ұлытау", "ru", "kk"),
        ("Управление пассажирского транспорта и автомобильных дорог города и области Улытау", "kk", "ru"),
    ],
)
def test_long_names_of_bodies_and_lists_of_names_are_for_a_person(name: str, lang: str, written: str) -> None:
    assert said(name, lang) == (written, False)


def test_a_sentence_that_begins_with_the_name_of_a_body_fails() -> None:
    assert said("Управление транспорта города сообщает, что движение по мосту снова открыто.", "kk") == ("ru", True)


@pytest.mark.parametrize(("lang", "own", "other"), [("kk", KAZAKH, RUSSIAN), ("ru", RUSSIAN, KAZAKH)])
def test_one_long_sentence_in_another_language_within_a_text_is_for_a_person(lang: str, own: str, other: str) -> None:
    for text in (f"{own} {other}", f"{own} {own} {own} {other} {own} {own}"):
        dom = page(lang, *[(None, own)] * 5, (None, text))
        found = judge_text(dom, dom.nodes[13], text)
        assert found is not None
        assert (found.text, found.certain) == (other, False)


def test_the_nearest_declaration_counts_and_an_unknown_code_leaves_the_language_open() -> None:
    dom = page("kk", (None, KAZAKH), ("ru", RUSSIAN), ("kz", RUSSIAN), ("", RUSSIAN))
    assert [tags(dom)[index] for index in (3, 5, 7, 9)] == ["kk", "ru", "", ""]
    assert [judge_text(dom, dom.nodes[index], RUSSIAN) is None for index in (3, 5, 7, 9)] == [False, True, True, True]


def test_a_page_that_declares_a_wrong_language_is_not_blamed_on_its_parts() -> None:
    dom = page("kk", *[(None, RUSSIAN)] * 5)
    assert misdeclared(dom) == {("kk", "ru")}
    assert judge_text(dom, dom.nodes[3], RUSSIAN) is None
    assert judge_text(dom, dom.nodes[3], ENGLISH) is not None


def test_neither_language_of_a_bilingual_page_that_declares_a_third_is_blamed_on_its_parts() -> None:
    dom = page("en", *[(None, RUSSIAN), (None, KAZAKH)] * 4)
    assert misdeclared(dom) == {("en", "kk"), ("en", "ru")}


def test_a_block_has_the_text_of_its_inline_elements_without_parts_that_have_a_language_of_their_own() -> None:
    dom = page("kk", (None, "Бір "))
    inline = Node(5, NodeKind.ELEMENT, 3, "b", style=1)
    bold = Node(6, NodeKind.TEXT, 5, "#text", value="екі", style=1)
    marked = Node(7, NodeKind.ELEMENT, 3, "i", attributes={"lang": "ru"}, style=1)
    other = Node(8, NodeKind.TEXT, 7, "#text", value="три", style=1)
    whole = Dom((*dom.nodes, inline, bold, marked, other), dom.documents, dom.styles)
    assert blocks(whole) == {3: "Бір екі", 7: "три"}


def test_text_of_hostile_length_is_read_only_in_part() -> None:
    found = judge_text(dom := page("kk", (None, KAZAKH)), dom.nodes[3], f"{RUSSIAN} " * 200_000)
    assert found is not None
    assert found.words < 1_000
