"""Signatures of components: the same on every page of a site, different where a repair is a different one."""

from __future__ import annotations

import pytest

from wcag_audit.commons.components import address_shape, component, normalised
from wcag_audit.model.dom import AxNode, Document, Dom, Node, NodeKind


def a_page(
    *,
    url: str = "https://gov.kz/kk/news/41",
    wrappers: int = 0,
    link: dict[str, str] | None = None,
    name: str = "Contacts",
    inside: str = "header",
) -> tuple[Dom, Node]:
    """A page with some wrappers, a landmark and a link in it; returns the link."""
    nodes = [Node(0, NodeKind.DOCUMENT, -1, "#document"), Node(1, NodeKind.ELEMENT, 0, "html")]
    for _ in range(wrappers):
        nodes.append(Node(len(nodes), NodeKind.ELEMENT, len(nodes) - 1, "div"))
    nodes.append(Node(len(nodes), NodeKind.ELEMENT, len(nodes) - 1, inside, ax=AxNode(role="banner")))
    attributes = {"href": "/contacts", "class": "nav-link"} | (link or {})
    nodes.append(
        Node(len(nodes), NodeKind.ELEMENT, len(nodes) - 1, "a", attributes=attributes, ax=AxNode("link", name))
    )
    nodes.append(Node(len(nodes), NodeKind.TEXT, len(nodes) - 1, "#text", value=name))
    return Dom(tuple(nodes), (Document(url, "f", 0, base=url),), ()), nodes[-2]


BASE = component(*a_page())


def test_the_same_header_link_is_the_same_component_on_other_pages() -> None:
    """Another page, another nesting, marked as the current one, with another id: still the same link."""
    here = a_page(
        url="https://gov.kz/kk/contacts",
        wrappers=3,
        link={
            "href": "https://gov.kz/contacts",
            "class": "nav-link active",
            "aria-current": "page",
            "id": "ember1042",
            "style": "color: red",
            "data-reactid": "9",
        },
    )
    assert component(*here) == BASE


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Services"},
        {"link": {"href": "/services"}},
        {"link": {"href": "https://egov.kz/contacts"}},
        {"link": {"class": "button"}},
        {"link": {"role": "button"}},
        {"inside": "footer"},
    ],
)
def test_another_name_goal_class_role_or_landmark_is_another_component(other: dict[str, object]) -> None:
    assert component(*a_page(**other)) != BASE  # type: ignore[arg-type]


def test_numbers_in_a_name_do_not_part_components() -> None:
    assert component(*a_page(name="Comments (12)")) == component(*a_page(name="comments  (7)"))


def test_a_text_node_belongs_to_the_component_of_its_element() -> None:
    dom, link = a_page()
    assert component(dom, dom.children(link)[0]) == component(dom, link)


def test_a_signature_is_sixteen_hexadecimal_digits_even_for_the_page_itself() -> None:
    dom, link = a_page()
    for node in (link, dom.nodes[0]):
        assert len(component(dom, node)) == 16
        int(component(dom, node), 16)


def test_a_lone_surrogate_in_a_name_breaks_nothing() -> None:
    assert component(*a_page(name="\ud800")) != BASE


def test_normalised_folds_digits_space_and_case_and_is_bounded() -> None:
    assert normalised("  Бет\n12 / 340 ") == "бет # / #"
    assert len(normalised("я" * 500)) == 80


@pytest.mark.parametrize(
    ("address", "shape"),
    [
        ("42?page=7#top", "/news/#?page="),
        ("/files/5f0c7a9e6f3b/plan-2026.pdf", "/files/#/plan-#.pdf"),
        ("https://gov.kz/news/", "/news/"),
        ("https://vk.com/gov", "vk.com/gov"),
        ("//vk.com/gov?b=1&a=2", "vk.com/gov?a=&b="),
        ("javascript:void(0)", "javascript:"),
        ("data:image/png;base64,AAAA", "data:"),
        ("http://[broken", ""),
    ],
)
def test_the_shape_of_an_address_keeps_what_does_not_change(address: str, shape: str) -> None:
    assert address_shape(address, "https://gov.kz/news/41") == shape


def test_an_address_made_to_slow_the_pattern_down_has_a_shape() -> None:
    """Takes for ever if the pattern looks ahead over all of it again and again."""
    assert len(address_shape("/" + "a-" * 1_000_000)) <= 200
