"""A page's language switcher is found however it is built, and lists of anything else are not taken for one."""

from __future__ import annotations

from wcag_audit.commons.digest import digest
from wcag_audit.commons.language_switcher import switcher
from wcag_audit.model.dom import STYLE_NAMES, AxNode, Document, Dom, Node, NodeKind
from wcag_audit.model.fact import Known
from wcag_audit.model.snapshot import LanguageLink, PageSnapshot

_STYLE = tuple("visible" if name == "visibility" else "block" if name == "display" else "" for name in STYLE_NAMES)
URL = "https://site.kz/ru/news"

Tree = tuple[str, dict[str, str], list["Tree | str"]]


def page(*body: Tree | str, lang: str = "ru") -> Dom:
    """A page written as nested (tag, attributes, children); what has `onclick` answers to the mouse."""
    nodes = [Node(0, NodeKind.DOCUMENT, -1, "#document")]

    def add(tree: Tree | str, parent: int) -> None:
        index = len(nodes)
        if isinstance(tree, str):
            nodes.append(Node(index, NodeKind.TEXT, parent, "#text", value=tree, style=0))
            return
        name, attributes, children = tree
        role = {"a": "link", "button": "button"}.get(name, "generic")
        label = " ".join(child for child in children if isinstance(child, str))
        clickable = "onclick" in attributes
        ax = AxNode(role, label)
        nodes.append(
            Node(index, NodeKind.ELEMENT, parent, name, attributes=attributes, style=0, clickable=clickable, ax=ax)
        )
        for child in children:
            add(child, index)

    add(("html", {"lang": lang}, [("body", {}, list(body))]), 0)
    return Dom(tuple(nodes), (Document(URL, "F", 0, base=URL),), (_STYLE,))


def link(href: str, *content: Tree | str, **attributes: str) -> Tree:
    return ("a", {"href": href, **attributes}, list(content))


def found(*body: Tree | str) -> list[tuple[str, str, str]]:
    return [
        (option.language, option.kind, option.href.removeprefix("https://site.kz")) for option in switcher(page(*body))
    ]


def test_links_buttons_clicks_and_words_are_told_apart() -> None:
    words: Tree = ("span", {}, ["РУС"])
    click: Tree = ("span", {"onclick": "x"}, ["ENG"])
    assert found(("div", {}, [link("/kk/news", "ҚАЗ"), words, click])) == [
        ("kk", "control", "/kk/news"),
        ("ru", "label", ""),
        ("en", "clickable", ""),
    ]


def test_the_control_around_a_word_is_the_option() -> None:
    assert found(("ul", {}, [link("/kk/", ("b", {}, [("i", {}, ["KZ"])])), link("/en/", ("b", {}, ["EN"]))])) == [
        ("kk", "control", "/kk/"),
        ("en", "control", "/en/"),
    ]


def test_a_card_that_holds_the_name_of_a_language_is_no_option() -> None:
    card = link("/course", ("b", {}, ["English"]), "Курсы для начинающих")
    assert ("en", "control", "/course") not in found(("div", {}, [card, link("/kk/news", "ҚАЗ")]))


def test_a_single_link_counts_only_if_it_surely_leads_to_a_version() -> None:
    assert found(link("/kk/news", "Қазақша")) == [("kk", "control", "/kk/news")]
    assert found(link("/somewhere", "Қазақша", hreflang="kk")) == [("kk", "control", "/somewhere")]
    assert found(link("/courses/kazakh", "Қазақша")) == []


def test_flags_without_text_are_known_by_their_address() -> None:
    assert found(("div", {}, [link("/kk/news", ("img", {}, [])), link("/en/news", ("img", {}, []))])) == [
        ("kk", "control", "/kk/news"),
        ("en", "control", "/en/news"),
    ]


def test_the_logo_that_leads_home_is_no_flag() -> None:
    assert found(("div", {}, [link("/ru/", ("img", {}, [])), link("/kk/", ("img", {}, []))])) == []


def test_a_picture_that_leads_to_the_page_itself_is_no_flag() -> None:
    assert found(("div", {}, [link("/ru/news", ("img", {}, [])), link("/kk/news", "ҚАЗ")])) == [
        ("kk", "control", "/kk/news")
    ]


def test_lists_of_documents_and_of_form_choices_are_no_switchers() -> None:
    assert found(("div", {}, [link("/a.pdf", "KZ"), link("/b.pdf", "RU")])) == []
    assert found(("select", {}, [("option", {}, ["KZ"]), ("option", {}, ["RU"])])) == []
    assert found(("main", {}, [link("/kk/a", "KZ"), link("/ru/a", "RU")])) == []


def test_many_lists_of_languages_are_not_ways_to_switch_the_page() -> None:
    def far(number: int) -> Tree:
        row: Tree = ("p", {}, [link(f"/kk/{number}", "KZ"), link(f"/ru/{number}", "RU")])
        for _ in range(4):
            row = ("div", {}, [row])
        return row

    assert len(found(*(far(number) for number in range(3)))) == 6
    assert found(*(far(number) for number in range(4))) == []


def test_thousands_of_words_that_name_languages_are_not_all_looked_at() -> None:
    """Looking at each with all that is around it would take hours."""
    words: list[Tree | str] = [("a", {"href": "/a.pdf"}, ["RU"]) for _ in range(20_000)]
    assert found(("div", {}, words)) == []


def test_the_digest_keeps_switcher_images_and_text_in_the_pages_own_language() -> None:
    dom = page(
        ("header", {}, [link("/kk/news", "ҚАЗ"), link("/en/news", "ENG"), link("/kk/news", "ҚАЗ")]),
        (
            "main",
            {},
            [
                "Новости",
                ("p", {"lang": "kk"}, ["Жаңалықтар", ("b", {}, ["бүгін"])]),
                ("p", {"lang": "ru-KZ"}, ["сегодня"]),
                ("img", {"src": "/a.png", "alt": " Две  юрты "}, []),
                ("img", {"src": "b.png"}, []),
                ("img", {"src": "data:image/png;base64,AA", "alt": "x"}, []),
                ("img", {"src": "/c.png", "role": "presentation"}, []),
                ("img", {"src": "/d.png", "aria-hidden": "true"}, []),
            ],
        ),
        ("footer", {}, ["Все права защищены"]),
    )
    kept = digest(PageSnapshot(URL, URL, facts={Dom: Known(dom)}))
    assert kept.switcher == (
        LanguageLink("kk", "https://site.kz/kk/news"),
        LanguageLink("en", "https://site.kz/en/news"),
    )
    assert [(image.src, image.alt) for image in kept.images] == [
        ("https://site.kz/a.png", "Две юрты"),
        ("https://site.kz/ru/b.png", None),
    ]
    assert (kept.main_text, kept.footer_text) == ("Новости сегодня", "Все права защищены")
