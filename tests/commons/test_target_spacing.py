"""The spacing exception of 2.5.8 over hand-made pages: circles, tolerance, planes, twins."""

from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wcag_audit.commons.geometry import centre, distance
from wcag_audit.commons.pointer_targets import pointer_targets
from wcag_audit.commons.target_spacing import MINIMUM, TOLERANCE, has_large_twin, is_large, neighbours
from wcag_audit.model.dom import STYLE_NAMES, AxNode, Document, Dom, Node, NodeKind
from wcag_audit.model.finding import Box

PLAIN = {"display": "block", "visibility": "visible", "position": "static", "overflow-x": "visible", "opacity": "1"}
SCROLLING = PLAIN | {"overflow-x": "auto", "overflow-y": "auto"}


def a_style(values: dict[str, str]) -> tuple[str, ...]:
    full = PLAIN | {"overflow-y": "visible", "clip-path": "none", "clip": "auto", "pointer-events": "auto"} | values
    return tuple(full.get(name, "") for name in STYLE_NAMES)


def a_page(*links: tuple[Box, str], scrolling: tuple[Box, str] | None = None) -> Dom:
    """Links side by side in a body; the last one may stand in a scrolling box of its own."""
    page = Box(0, 0, 5_000, 5_000)
    nodes = [
        Node(0, NodeKind.DOCUMENT, -1, "#document", box=page),
        Node(1, NodeKind.ELEMENT, 0, "html", box=page, style=0),
        Node(2, NodeKind.ELEMENT, 1, "body", box=page, style=0),
    ]

    def add(box: Box, address: str, parent: int) -> None:
        ax = AxNode(role="link", name=address, properties={"url": address})
        nodes.append(Node(len(nodes), NodeKind.ELEMENT, parent, "a", box=box, style=0, ax=ax))

    for box, address in links:
        add(box, address, 2)
    if scrolling:
        nodes.append(Node(len(nodes), NodeKind.ELEMENT, 2, "div", box=page, style=1))
        add(*scrolling, len(nodes) - 1)
    document = Document("https://example.kz/", "main", 0, scroll_width=5_000, scroll_height=5_000)
    return Dom(tuple(nodes), (document,), (a_style({}), a_style(SCROLLING)))


def met(dom: Dom) -> list[list[str]]:
    return [[other.node.accessible_name for other in neighbours(dom, target)] for target in pointer_targets(dom)]


@pytest.mark.parametrize(("gap", "meets"), [(0, True), (7, True), (8, False), (20, False)])
def test_two_targets_of_16_pixels_need_a_gap_of_8(gap: float, *, meets: bool) -> None:
    dom = a_page((Box(100, 100, 16, 16), "/a"), (Box(116 + gap, 100, 16, 16), "/b"))
    assert met(dom) == ([["/b"], ["/a"]] if meets else [[], []])


@pytest.mark.parametrize(("gap", "meets"), [(3, True), (4, False)])
def test_a_small_target_beside_a_large_one_needs_room_for_its_circle_only(gap: float, *, meets: bool) -> None:
    dom = a_page((Box(100, 100, 16, 16), "/a"), (Box(116 + gap, 60, 200, 100), "/b"))
    assert met(dom)[0] == (["/b"] if meets else [])


def test_links_to_the_same_address_are_no_neighbours() -> None:
    assert met(a_page((Box(100, 100, 16, 16), "/a"), (Box(116, 100, 16, 16), "/a"))) == [[], []]


def test_what_scrolls_separately_is_no_neighbour() -> None:
    dom = a_page((Box(100, 100, 16, 16), "/a"), scrolling=(Box(116, 100, 16, 16), "/b"))
    assert met(dom) == [[], []]


def test_a_large_twin_makes_up_for_a_small_target() -> None:
    dom = a_page((Box(100, 100, 16, 16), "/a"), (Box(116, 100, 16, 16), "/b"), (Box(100, 300, 90, 40), "/a"))
    assert [has_large_twin(dom, target) for target in pointer_targets(dom)] == [True, False, True]


def test_fractions_of_line_heights_are_no_fault() -> None:
    assert is_large(Box(0, 0, 23.6, 24))
    assert not is_large(Box(0, 0, 23.4, 24))


_places = st.integers(0, 300)
_sizes = st.integers(1, 120)


@given(st.lists(st.builds(Box, _places, _places, _sizes, _sizes), min_size=2, max_size=15))
def test_neighbours_are_those_found_by_comparing_every_pair(boxes: list[Box]) -> None:
    dom = a_page(*((box, f"/{number}") for number, box in enumerate(boxes)))
    expected = []
    for here, box in enumerate(boxes):
        x, y = centre(box)
        expected.append(
            {
                f"/{there}"
                for there, other in enumerate(boxes)
                if there != here
                and (
                    distance(x, y, other) < MINIMUM / 2 - TOLERANCE
                    or (not is_large(other) and dist((x, y), centre(other)) < MINIMUM - TOLERANCE)
                )
            }
        )
    assert [set(names) for names in met(dom)] == expected
