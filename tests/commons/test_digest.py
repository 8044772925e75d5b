"""A page's digest keeps what site rules compare, and nothing that differs rightly from page to page."""

from __future__ import annotations

from wcag_audit.commons.digest import digest
from wcag_audit.model.dom import STYLE_NAMES, Document, Dom, Node, NodeKind
from wcag_audit.model.fact import Known
from wcag_audit.model.snapshot import PageDigest, PageSnapshot

_STYLE = tuple("visible" if name == "visibility" else "block" if name == "display" else "" for name in STYLE_NAMES)

Tree = tuple[str, dict[str, str], list["Tree | str"]]


def page(*body: Tree | str, head: tuple[Tree, ...] = (), lang: str = "kk-KZ", title: str = " A  title ") -> PageDigest:
    """The digest of a page written as nested (tag, attributes, children)."""
    nodes = [Node(0, NodeKind.DOCUMENT, -1, "#document")]

    def add(tree: Tree | str, parent: int) -> None:
        index = len(nodes)
        if isinstance(tree, str):
            nodes.append(Node(index, NodeKind.TEXT, parent, "#text", value=tree, style=0))
            return
        name, attributes, children = tree
        nodes.append(Node(index, NodeKind.ELEMENT, parent, name, attributes=attributes, style=0))
        for child in children:
            add(child, index)

    add(("html", {"lang": lang}, [("head", {}, list(head)), ("body", {}, list(body))]), 0)
    document = Document("https://site.kz/a/b", "F", 0, title=title, base="https://site.kz/a/b")
    dom = Dom(tuple(nodes), (document,), (_STYLE,))
    return digest(PageSnapshot("https://site.kz/a/b", "https://site.kz/a/b", facts={Dom: Known(dom)}))


def link(href: str, name: str) -> Tree:
    return ("a", {"href": href}, [name])


MENU = [link("/one", "One"), link("two", "Two"), link("https://else.kz/#part", "Three")]


def test_language_title_and_alternates_are_kept_in_plain_form() -> None:
    found = page(head=(("link", {"rel": "alternate", "hreflang": "RU", "href": "/ru/a"}, []),))
    assert (found.lang, found.title, found.alternates) == ("kk", "A title", {"ru": "https://site.kz/ru/a"})


def test_links_of_a_navigation_are_resolved_and_those_into_the_page_left_out() -> None:
    found = page(("nav", {"aria-label": "Main"}, [*MENU, link("#x", "Here"), link("javascript:go()", "Script")]))
    assert [entry.href for entry in found.navigation[0].links] == [
        "https://site.kz/one",
        "https://site.kz/a/two",
        "https://else.kz/",
    ]


def test_links_say_whether_they_are_marked_as_another_language() -> None:
    other = ("li", {"lang": "ru"}, [link("/ru", "Русский")])
    own = ("a", {"href": "/kk", "lang": "kk"}, ["Қазақша"])
    found = page(("nav", {}, [link("/one", "One"), other, own]))
    assert [entry.marked for entry in found.navigation[0].links] == [False, True, False]


def test_blocks_are_known_by_region_and_name_and_counted() -> None:
    found = page(
        ("header", {}, [("nav", {"aria-label": "Main"}, MENU)]),
        ("footer", {}, [("nav", {"class": "links"}, MENU), ("nav", {"class": "links"}, MENU)]),
    )
    assert [block.key for block in found.navigation] == ["header|main|1", "footer|links|1", "footer|links|2"]


def test_menus_without_landmarks_count_if_they_are_mostly_links() -> None:
    listed = ("ul", {"id": "top-menu"}, MENU)
    assert [block.key for block in page(listed).navigation] == ["|top-menu|1"]
    wordy = ("div", {"class": "menu"}, [*MENU, "and a long text that tells about the site and its work for people"])
    assert page(wordy).navigation == ()


def test_breadcrumbs_paging_and_lists_in_the_main_content_are_no_repeated_navigation() -> None:
    found = page(
        ("nav", {"aria-label": "Хлебные крошки"}, MENU),
        ("nav", {"class": "pagination"}, MENU),
        ("main", {}, [("nav", {}, MENU)]),
    )
    assert found.navigation == ()


def test_the_hash_follows_the_main_content_only() -> None:
    def with_news(news: str, text: str) -> PageDigest:
        return page(("header", {}, [news]), ("main", {}, [text]), ("footer", {}, [news]))

    one, other, different = with_news("x", "Main text"), with_news("y", "Main  TEXT"), with_news("x", "Other text")
    assert one.text_hash == other.text_hash != different.text_hash
    assert one.words == 2


def test_without_a_main_landmark_everything_outside_other_landmarks_is_the_main_content() -> None:
    found = page(("div", {"id": "header"}, ["Site"]), ("div", {}, ["Main text here"]), ("footer", {}, ["2026"]))
    assert found.words == 3


def test_help_is_found_in_three_languages_and_in_its_order() -> None:
    found = page(
        (
            "footer",
            {},
            [
                link("tel:8-7172-74-00-00", "Call"),
                link("mailto:Info@Site.kz?subject=x", "E-mail"),
                link("/kk/b", "Кері байланыс"),
                link("/faq", "Вопросы и ответы"),
                "Call +7 (7172) 74 00 00 or 1414",
                link("https://wa.me/77010000000", "Write"),
            ],
        ),
        ("main", {}, [link("tel:112", "Emergency"), link("/help", "Help")]),
    )
    assert found.help == (
        ("phone", "77172740000"),
        ("email", "info@site.kz"),
        ("contact", "https://site.kz/kk/b"),
        ("faq", "https://site.kz/faq"),
        ("phone", "77172740000"),
        ("phone", "1414"),
        ("chat", "https://wa.me/77010000000"),
    )


def test_headlines_and_numbers_that_only_look_like_help_are_not() -> None:
    found = page(
        (
            "footer",
            {},
            [
                link("/n", "How the new support of farmers will help our whole region"),
                "БИН 980440001034, 2014141414 2014",
            ],
        )
    )
    assert found.help == ()
