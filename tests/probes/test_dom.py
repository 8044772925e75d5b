"""The base capture holds what the browser has: every frame and shadow tree, styles, boxes, roles and names."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.browser.server import Reply, Web, page
from tests.patience import LIMITS
from wcag_audit.browser import Browser, Limits, look, open_page, plan
from wcag_audit.model.dom import SHADOW_STEP, Dom, NodeKind
from wcag_audit.model.snapshot import pack, unpack
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes import dom as dom_module
from wcag_audit.probes.catalogue import all_probes
from wcag_audit.probes.dom import DomProbe
from wcag_audit.sample_portal import SamplePortal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from wcag_audit.browser import ChromiumTab
    from wcag_audit.model.dom import Node

# Every element's place, tag and box as the page's own scripts see them, frames and open shadow trees included.
_WALK = """() => {
  const found = [];
  const visit = (root, path, x, y, frame) => {
    [...root.children].forEach((element, index) => {
      const drawn = element.ownerSVGElement; // the browser's boxes of shapes hold their strokes, the script's do not
      const box = drawn ? new DOMRect() : element.getBoundingClientRect();
      const here = [...path, index];
      found.push([frame, here, element.localName, [box.x + x, box.y + y, box.width, box.height].map(Math.round)]);
      visit(element, here, x, y, frame);
      if (element.shadowRoot) visit(element.shadowRoot, [...here, -1], x, y, frame);
      let inner = null;
      try { inner = element.contentDocument } catch {}
      if (inner) {
        const style = getComputedStyle(element);
        const at = [
          box.x + x + element.clientLeft + parseFloat(style.paddingLeft),
          box.y + y + element.clientTop + parseFloat(style.paddingTop),
        ];
        visit(inner, [], ...at, [...frame, here]);
      }
    });
  };
  visit(document, [], scrollX, scrollY, []);
  return found;
}"""


@asynccontextmanager
async def opened(browser: Browser, address: str) -> AsyncIterator[ChromiumTab]:
    async with browser.tab("dom") as tab:
        found = await open_page(tab, Visit(address, "dom"), Limits(load=1, settle=300))
        assert found.record.status is VisitStatus.PENDING, found.record
        yield tab


async def capture(browser: Browser, web: Web, body: str | Reply) -> Dom:
    web.answers["/page"] = body if isinstance(body, Reply) else Reply(page(body))
    async with opened(browser, f"{web.address}/page") as tab:
        return await DomProbe().collect(tab)


def one(dom: Dom, name: str) -> Node:
    (found,) = dom.elements(name)
    return found


async def compare(tab: ChromiumTab) -> int:
    """Every element is found at its path with its tag name, and with its box where it has one."""
    dom = await DomProbe().collect(tab)
    walked = await tab.page.evaluate(_WALK)
    for frame, path, name, box in walked:
        document = dom.documents[0]
        for step in frame:
            owner = dom.at(document.frame, tuple(step))
            assert owner is not None, (frame, path)
            document = next(d for d in dom.documents if dom.nodes[d.root].parent == owner.index)
        node = dom.at(document.frame, tuple(path))
        assert node is not None, (frame, path)
        assert node.name == name.lower(), (frame, path)
        if node.box is not None and box[2] and box[3]:
            own = [node.box.x, node.box.y, node.box.width, node.box.height]
            assert [round(a - b) for a, b in zip(own, box, strict=True)] == pytest.approx([0, 0, 0, 0], abs=1), (
                path,
                name,
            )
    return len(walked)


async def test_every_element_is_where_the_page_itself_sees_it(browser: Browser, web: Web) -> None:
    web.put("/inner", page("<p>In a frame</p><iframe srcdoc='<b>Deeper</b>' style='margin: 20px'></iframe>"))
    body = """
      <style>p::before, li::marker, #host::after { content: "x " } q { quotes: "«" "»" } .tall { height: 900px }</style>
      <!-- a comment --><p>One<!-- and another --></p><ul><li>Two<li>Three</ul><q>Four</q><div class=tall></div>
      <div id=host><span slot=here>Slotted</span><i>Never shown</i></div>
      <details><summary>S</summary><p>Closed</p></details>
      <table><tr><td>Cell</table><select><option>A<option selected>B</select><video controls></video><input value=x>
      <iframe src=/inner style="border: 7px solid; padding: 3px" width=400 height=300></iframe>
      <template><p>In a template</p></template><svg><title>T</title><g><rect width=5 height=5 /></g></svg>
      <script>
        const root = host.attachShadow({ mode: "open" });
        root.innerHTML = "<style>b { color: red }</style><b>Shadow</b><slot name=here></slot><div id=two></div>";
        root.getElementById("two").attachShadow({ mode: "open" }).innerHTML = "<em>Two deep</em><slot></slot>";
      </script>"""
    web.put("/page", page(body))
    async with opened(browser, f"{web.address}/page") as tab:
        assert await compare(tab) > 40
    web.put("/plain", page(body.split("<script>", maxsplit=1)[0].replace("id=host", "")))
    async with opened(browser, f"{web.address}/plain") as tab:
        assert await compare(tab) > 30


@pytest.mark.parametrize("path", ["/kk/", "/ru/map.html", "/kk/contacts.html", "/kk/registry/", "/en/statistics.html"])
async def test_every_element_of_the_sample_portal_is_found_at_its_path(path: str, browser: Browser) -> None:
    with SamplePortal() as portal:
        async with opened(browser, portal.url + path) as tab:
            assert await compare(tab) > 50


async def test_a_scrolled_page_and_a_scrolled_frame_have_boxes_on_the_whole_page(browser: Browser, web: Web) -> None:
    tall = "<div style='height: 3000px'></div>"
    web.put("/inner", page(f"<p>Top</p>{tall}<script>scrollTo(0, 500)</script>"))
    web.put(
        "/page", page(f"<iframe src=/inner></iframe>{tall}<b>End</b><script>onload = () => scrollTo(0, 700)</script>")
    )
    async with opened(browser, f"{web.address}/page") as tab:
        await compare(tab)


async def test_roles_names_states_and_values_are_the_browsers_own(browser: Browser, web: Web) -> None:
    dom = await capture(
        browser,
        web,
        """<img src=x alt="A  picture"><button aria-expanded=false>Menu</button><a href=/x>Link</a>
        <label>Name <input value="typed"></label><input type=checkbox checked aria-label=Yes>
        <h2>Title</h2><p aria-hidden=true>Hidden</p><ol><li>First</ol><canvas style="display: none"></canvas>
        <script>document.querySelector('[value]').value = 'changed'</script>""",
    )
    image, button, link = one(dom, "img"), one(dom, "button"), one(dom, "a")
    assert (image.role, image.accessible_name) == ("image", "A picture")
    assert button.ax is not None
    assert (button.role, button.accessible_name, button.ax.properties["expanded"]) == ("button", "Menu", False)
    assert (link.role, link.clickable, link.get("href")) == ("link", True, "/x")
    text, box = dom.elements("input")
    assert (text.role, text.accessible_name, text.input_value) == ("textbox", "Name", "changed")
    assert (box.role, box.checked) == ("checkbox", True)
    heading = one(dom, "h2")
    assert heading.ax is not None
    assert heading.ax.properties["level"] == 2
    hidden = next(node for node in dom.elements("p") if node.get("aria-hidden"))
    assert not hidden.exposed
    assert hidden.role == ""
    canvas = one(dom, "canvas")
    assert (canvas.box, canvas.style, dom.css(canvas, "display")) == (None, -1, "")


async def test_styles_and_text_are_as_rendered(browser: Browser, web: Web) -> None:
    dom = await capture(
        browser,
        web,
        """<style>p { color: rgb(1, 2, 3) } p::before { content: "no" } .no { visibility: hidden }</style>
        <p>One <b>two</b>three<br>four <i style="display: none">not</i><i class=no>nor</i></p>
        <div>five</div><div>six</div>
        <iframe srcdoc="framed"></iframe>""",
    )
    paragraph = one(dom, "p")
    assert dom.css(paragraph, "color") == "rgb(1, 2, 3)"
    assert dom.text(paragraph) == "One twothree four"
    assert dom.text(one(dom, "main")) == "A page One twothree four five six"
    with pytest.raises(KeyError):
        dom.css(paragraph, "no-such-style")
    assert not any(node.name.startswith("::") for node in dom.nodes)


async def test_closed_shadow_trees_are_seen_and_the_browsers_own_are_not(browser: Browser, web: Web) -> None:
    dom = await capture(
        browser,
        web,
        """<div id=h></div><input type=date><video controls></video>
        <script>h.attachShadow({ mode: "closed" }).innerHTML = "<b>In the dark</b>"</script>""",
    )
    host = dom.by_id("h")
    assert host is not None
    (root,) = dom.children(host)
    assert root.kind is NodeKind.FRAGMENT
    assert dom.text(host) == "In the dark"
    assert dom.children(one(dom, "input")) == dom.children(one(dom, "video")) == ()
    assert dom.at(dom.documents[0].frame, (0, 1, 0, 1, SHADOW_STEP, 0)) is one(dom, "b")
    assert dom.at(dom.documents[0].frame, (0, 1, 0, 1, SHADOW_STEP, 1)) is None
    assert dom.at("no such frame", (0,)) is None


async def test_documents_of_frames_have_their_own_address_title_and_place(browser: Browser, web: Web) -> None:
    web.put("/inner", page("Inner", "<base href=/folder/>").replace("A page", "Framed"))
    dom = await capture(browser, web, f"<iframe src={web.elsewhere}/inner></iframe>")
    top, *inner = dom.documents
    assert top.url == f"{web.address}/page"
    framed = next(document for document in inner if document.title == "Framed")
    assert framed.base == f"{web.elsewhere}/folder/"
    parent = dom.parent(dom.nodes[framed.root])
    assert parent is not None
    assert parent.name == "iframe"
    assert framed.frame != top.frame


async def test_the_browsers_own_error_page_in_a_frame_is_not_the_sites(browser: Browser, web: Web) -> None:
    web.answers["/never"] = Reply(raw=b"")
    for shadow in ("", "<div id=h></div><script>h.attachShadow({mode: 'open'}).innerHTML = '<b>x</b>'</script>"):
        dom = await capture(browser, web, f"<iframe src=/never></iframe>{shadow}")
        assert len(dom.documents) == 1
        assert dom.children(one(dom, "iframe")) == ()


SHADOW = "<script>document.querySelector('main').attachShadow({mode: 'open'}).innerHTML = '<slot></slot>'</script>"
DEEP = {
    "plain": "<div>" * 2000 + "<b>Bottom</b>",
    "with a shadow tree": "<div>" * 2000 + f"<b>Bottom</b>{SHADOW}",
    "with frames in frames": "<iframe src='/nest?40'></iframe>",
}


@pytest.mark.parametrize("name", DEEP)
async def test_nothing_breaks_on_depth(name: str, browser: Browser, web: Web) -> None:
    def nest(path: str) -> Reply:
        left = int(path.partition("?")[2])
        return Reply(page(f"<iframe src='/nest?{left - 1}'></iframe>" if left else "<b>Bottom</b>"))

    web.answers["/nest"] = nest
    web.put("/page", page(DEEP[name]))
    async with browser.tab("dom") as tab:
        found = await open_page(tab, Visit(f"{web.address}/page", "dom"), replace(LIMITS, load=120.0))
        looked = await look(tab, found, plan({Dom}, all_probes()))
    assert looked.gaps == ()
    dom = looked.snapshot[Dom]
    assert one(dom, "b").parent > 0
    assert "Bottom" in (dom.text(dom.nodes[one(dom, "b").index]))
    again = unpack(pack(looked.snapshot)[1])
    assert again == looked.snapshot


async def test_text_that_no_file_can_hold_is_made_well_formed(browser: Browser, web: Web) -> None:
    web.put(
        "/page",
        page(
            """<p id=p title=x>x</p><input id=i><img id=m><div id=h></div><script>
            const half = "a\\ud83db\\u0000c";
            document.title = half; p.firstChild.data = half; p.title = half; i.value = half; m.alt = half;
            p.setAttribute("data-" + "x", half);
            h.attachShadow({ mode: "open" }).append(half);
            document.links.length; const a = document.createElement("a"); a.href = "/x?" + half; a.textContent = half;
            document.body.append(a);
            </script>"""
        ),
    )
    async with browser.tab("dom") as tab:
        found = await open_page(tab, Visit(f"{web.address}/page", "dom"), LIMITS)
        looked = await look(tab, found, plan({Dom}, all_probes()))
        about = await tab.call("links", 100)
    assert found.title == "a\ufffdb c"
    assert unpack(pack(looked.snapshot)[1]) == looked.snapshot
    dom = looked.snapshot[Dom]
    assert one(dom, "img").get("alt").startswith("a\ufffd")
    for text in (found.title, found.text, str(about), str([node.attributes for node in dom.nodes])):
        text.encode()


async def test_a_page_of_more_nodes_than_the_limit_is_truncated_and_says_so(
    browser: Browser, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    shadow = "<script>document.querySelector('h1').attachShadow({mode: 'open'}).innerHTML = '<b>x</b>'</script>"
    monkeypatch.setattr(dom_module, "NODE_LIMIT", 100)
    for extra in ("", shadow):
        whole = await capture(browser, web, extra + "<i></i>" * 30)
        cut = await capture(browser, web, extra + "<i></i>" * 300)
        assert (whole.truncated, cut.truncated, len(cut.nodes)) == (False, True, 100)


async def test_long_values_are_cut_and_many_frames_are_taken(browser: Browser, web: Web) -> None:
    dom = await capture(
        browser,
        web,
        f"<img alt='' src='data:image/png;base64,{'A' * 500_000}'><p>{'w' * 100_000}</p>"
        + "<iframe srcdoc='<b>x</b>'></iframe>" * 60,
    )
    assert len(one(dom, "img").get("src")) == 20_000
    assert max(len(node.value) for node in dom.nodes) == 20_000
    assert len(dom.documents) == 61
    assert len(list(dom.elements("b"))) == 60


async def test_generated_text_is_kept_as_drawn_and_as_spoken(browser: Browser, web: Web) -> None:
    css = """<style>#a::before { content: "Жаңа " } #b::after { content: "(" attr(title) ")" }
      #c::before { counter-increment: n; content: counter(n) ". бөлім" } #d::before { content: "Көзге" / "" }
      #e::before { content: "Көзге" / "Құлаққа" } #f::before { content: "" } li::marker { content: "Белгі " }</style>"""
    body = (
        "<p id=a>1</p><p id=b title='ескі'>2</p><p id=c>3</p><p id=d>4</p><p id=e>5</p><p id=f>6</p>"
        "<p id=a aria-hidden=true>7</p><ul><li>8</li></ul>"
    )
    shadow = "<i></i><script>document.querySelector('i').attachShadow({mode: 'open'}).innerHTML = '<b>x</b>'</script>"
    for extra in ("", shadow):  # the tree of a page with shadow roots is made in another way
        dom = await capture(browser, web, css + body + extra)
        found = [(dom.nodes[text.owner].get("id"), text.pseudo, text.text, text.spoken) for text in dom.generated]
        assert found == [
            ("a", "before", "Жаңа ", "Жаңа"),
            ("b", "after", "(ескі)", "(ескі)"),
            ("c", "before", "1. бөлім", "1. бөлім"),
            ("d", "before", "Көзге", ""),
            ("e", "before", "Көзге", "Құлаққа"),
            ("a", "before", "Жаңа ", ""),
        ]
        assert all(dom.css(text, "visibility") == "visible" for text in dom.generated)


async def test_generated_text_of_a_frame_is_where_it_stands_on_the_whole_page(browser: Browser, web: Web) -> None:
    inner = "<style>b::before { content: 'Ішкі' }</style><b>x</b>"
    dom = await capture(browser, web, f'<iframe style="margin: 300px 0 0 200px" srcdoc="{inner}"></iframe>')
    (text,) = dom.generated
    frame = one(dom, "iframe").box
    assert frame is not None
    assert (frame.x > 200, frame.y > 300) == (True, True)
    assert frame.x < text.box.x < frame.x + 30
    assert frame.y < text.box.y < frame.y + 30
