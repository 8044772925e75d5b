"""Selectors find exactly their element again: checked by Chromium itself over a page made to be difficult."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patience import LIMITS
from wcag_audit.browser import Browser, look, open_page, plan
from wcag_audit.commons.selectors import escape, selector
from wcag_audit.model.dom import Document, Dom, Node, NodeKind
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes.catalogue import all_probes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from wcag_audit.browser import ChromiumTab

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Selectors</title><style>p::before { content: "x" }</style></head>
<body class="page"><header id="header" class="active"><a href="/">Home</a><a href="/b" class="logo">B</a></header>
<div id="twice"><p>one</p></div><div id="twice"><p>two</p></div><div id="1st">digit</div><div id="-">dash</div>
<div id="a:b.c[d] e">odd</div><div class="x:y"><b>colon</b></div><p class="lead">lead</p><p class="lead">again</p>
<ul><li><a href="/1">1</a></li><li><a href="/2">2</a></li><li class="last-news"><a href="/3">3</a></li></ul>
<svg width="9" height="9"><linearGradient id="g1234567"></linearGradient><foreignObject><i>in</i></foreignObject>
<foreignObject><i>in</i></foreignObject></svg><o:p>Word</o:p><o:p>Word</o:p><table><tr><td>1<td>2<tr><td>3<td>4</table>
<div id="host"></div><section><div></div></section>
<iframe title="f" srcdoc="<p>a</p><p id=q>b</p><div></div>"></iframe><iframe title="g" srcdoc="<p>a</p>"></iframe>
<script>
  const root = document.getElementById("host").attachShadow({ mode: "open" });
  root.innerHTML = "<div>a</div><div>b<div>c</div><div>d</div></div><p id=q>e</p><div id=inner></div>";
  root.getElementById("inner").attachShadow({ mode: "open" }).innerHTML = "<div><i></i></div><div><i></i></div>";
</script></body></html>"""

# Each element's selector is looked up as a reader would in the developer tools, part by part.
_FIND = """(selectors) => selectors.map((selector) => {
  let roots = [document], found = [];
  for (const part of selector.split(" >>> ")) {
    found = roots.flatMap((root) => [...root.querySelectorAll(part)]);
    roots = found.map((element) => element.shadowRoot || element.contentDocument).filter(Boolean);
  }
  return found.map((element) => {
    const path = [];
    for (let node = element; node && node.nodeType === 1; node = node.parentElement) {
      const siblings = [...(node.parentNode ? node.parentNode.children : [])];
      path.unshift(node.nodeName.toLowerCase() + siblings.indexOf(node));
    }
    return path.join("/");
  });
})"""


@pytest.fixture(scope="module")
async def tab(browser: Browser) -> AsyncIterator[ChromiumTab]:
    async with browser.tab("selectors") as tab:
        yield tab


async def captured(tab: ChromiumTab, html: str) -> Dom:
    await tab.page.route("**/selectors.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    opened = await open_page(tab, Visit("http://127.0.0.1:9/selectors.html", "s"), LIMITS)
    assert opened.record.status is VisitStatus.PENDING, opened.record
    return (await look(tab, opened, plan([Dom], all_probes()))).snapshot[Dom]


def path_of(dom: Dom, node: Node) -> str:
    """The same notation as the script's, within the node's own tree."""
    steps = []
    current: Node | None = node
    while current is not None and current.kind == NodeKind.ELEMENT:
        parent = dom.parent(current)
        assert parent is not None
        siblings = [child.index for child in dom.children(parent) if child.kind == NodeKind.ELEMENT]
        steps.append(f"{current.name}{siblings.index(current.index)}")
        current = parent
    return "/".join(reversed(steps))


@pytest.mark.browser
async def test_every_selector_matches_its_element_and_no_other_in_chromium(tab: ChromiumTab) -> None:
    dom = await captured(tab, PAGE)
    elements = list(dom.elements())
    assert len(elements) > 60
    selectors = [selector(dom, node) for node in elements]
    assert len(set(selectors)) == len(selectors)
    assert await tab.page.evaluate(_FIND, selectors) == [[path_of(dom, node)] for node in elements]


@pytest.mark.browser
async def test_a_page_in_quirks_mode_where_ids_differ_only_in_case_gets_unique_selectors(tab: ChromiumTab) -> None:
    dom = await captured(
        tab, "<html><title>Q</title><body><p id=Main>a</p><p id=main>b</p><i class=A></i><i class=a></i>"
    )
    elements = list(dom.elements())
    assert await tab.page.evaluate(_FIND, [selector(dom, node) for node in elements]) == [
        [path_of(dom, node)] for node in elements
    ]


@pytest.mark.browser
async def test_identifiers_are_escaped_as_chromium_escapes_them(tab: ChromiumTab) -> None:
    await captured(tab, PAGE)
    pick = random.Random(7)  # noqa: S311 - a reproducible choice of test data
    alphabet = "aZ09-_ .:#[]()>'\"\\\n\x01\x7f\0қЖ😀"
    names = ["".join(pick.choices(alphabet, k=pick.randint(1, 6))) for _ in range(500)] + ["-", "--", "-1", "1", "0a"]
    assert [escape(name) for name in names] == await tab.page.evaluate("(names) => names.map(CSS.escape)", names)


def a_dom(shape: list[tuple[int, str, dict[str, str]]]) -> Dom:
    """A page of nothing but elements: (parent among those before it, tag, attributes)."""
    nodes = [Node(0, NodeKind.DOCUMENT, -1, "#document"), Node(1, NodeKind.ELEMENT, 0, "html")]
    for parent, name, attributes in shape:
        parent = 1 + parent % (len(nodes) - 1)  # noqa: PLW2901 - any number names one of the elements so far
        nodes.append(Node(len(nodes), NodeKind.ELEMENT, parent, name, attributes=attributes))
    return Dom(tuple(nodes), (Document("u", "f", 0),), ())


@given(
    st.lists(
        st.tuples(
            st.integers(0, 99),
            st.sampled_from(["div", "p", "a"]),
            st.fixed_dictionaries(
                {}, optional={"id": st.sampled_from(["x", "y", "X"]), "class": st.sampled_from(["c", "c d", "C"])}
            ),
        ),
        max_size=30,
    )
)
def test_no_two_elements_of_a_page_share_a_selector(shape: list[tuple[int, str, dict[str, str]]]) -> None:
    dom = a_dom(shape)
    selectors = [selector(dom, node) for node in dom.elements()]
    assert len(set(selectors)) == len(selectors)


def test_a_selector_is_short_where_an_id_or_a_class_is_unique() -> None:
    dom = a_dom([(0, "body", {}), (1, "div", {"id": "menu"}), (2, "a", {"class": "logo"}), (2, "a", {}), (2, "a", {})])
    assert [selector(dom, node) for node in dom.elements()] == [
        "html",
        "body",
        "#menu",
        "a.logo",
        "#menu > a:nth-of-type(2)",
        "#menu > a:nth-of-type(3)",
    ]


@pytest.mark.parametrize("kind", [NodeKind.ELEMENT, NodeKind.FRAGMENT])
def test_an_absurdly_deep_page_is_named_all_the_same(kind: NodeKind) -> None:
    """Nested elements, or nested shadow trees: far deeper than Python would recurse."""
    nodes = [Node(0, NodeKind.DOCUMENT, -1, "#document")]
    while len(nodes) < 5_000:
        here = kind if nodes[-1].kind == NodeKind.ELEMENT else NodeKind.ELEMENT
        nodes.append(Node(len(nodes), here, len(nodes) - 1, "div" if here == NodeKind.ELEMENT else "#shadow-root"))
    dom = Dom(tuple(nodes), (Document("u", "f", 0),), ())
    selectors = [selector(dom, node) for node in dom.elements()]
    assert max(map(len, selectors)) < 30_000
    assert len(set(selectors[:500])) == 500
