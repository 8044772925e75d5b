"""Our axe probe finds exactly what a plain run of the same axe-core finds, and the page cannot tell that it ran."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.server import Reply, Web, page, serve
from wcag_audit.browser import Browser, Limits, open_page
from wcag_audit.errors import UsageError
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes.axe import AxeFile, AxeProbe, axe_options
from wcag_audit.sample_portal import SamplePortal, barriers
from wcag_audit.standards.axe import AXE_RULES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from playwright.async_api import Frame

    from wcag_audit.browser import ChromiumTab
    from wcag_audit.model.facts import AxeNode, AxeResults

AXE = AxeFile.load()
_MEASURES = ["fgColor", "bgColor", "contrastRatio", "expectedContrastRatio", "messageKey"]
_ROWS = """
  const said = (node) => [...node.any, ...node.all, ...node.none].filter((check) => /^color-/.test(check.id)).map(
    (check) => [check.id, ...MEASURES.map((name) => check.data?.[name] ?? "")].join(" ")).join();
  const rows = (kind) => result[kind].flatMap((rule) => rule.nodes.map(
    (node) => [kind, rule.id, node.target.flat(9).join(" >>> "), node.html, said(node)].join(" ")));
  const passes = result.passes.map((rule) => `passes ${rule.id}`);
  return [...rows("violations"), ...rows("incomplete"), ...passes].sort();
}""".replace("MEASURES", json.dumps(_MEASURES))
_PLAIN = f"async (options) => {{ const result = await axe.run(document, options);{_ROWS}"
_FINISH = f"async ([parts, options]) => {{ const result = await axe.finishRun(parts, options);{_ROWS}"

FAULTS = """<img src="x.png"><button></button><input><a href="#"></a>
  <p style="color: #bbb; background: #fff">pale</p><select></select>"""
CONTRASTS = """<style>
    .s { text-shadow: 0 0 2px #888 } .b::before { content: "x"; background: red; position: absolute; width: 99px;
    height: 99px } .g { background: linear-gradient(#fff, #000) } .o { opacity: .5 } .lch { color: lch(52% 40 20) }
  </style><p style="color: #767676">4.54</p><p style="color: #777">4.48</p><p style="color: #595959">7.00</p>
  <p style="color: #949494; font-size: 24px">3.03 large</p><p style="color: #666; font-size: 24px">large</p>
  <p style="color: #666">a</p><p style="color: #ccc">b</p><p style="color: #fff">equal</p><p class="s">shadow</p>
  <p class="s" style="color: #999">pale shadow</p><p class="b">before</p><p class="g">gradient</p>
  <p class="o">half</p><p class="o" style="color: #777">half pale <b style="color: #222">not</b></p>
  <p class="lch">other space</p><p style="color: color(display-p3 .5 .5 .5)">wide</p><p>😀</p>
  <p style="-webkit-text-stroke: 1px #aaa; color: #666">stroked</p><p hidden style="color: #ccc">hidden</p>
  <label for="dis" style="color: #ccc">of a disabled field</label><input id="dis" disabled>
  <div style="background: url(x.png)"><p style="color: #777">on an image <a href="#">link</a></p></div>
  <div style="position: relative; height: 2em"><p style="color: #777">under</p>
  <div style="position: absolute; inset: 0; background: #fffc">over</div></div>"""
TURNS = "@media (orientation: portrait) { html { transform: rotate(90deg) } }"
SHADOW = """<div id="host"></div><script>
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = `<img src="y.png"><div id="deeper"></div>INSIDE`;
  root.getElementById("deeper").attachShadow({ mode: "open" }).innerHTML = "<button></button>";
</script>"""
PATCHES = """<script>
  Array.prototype.map = Array.prototype.filter = Array.prototype.flat = () => [];
  Document.prototype.querySelectorAll = Element.prototype.querySelectorAll = () => [];
  Element.prototype.getAttribute = Element.prototype.matches = () => "no";
  JSON.stringify = () => "{}";
  JSON.parse = () => null;
  Object.defineProperty(window, "axe", { value: { run: () => "no" }, writable: false });
  window.getComputedStyle = () => ({});
  window.setTimeout = window.requestAnimationFrame = () => 0;
  Promise.prototype.then = function () { return this };
</script>"""

PAGES = {
    "faults": Reply(page(FAULTS)),
    "contrasts": Reply(page(CONTRASTS)),
    "contrasts in frames": Reply(page(f"{CONTRASTS}<iframe title=a src=/contrasts width=900 height=900></iframe>")),
    "no script allowed": Reply(
        page(FAULTS),
        headers={"Content-Security-Policy": "default-src 'none'; require-trusted-types-for 'script'"},
    ),
    "frames": Reply(page(f"{FAULTS}<iframe src=/frames></iframe><iframe title=x src=ELSEWHERE/frames></iframe>")),
    "frames without address": Reply(
        page(
            "<iframe title=a srcdoc='<p style=color:#ccc>pale</p><img src=x>'></iframe>"
            "<iframe title=b></iframe><iframe title=c src='about:blank'></iframe>"
            "<iframe title=d srcdoc='&lt;iframe srcdoc=&quot;<button></button>&quot;>'></iframe>"
        )
    ),
    "hidden frames": Reply(
        page(
            f"{FAULTS}<iframe title=a hidden src=/faults></iframe><iframe title=b src=/faults></iframe>"
            "<iframe title=c style='width: 0; height: 0; border: 0' src=/faults></iframe>"
        )
    ),
    "a frame that cannot be reached": Reply(page("<iframe title=q src='http://127.0.0.1:9/'></iframe>")),
    "a frameset": Reply("<html><title>f</title><frameset cols='50%,50%'><frame src=/faults><frame src=/frames>"),
    "shadow trees": Reply(page(FAULTS + SHADOW)),
    "closed shadow trees": Reply(page(FAULTS + SHADOW.replace('"open"', '"closed"'))),
    "a frame in a shadow tree": Reply(
        page(
            SHADOW.replace("INSIDE", "<iframe title=z src=/faults></iframe>")
            + "<iframe title=y src=/select></iframe><iframe title=w src=/frames></iframe>"
        )
    ),
    "turned by orientation": Reply(page(FAULTS, f"<style>{TURNS}</style>")),
    "turned by an adopted style": Reply(
        page(
            FAULTS + f"<script>const s = new CSSStyleSheet(); s.replaceSync(`{TURNS}`);"
            "document.adoptedStyleSheets = [s]</script>"
        )
    ),
    "turned by a linked style": Reply(page(FAULTS, "<link rel=stylesheet href=/turns.css>")),
    "turned by an imported style": Reply(page(FAULTS, "<style>@import '/turns.css';</style>")),
    "turned by a style of another origin": Reply(page(FAULTS, "<link rel=stylesheet href=ELSEWHERE/turns.css>")),
    "turned in a shadow tree": Reply(
        page(
            FAULTS + "<div id=h></div><script>h.attachShadow({mode: 'open'}).innerHTML ="
            f"`<style>{TURNS.replace('html', 'p')}</style><p>x`</script>"
        )
    ),
    "turned in a frame": Reply(page(FAULTS + "<iframe title=a src=/turned></iframe><iframe title=b src=/faults>")),
    "turned around a frame": Reply(page("<iframe title=a src=/faults></iframe>", f"<style>{TURNS}</style>")),
    "a style that nothing is in": Reply(page(FAULTS, "<style></style>")),
    "a style that did not come": Reply(page(FAULTS, "<link rel=stylesheet href=/missing.css>")),
    "an import that did not come": Reply(page(FAULTS, "<style>@import '/missing.css';</style>")),
    "a style for print": Reply(page(FAULTS, f"<style media=print>{TURNS}</style>")),
    "another colour by orientation": Reply(
        page(FAULTS, "<style>@media (orientation: portrait) { html { color: red } }</style>")
    ),
    "audio and video": Reply(
        page(FAULTS + "<video src=/v.mp4></video><audio autoplay src=/a.mp3></audio><audio controls></audio>")
    ),
    "a drawing": Reply(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><image href="x.png" width="9" height="9"/>'
        '<text y="20" fill="#eee">pale</text><a href="#"><circle r="9"/></a></svg>',
        "image/svg+xml",
    ),
    "XHTML": Reply(
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><h1>x</h1><img src="x"/>'
        '<button/><svg xmlns="http://www.w3.org/2000/svg" role="img"><path d="M0 0"/></svg></body></html>',
        "application/xhtml+xml",
    ),
    "nothing": Reply(b""),
    "depth": Reply(page("<div>" * 400 + FAULTS)),
}


def put_up(web: Web) -> None:
    """The pages, and what they are made of."""
    web.put("/faults", page(FAULTS))
    web.put("/contrasts", page(CONTRASTS))
    web.put("/turned", page("<p>x", f"<style>{TURNS}</style>"))
    web.put("/select", page("<select></select>"))
    web.put("/frames", page(f"<iframe src=/faults></iframe><iframe title=e src={web.elsewhere}/faults></iframe>"))
    web.put("/turns.css", TURNS, type="text/css")
    web.put("/always.css", "html { transform: rotate(90deg) }", type="text/css")


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as web:
        put_up(web)
        yield web


@asynccontextmanager
async def opened(browser: Browser, address: str) -> AsyncIterator[ChromiumTab]:
    async with browser.tab("axe") as tab:
        found = await open_page(tab, Visit(address, "axe"), Limits(load=1, settle=300))
        assert found.record.status is VisitStatus.PENDING, found.record
        yield tab


def rows(results: AxeResults) -> list[str]:
    failed = [f"violations {rule.id} {_row(node)}" for rule in results.rules for node in rule.failed]
    undecided = [f"incomplete {rule.id} {_row(node)}" for rule in results.rules for node in rule.undecided]
    return sorted(failed + undecided + [f"passes {rule.id}" for rule in results.rules if rule.passed])


def _row(node: AxeNode) -> str:
    measures = [(check, json.loads(data or "{}")) for check, _, data in node.checks if check.startswith("color-")]
    said = [" ".join((check, *(_shown(data.get(name)) for name in _MEASURES))) for check, data in measures]
    return f"{node.selector} {node.html} {','.join(said)}"


def _shown(value: object) -> str:
    return "" if value is None else str(value)


async def plain(tab: ChromiumTab) -> list[str]:
    """What axe.run says by itself, injected into the page's own world of every frame that the site answers for.

    axe.run does not reach frames of another origin inside other frames; such pages are run as axe's documentation
    advises, with runPartial and finishRun.
    """
    for frame in tab.page.frames:
        if not frame.url.startswith("chrome-error:"):
            await frame.evaluate(AXE.source)
    options = axe_options()
    hosts = {urlsplit(frame.url).netloc for frame in tab.page.frames if frame.url.startswith("http")}
    if len(hosts) > 1:
        parts = await _plain_parts(tab.page.main_frame, None)
        found: list[str] = await tab.page.evaluate(_FINISH, [parts, options])
    else:
        found = await tab.page.evaluate(_PLAIN, options)
    return found


async def _plain_parts(frame: Frame, context: object) -> list[object]:
    contexts = await frame.evaluate("(context) => axe.utils.getFrameContexts(context || document)", context)
    parts = [await frame.evaluate("([c, options]) => axe.runPartial(c || document, options)", [context, axe_options()])]
    for inner in contexts:
        owner = await frame.evaluate_handle("(selector) => axe.utils.shadowSelect(selector)", inner["frameSelector"])
        element = owner.as_element()
        child = await element.content_frame() if element else None
        assert child is not None
        parts += await _plain_parts(child, inner["frameContext"])
    return parts


@pytest.mark.parametrize("name", PAGES)
async def test_the_probe_finds_what_a_plain_run_finds(name: str, browser: Browser, web: Web) -> None:
    reply = PAGES[name]
    body = reply.body.replace("ELSEWHERE", web.elsewhere) if isinstance(reply.body, str) else reply.body
    web.answers["/page"] = Reply(body, reply.type, headers=reply.headers)
    async with opened(browser, f"{web.address}/page") as tab:
        results = await AxeProbe().collect(tab)
        assert rows(results) == await plain(tab)
        assert len(results.untested_frames) == ("cannot be reached" in name)


@pytest.mark.parametrize("path", sorted({barrier.pages[0] for barrier in barriers()}))
async def test_the_probe_finds_what_a_plain_run_finds_on_the_sample_portal(path: str, browser: Browser) -> None:
    with SamplePortal() as portal:
        async with opened(browser, portal.url + path) as tab:
            assert rows(await AxeProbe().collect(tab)) == await plain(tab)


async def test_a_page_that_patches_everything_is_seen_as_it_is(browser: Browser, web: Web) -> None:
    web.put("/patched", page(PATCHES + FAULTS))
    web.put("/honest", page("<script>// axe takes it for words beside the controls</script>" + FAULTS))
    async with opened(browser, f"{web.address}/patched") as tab:
        patched = rows(await AxeProbe().collect(tab))
    async with opened(browser, f"{web.address}/honest") as tab:
        assert patched == rows(await AxeProbe().collect(tab)) == await plain(tab)


async def test_the_page_cannot_tell_that_axe_ran(browser: Browser, web: Web) -> None:
    watching = """<script>
      window.names = Object.getOwnPropertyNames(window).sort().join();
      window.changes = 0;
      new MutationObserver((all) => { window.changes += all.length })
        .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      addEventListener("message", () => { window.changes += 1 });
    </script>"""
    web.put("/page", page(watching + SHADOW + "<iframe title=f src=/faults></iframe>" + FAULTS))
    async with opened(browser, f"{web.address}/page") as tab:
        before = await tab.page.evaluate("[document.documentElement.outerHTML, (window.changes = 0)]")
        results = await AxeProbe().collect(tab)
        after = await tab.page.evaluate("[document.documentElement.outerHTML, window.changes]")
        names = await tab.page.evaluate("Object.getOwnPropertyNames(window).sort().join()")
        expected = await tab.page.evaluate("window.names")
        kinds = await tab.page.evaluate("[typeof axe, typeof frames[0].axe]")
    assert [rule.id for rule in results.rules if rule.outcome is Outcome.FAILED]
    assert after == before
    assert kinds == ["undefined", "undefined"]
    added = set(names.split(",")) - set(expected.split(","))
    assert added == {"changes", "names", "0"}  # the page's own, and its frame


async def test_a_frame_that_axe_cannot_look_into_is_told_and_the_rest_is_tested(browser: Browser, web: Web) -> None:
    locked = "<iframe title=a sandbox src=/faults></iframe><iframe title=b src=/select></iframe>"
    web.put("/page", page(f"{locked}<iframe title=c src=/never></iframe>"))
    web.answers["/never"] = Reply(raw=b"")
    async with opened(browser, f"{web.address}/page") as tab:
        results = await AxeProbe().collect(tab)
    assert results.untested_frames == (
        "html > body > main > iframe:nth-child(2)",
        "html > body > main > iframe:nth-child(4)",
    )
    assert {row.split(" <")[0] for row in rows(results)} >= {
        'incomplete frame-tested iframe[title="a"]',
        'incomplete frame-tested iframe[title="c"]',
        'violations select-name iframe[title="b"] >>> select',
    }


async def test_results_carry_counts_criteria_tags_and_the_places_of_elements(browser: Browser, web: Web) -> None:
    web.put("/page", page("<img alt='' src=x><img src=x class=bad>" + SHADOW))
    async with opened(browser, f"{web.address}/page") as tab:
        results = await AxeProbe().collect(tab)
    rules = {rule.id: rule for rule in results.rules}
    alt = rules["image-alt"]
    assert results.version == AXE.version
    assert (alt.outcome, alt.passed, len(alt.failed)) == (Outcome.FAILED, 1, 2)
    assert "wcag111" in alt.tags
    assert alt.failed[0].html == '<img src="x" class="bad">'
    assert alt.failed[0].ancestry == ("html > body > main > img:nth-child(3)",)
    assert len(alt.failed[1].ancestry) == 2
    assert {rule.id for rule in results.rules} == set(AXE_RULES)
    assert rules["video-caption"].outcome is Outcome.INAPPLICABLE


async def test_style_sheets_are_not_asked_for_again_where_nothing_can_turn_the_page(browser: Browser, web: Web) -> None:
    web.put("/plain.css", "p { color: black }", type="text/css")
    web.put("/page", page(FAULTS, "<style>@import '/plain.css';</style>"))
    async with opened(browser, f"{web.address}/page") as tab:
        await AxeProbe().collect(tab)
        assert web.paths().count("/plain.css") == 1
        await plain(tab)
        assert web.paths().count("/plain.css") == 2


def test_the_file_says_its_version_and_anything_else_is_refused(tmp_path: Path) -> None:
    assert AXE.version.count(".") == 2
    assert len(AXE.sha256) == 64
    other = tmp_path / "axe.js"
    other.write_text("/*! axe v9.8.7 */")
    assert AxeFile.load(other).version == "9.8.7"
    other.write_text("alert(1)")
    with pytest.raises(UsageError, match="names no version"):
        AxeFile.load(other)
    with pytest.raises(UsageError, match="cannot be read"):
        AxeFile.load(tmp_path / "missing.js")
