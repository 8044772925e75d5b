from __future__ import annotations

import pytest

from wcag_audit.commons.absence import FORM_CRITERIA, MEDIA_CRITERIA, absent_criteria
from wcag_audit.model.dom import AxNode, Document, Dom, Node, NodeKind


def dom(name: str, role: str = "", *, truncated: bool = False, **attributes: str) -> Dom:
    """A page with one element."""
    kind = NodeKind.ELEMENT
    named = {key.rstrip("_"): value for key, value in attributes.items()}
    nodes = (
        Node(0, NodeKind.DOCUMENT, -1, "#document"),
        Node(1, kind, 0, "html"),
        Node(2, kind, 1, name, attributes=named, ax=AxNode(role) if role else None),
    )
    return Dom(nodes, (Document("https://example.kz/", "F", 0),), (), truncated)


def test_a_page_of_words_has_neither_media_nor_input() -> None:
    assert absent_criteria(dom("p")) == MEDIA_CRITERIA | FORM_CRITERIA
    assert absent_criteria(dom("input", type="submit")) == MEDIA_CRITERIA | FORM_CRITERIA
    assert absent_criteria(dom("div", contenteditable="false")) == MEDIA_CRITERIA | FORM_CRITERIA


@pytest.mark.parametrize(
    "page",
    [
        dom("video"),
        dom("audio"),
        dom("iframe"),
        dom("object"),
        dom("div", class_="hero-VIDEO"),
        dom("a", href="https://youtu.be/x"),
        dom("a", href="/files/speech.MP3"),
        dom("div", id="player"),
    ],
)
def test_media_and_what_may_become_media_are_not_absent(page: Dom) -> None:
    assert absent_criteria(page) == FORM_CRITERIA


@pytest.mark.parametrize(
    "page",
    [
        dom("input"),
        dom("input", type="PASSWORD"),
        dom("select"),
        dom("textarea"),
        dom("div", "textbox"),
        dom("span", "switch"),
        dom("div", contenteditable=""),
        dom("div", contenteditable="TRUE"),
    ],
)
def test_whatever_takes_input_is_not_absent(page: Dom) -> None:
    assert absent_criteria(page) == MEDIA_CRITERIA


def test_a_page_that_was_not_seen_whole_shows_no_absence() -> None:
    assert absent_criteria(dom("p", truncated=True)) == frozenset()
