"""Pages of one template have one signature, whatever their content."""

from __future__ import annotations

from wcag_audit.commons.template import template
from wcag_audit.model.dom import Document, Dom, Node, NodeKind

Tree = tuple[str, dict[str, str], list["Tree"]]


def signature(*body: Tree) -> str:
    nodes = [Node(0, NodeKind.DOCUMENT, -1, "#document")]

    def add(tree: Tree, parent: int) -> None:
        index = len(nodes)
        nodes.append(Node(index, NodeKind.ELEMENT, parent, tree[0], attributes=tree[1]))
        for child in tree[2]:
            add(child, index)

    add(("html", {}, [("head", {}, []), ("body", {}, list(body))]), 0)
    return template(Dom(tuple(nodes), (Document("https://site.kz/", "F", 0),), ()))


def news(items: int, *more: Tree) -> str:
    listed: list[Tree] = [("article", {"class": "card"}, [("h2", {}, [])]) for _ in range(items)]
    return signature(("header", {}, []), ("main", {"class": "news"}, [("div", {}, listed), *more]))


def test_the_number_of_items_and_what_lies_deep_inside_do_not_matter() -> None:
    deep: Tree = ("div", {}, [("article", {"class": "card"}, [("h2", {}, [("span", {}, [("b", {}, [])])])])])
    assert news(10) == news(12) == news(3, deep)
    assert len(news(1)) == 8


def test_another_skeleton_is_another_template() -> None:
    form: Tree = ("form", {}, [])
    assert len({news(3), news(3, form), signature(("main", {"class": "news"}, [])), signature()}) == 4


def test_classes_that_tools_make_up_and_states_do_not_matter() -> None:
    assert signature(("main", {"class": "is-active css-1x2y3z"}, [])) == signature(("main", {}, []))


def test_scripts_and_styles_do_not_matter() -> None:
    assert signature(("main", {}, []), ("script", {}, [])) == signature(("main", {}, []))
