"""Places of findings: HTML excerpts, places that probes noted, and axe-core's ancestry."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.patience import LIMITS
from wcag_audit.browser import Browser, look, open_page, plan
from wcag_audit.commons.places import HTML_LIMIT, excerpt, resolve_ancestry, target, target_at
from wcag_audit.commons.selectors import selector
from wcag_audit.model.dom import SHADOW_STEP, AxNode, Document, Dom, Node, NodeKind
from wcag_audit.model.facts import Place
from wcag_audit.model.finding import Box, Target
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes.catalogue import all_probes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Places</title></head><body>
<h1>Places</h1><p>One <b>two</b></p><div id="host"></div>
<div><iframe title="f" srcdoc="<p>a</p><p>b</p>"></iframe></div>
<svg width="9" height="9" role="img" aria-label="x"><foreignObject><i>in</i></foreignObject></svg>
<script>
  const root = document.getElementById("host").attachShadow({ mode: "open" });
  root.innerHTML = "<div>a</div><div>b<div>c</div><div id='deep'>d</div></div>";
</script></body></html>"""

# As axe-core 4 builds ancestry (lib/core/utils/get-ancestry.js), for every element of the page, its frames and shadows.
_ANCESTRIES = """() => {
  const one = (node) => {
    const name = node.nodeName.toLowerCase();
    const many = name !== "head" && name !== "body" && node.parentNode && node.parentNode.children.length > 1;
    const step = name + (many ? `:nth-child(${[...node.parentNode.children].indexOf(node) + 1})` : "");
    return node.parentElement ? one(node.parentElement) + " > " + step : step;
  };
  const found = [];
  const walk = (root, before) => root.querySelectorAll("*").forEach((node) => {
    found.push([...before, one(node)]);
    const inner = node.shadowRoot || node.contentDocument;
    if (inner) walk(inner, found.at(-1));
  });
  walk(document, []);
  return found;
}"""


PLAIN_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Places</title>
<style>p::before { content: "x" }</style></head>
<body><p>One <b>two</b> <i>three</i></p><ul><li><a href="/1">1</a> <a href="/2">2</a></li></ul></body></html>"""


@pytest.fixture(
    scope="module", params=[PAGE, PLAIN_PAGE], ids=["frames and shadow trees", "markers and pseudo-elements"]
)
async def any_page(request: pytest.FixtureRequest, browser: Browser) -> AsyncIterator[tuple[Dom, list[list[str]]]]:
    async with captured(browser, request.param) as found:
        yield found


@pytest.fixture(scope="module")
async def page(browser: Browser) -> AsyncIterator[tuple[Dom, list[list[str]]]]:
    async with captured(browser, PAGE) as found:
        yield found


@asynccontextmanager
async def captured(browser: Browser, html: str) -> AsyncIterator[tuple[Dom, list[list[str]]]]:
    """The page as our probe has it, and axe's ancestries of all its elements."""
    async with browser.tab("places") as tab:
        await tab.page.route("**/places.html", lambda route: route.fulfill(body=html, content_type="text/html"))
        opened = await open_page(tab, Visit("http://127.0.0.1:9/places.html", "s"), LIMITS)
        assert opened.record.status is VisitStatus.PENDING, opened.record
        dom = (await look(tab, opened, plan([Dom], all_probes()))).snapshot[Dom]
        yield dom, await tab.page.evaluate(_ANCESTRIES)


@pytest.mark.browser
async def test_every_ancestry_of_axe_core_leads_to_a_different_element(any_page: tuple[Dom, list[list[str]]]) -> None:
    dom, ancestries = any_page
    found = [resolve_ancestry(dom, tuple(ancestry)) for ancestry in ancestries]
    assert [node.name if node else None for node in found] == [
        ancestry[-1].split(" > ")[-1].split(":")[0].lower() for ancestry in ancestries
    ]
    assert len({node.index for node in found if node}) == len(ancestries) == len(list(dom.elements()))


@pytest.mark.browser
async def test_a_place_in_a_shadow_tree_becomes_a_target_with_all_that_the_browser_says(
    page: tuple[Dom, list[list[str]]],
) -> None:
    dom, _ = page
    inner = next(node for node in dom.elements("div") if node.get("id") == "deep")
    found = target_at(dom, Place(dom.documents[0].frame, (0, 1, 2, SHADOW_STEP, 1, 1), html="<div>", selector="x"))
    assert found == target(dom, inner)
    assert found.selector == selector(dom, inner) == "#host >>> #deep"
    assert found.html == '<div id="deep">d</div>'
    assert found.box is not None
    assert found.box.width > 0


def a_node(html_attributes: dict[str, str], *texts: str, name: str = "a") -> tuple[Dom, Node]:
    element = Node(
        1, NodeKind.ELEMENT, 0, name, attributes=html_attributes, ax=AxNode("link", "n" * 999), box=Box(1, 2, 3, 4)
    )
    children = [Node(2 + i, NodeKind.TEXT, 1, "#text", value=text) for i, text in enumerate(texts)]
    return Dom((Node(0, NodeKind.DOCUMENT, -1, "#document"), element, *children), (Document("u", "f", 0),), ()), element


def test_hostile_attributes_and_text_are_escaped() -> None:
    dom, node = a_node({"title": '"><script>alert(1)</script>', 'x"onload': "y"}, "<script>&amp;")
    (element,) = BeautifulSoup(excerpt(dom, node), "html.parser").contents
    assert element.name == "a"  # type: ignore[union-attr]
    assert element["title"] == '"><script>alert(1)</script>'  # type: ignore[index]
    assert element.get_text() == "<script>&amp;"
    assert BeautifulSoup(excerpt(dom, node), "html.parser").find("script") is None


@pytest.mark.parametrize("length", [0, 10, 300, 390, 5_000_000])
def test_an_excerpt_is_bounded_and_ends_with_the_end_tag(length: int) -> None:
    dom, node = a_node({"class": "c" * 100, "href": "h" * 300, "title": "&" * 300}, "&" * length, "tail")
    shown = excerpt(dom, node)
    assert len(shown) <= HTML_LIMIT
    assert shown.startswith('<a class="ccc')
    assert shown.endswith("</a>")


def test_an_absurd_tag_name_stays_bounded() -> None:
    dom, node = a_node({}, "text", name="x-" + "y" * 5000)
    assert len(excerpt(dom, node)) <= HTML_LIMIT


def test_an_empty_element_is_shown_without_end_tag_and_inner_elements_in_their_order() -> None:
    dom = Dom(
        (
            Node(0, NodeKind.DOCUMENT, -1, "#document"),
            Node(1, NodeKind.ELEMENT, 0, "a", attributes={"href": "/"}),
            Node(2, NodeKind.TEXT, 1, "#text", value="To "),
            Node(3, NodeKind.ELEMENT, 1, "b"),
            Node(4, NodeKind.TEXT, 3, "#text", value="the\n  page"),
            Node(5, NodeKind.ELEMENT, 1, "img", attributes={"alt": "", "src": "a.png"}),
            Node(6, NodeKind.ELEMENT, 1, "script"),
            Node(7, NodeKind.TEXT, 6, "#text", value="secret()"),
        ),
        (Document("u", "f", 0),),
        (),
    )
    assert excerpt(dom, dom.nodes[1]) == '<a href="/">To <b>the page</b><img alt="" src="a.png"><script></script></a>'
    assert excerpt(dom, dom.nodes[5]) == '<img alt="" src="a.png">'


def test_a_target_is_bounded_and_a_text_node_is_named_by_its_element() -> None:
    dom, node = a_node({}, "text")
    assert target(dom, dom.nodes[2]).selector == target(dom, node).selector == "a"
    assert len(target(dom, node).name) == 200
    assert target(dom, dom.nodes[0]) == Target()


def test_a_place_that_is_gone_keeps_what_the_probe_noted() -> None:
    dom, _ = a_node({})
    gone = Place("another frame", (0, 1), html="<b>" * 999, selector="#gone")
    for known in (dom, None):
        assert target_at(known, gone) == Target(selector="#gone", html=("<b>" * 999)[:HTML_LIMIT])


@pytest.mark.parametrize(
    "ancestry", [(), ("",), ("html > b",), ("a:nth-child(0)",), ("a:nth-child(9)",), ("a", "p"), ("a > > b",)]
)
def test_ancestry_that_leads_nowhere_is_nothing(ancestry: tuple[str, ...]) -> None:
    dom, _ = a_node({})
    assert resolve_ancestry(dom, ancestry) is None
