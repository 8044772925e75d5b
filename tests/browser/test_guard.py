"""Looking at a site changes nothing on it, and leads nowhere but to it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import LIMITS
from tests.browser.server import Reply, Web, page, serve
from wcag_audit.browser import Browser, BrowserOptions, launch, open_page
from wcag_audit.browser.guard import is_private
from wcag_audit.model.visit import Visit
from wcag_audit.model.visit import VisitStatus as S

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

WAYS_TO_SEND = {
    "fetch": "fetch('/post', { method: 'POST', body: 'x', keepalive: true }).catch(() => {})",
    "put": "fetch('/post', { method: 'PUT', body: 'x' }).catch(() => {})",
    "xhr": "const x = new XMLHttpRequest(); x.open('DELETE', '/post'); x.send()",
    "beacon": "navigator.sendBeacon('/post', 'x')",
    "form": "document.getElementById('here').submit()",
    "form in a frame": "document.getElementById('framed').submit()",
    "form in a new window": "document.getElementById('window').submit()",
    "frame's own": "frames[0].fetch('/post', { method: 'POST' }).catch(() => {})",
}
FORMS = """
  <form id=here action=/post method=post></form>
  <iframe name=inner srcdoc="<p>Inner"></iframe><form id=framed action=/post method=post target=inner></form>
  <form id=window action=/post method=post target=_blank></form>"""


@pytest.mark.parametrize("way", WAYS_TO_SEND)
async def test_nothing_is_sent_while_a_page_is_looked_at_and_the_page_stays(
    way: str, browser: Browser, web: Web
) -> None:
    address = web.put("/page", page(FORMS))
    async with browser.tab("tests") as tab:
        assert (await open_page(tab, Visit(address, "tests"), LIMITS)).record.status is S.PENDING
        tab.guard.probing = tab.guard.hold = True
        await tab.page.evaluate(f"() => {{ {WAYS_TO_SEND[way]} }}")
        # What was sent before an answer came would have reached the server by then.
        await tab.page.evaluate("fetch('/page?asked').then((answer) => answer.text())")
        assert await tab.page.evaluate("document.querySelector('h1').textContent") == "A page"
        assert tab.url == address
    assert [one.path for one in web.asked if one.method != "GET"] == []
    assert "/page?asked" in web.paths()


async def test_workers_send_nothing_either(browser: Browser, web: Web) -> None:
    sender = "setInterval(() => fetch('/post', { method: 'POST' }).catch(() => {}), 10); postMessage(1)"
    web.put("/worker.js", sender, type="text/javascript")
    web.put("/shared.js", sender.replace("; postMessage(1)", ""), type="text/javascript")
    address = web.put("/page", page())
    async with browser.tab("tests") as tab:
        await open_page(tab, Visit(address, "tests"), LIMITS)
        tab.guard.probing = True
        shared = await tab.page.evaluate(
            """async () => {
              let shared = false;
              try { new SharedWorker('/shared.js'); shared = true } catch {}
              const worker = new Worker('/worker.js');
              await new Promise((done) => { worker.onmessage = done });
              await fetch('/page?asked');
              return shared;
            }"""
        )
    assert not shared
    assert web.paths("POST") == []


async def test_what_a_page_sends_while_it_is_left_is_stopped(browser: Browser, web: Web) -> None:
    address = web.put(
        "/page",
        page("<script>addEventListener('pagehide', () => navigator.sendBeacon('/post', 'x'))</script>"),
    )
    async with browser.tab("tests") as tab:
        await open_page(tab, Visit(address, "tests"), LIMITS)
    assert tab.url == "about:blank"
    assert tab.guard.stopped == [f"POST {web.address}/post"]
    async with browser.tab("tests") as tab:
        await open_page(tab, Visit(web.put("/next", page()), "tests"), LIMITS)
    assert web.paths("POST") == []


async def test_before_probing_a_page_may_build_itself_with_post_requests(browser: Browser, web: Web) -> None:
    web.put("/content", "<p>Built</p>")
    script = "fetch('/content', { method: 'POST' }).then((a) => a.text()).then((t) => document.body.innerHTML += t)"
    address = web.put("/page", page(f"<script>{script}</script>"))
    async with browser.tab("tests") as tab:
        opened = await open_page(tab, Visit(address, "tests"), LIMITS)
    assert "Built" in opened.text


async def test_a_held_page_cannot_lead_itself_elsewhere(browser: Browser, web: Web) -> None:
    address = web.put("/page", page("<a href=/there>There</a>"))
    web.put("/there", page("There"))
    async with browser.tab("tests") as tab:
        await open_page(tab, Visit(address, "tests"), LIMITS)
        tab.guard.probing = tab.guard.hold = True
        await tab.page.evaluate("() => { window.same = true; document.links[0].click() }")
        await tab.page.evaluate("fetch('/page?asked')")
        assert await tab.page.evaluate("window.same")
        assert tab.guard.held == [f"{web.address}/there"]
        await tab.reopen(f"{web.address}/there", 5.0)
        assert tab.url == f"{web.address}/there"
        assert tab.guard.hold
    assert web.paths().count("/there") == 1


# Private addresses: "public.test" is a public site as far as the browser and our own look-up can tell.


@pytest.fixture
def inner() -> Iterator[Web]:
    with serve() as web:
        yield web


@asynccontextmanager
async def public_browser(web: Web, inner: Web, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Browser]:
    port, inside = (one.address.rpartition(":")[2] for one in (web, inner))
    monkeypatch.setattr(
        launch,
        "_ARGUMENTS",
        [
            *launch._ARGUMENTS,
            f"--host-resolver-rules=MAP public.test 127.0.0.1:{port},MAP rebound.test 127.0.0.1:{inside}",
            f"--ip-address-space-overrides=127.0.0.1:{port}=public",
        ],
    )
    async with Browser(BrowserOptions()) as browser:
        yield browser


async def test_private_addresses_are_asked_for_nothing(web: Web, inner: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    port = inner.address.rpartition(":")[2]
    hosts = (f"127.0.0.1:{port}", f"localhost:{port}", f"rebound.test:{port}")
    parts = "".join(
        f"<img alt='' src='http://{host}/i'><script src='http://{host}/s'></script>"
        f"<link rel=stylesheet href='http://{host}/c'><iframe title=f src='http://{host}/f'></iframe>"
        f"<script>fetch('http://{host}/x', {{ mode: 'no-cors' }}).catch(() => {{}})</script>"
        for host in hosts
    )
    web.put("/page", page(parts))
    web.answers["/away"] = Reply(status=302, headers={"Location": f"http://127.0.0.1:{port}/secret"})
    web.put("/moves", page(f"<script>location.href = 'http://localhost:{port}/secret'</script>"))
    async with public_browser(web, inner, monkeypatch) as browser:
        fates = {}
        for path in ("http://public.test/page", "http://public.test/away", "http://public.test/moves", inner.address):
            async with browser.tab("tests") as tab:
                fates[path] = (await open_page(tab, Visit(path, "tests"), LIMITS)).record
    assert [record.status for record in fates.values()] == [S.PENDING, *[S.REFUSED_ADDRESS] * 3]
    assert fates["http://public.test/away"].reason == "127.0.0.1 is a private or local address"
    assert inner.asked == []


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("localhost", True),
        ("intranet.localhost", True),
        ("127.0.0.1", True),
        ("[::1]", True),
        ("::ffff:10.0.0.1", True),
        ("10.1.2.3", True),
        ("192.168.0.1", True),
        ("169.254.169.254", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),  # noqa: S104 - an address to be refused
        ("224.0.0.1", True),
        ("8.8.8.8", False),
        ("2001:4860:4860::8888", False),
        ("no-such-host.invalid", False),
        ("a" * 300, False),
    ],
)
async def test_private_addresses_are_told_from_public_ones(host: str, private: bool) -> None:
    assert await is_private(host) is private
