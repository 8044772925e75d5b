"""Every kind of bad address ends in its fate with a reason, soon, and leaves the next page of the site unharmed."""

from __future__ import annotations

import asyncio
import gzip
import socket
import subprocess
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import LIMITS
from tests.browser.server import HTML, Reply, Web, page, serve
from tests.browser.streams import HUGE, repeated, silent, trickling
from wcag_audit.browser import Browser, open_page
from wcag_audit.errors import ProbeError
from wcag_audit.model.visit import Visit
from wcag_audit.model.visit import VisitStatus as S

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Open

HIDDEN = (
    "body", "documentElement", "fonts", "scripts", "contentType", "querySelector", "querySelectorAll",
    "getElementsByTagName", "getAnimations",
)  # fmt: skip


def script(text: str) -> Reply:
    return Reply(page(f"<script>{text}</script>"))


NOT_REACHED = {
    "a missing page": (Reply(page("Gone"), status=404), S.HTTP_ERROR, "HTTP 404"),
    "a missing page without a word": (Reply(b"", status=404), S.HTTP_ERROR, "HTTP 404"),
    "a broken server": (Reply(page("Sorry"), status=500), S.HTTP_ERROR, "HTTP 500"),
    "a broken server without a word": (Reply(b"", status=500), S.HTTP_ERROR, "HTTP 500"),
    "a broken server that speaks JSON": (Reply("{}", "application/json", 500), S.HTTP_ERROR, "HTTP 500"),
    "a login without a word": (
        Reply(b"", status=401, headers={"WWW-Authenticate": 'Basic realm="x"'}),
        S.HTTP_ERROR,
        "HTTP 401",
    ),
    "no content": (Reply(b"", status=204), S.NOT_WEB, "HTTP 204"),
    "a redirect in a circle": (Reply(status=302, headers={"Location": "/page"}), S.REDIRECT_LOOP, "REDIRECTS"),
    "a redirect to a document": (Reply(status=302, headers={"Location": "/file.pdf"}), S.DOCUMENT, "application/pdf"),
    "a document": (Reply(b"%PDF-1.7", "application/pdf"), S.DOCUMENT, "application/pdf"),
    "a document to be saved": (
        Reply(b"x", "application/msword", headers={"Content-Disposition": "attachment"}),
        S.DOCUMENT,
        "download",
    ),
    "a page to be saved": (Reply(page(), headers={"Content-Disposition": "ATTACHMENT; x"}), S.DOWNLOAD, "download"),
    "bytes": (Reply(b"\0\1\2", "application/octet-stream"), S.DOWNLOAD, "octet-stream"),
    "an archive": (Reply(b"PK", "application/zip"), S.DOWNLOAD, "zip"),
    "a picture": (Reply(b"GIF89a", "image/gif"), S.NOT_WEB, "image/gif"),
    "a compressed page that nobody is told is compressed": (
        Reply(gzip.compress(page().encode()), "text/html; charset=windows-1251"),
        S.NOT_WEB,
        "application/gzip",
    ),
    "compressed bytes in no encoding": (Reply(gzip.compress(page().encode()), "text/html"), S.NOT_WEB, "gzip"),
    "an archive that is called a page": (Reply(b"PK\x03\x04\x14\0", HTML), S.NOT_WEB, "application/zip"),
    "a document that is called a page": (Reply(b"%PDF-1.7\n1 0 obj", HTML), S.DOCUMENT, "application/pdf"),
    "plain text": (Reply("Words", "text/plain; charset=utf-8"), S.NOT_WEB, "text/plain"),
    "data": (Reply("{}", "application/json"), S.NOT_WEB, "application/json"),
    "XML that is no page": (Reply("<a><b/></a>", "application/xml"), S.NOT_WEB, "neither HTML nor SVG"),
    "a feed": (Reply("<rss version='2.0'><channel/></rss>", "text/xml"), S.NOT_WEB, "neither HTML nor SVG"),
    "an end of the connection": (Reply(raw=b""), S.CONNECTION, "ERR_EMPTY_RESPONSE"),
    "no HTTP at all": (Reply(raw=b"\x16\x03\x01 hello"), S.CONNECTION, "ERR_"),
    "headers and then silence": (Reply(stream=silent), S.TIMEOUT, "not complete after"),
    "a body that trickles for ever": (Reply(stream=trickling), S.TIMEOUT, "not complete after"),
    "300 MB, announced": (
        Reply(headers={"Content-Length": str(HUGE)}, stream=repeated(b"<p>x</p>" * 8192)),
        S.TOO_LARGE,
        f"{HUGE} bytes announced",
    ),
    "300 MB of text, not announced": (Reply(stream=repeated(b"words " * 9 + b"\n")), S.TOO_LARGE, "no end of it"),
    "300 MB of a comment, not announced": (
        Reply(stream=repeated(b"<!--" + b"never shown " * 8192)),
        S.TOO_LARGE,
        "bytes",
    ),
    "a script that never ends": (script("while (true) {}"), S.TIMEOUT, "not complete after"),
    "dialogs without end": (script("while (true) alert('Hello')"), S.TIMEOUT, "not complete after"),
}


@pytest.mark.parametrize("name", NOT_REACHED)
async def test_what_is_not_reached_has_its_fate_and_the_next_page_is_opened_all_the_same(
    name: str, web: Web, visit: Open
) -> None:
    reply, status, reason = NOT_REACHED[name]
    web.answers["/page"] = reply
    web.put("/file.pdf", b"%PDF-1.7", type="application/pdf")
    web.put("/next", page().replace("<title>A page", "<title>The next page"))
    # All are given their time where time is not what they are tried for.
    seconds = 1.5 if status is S.TIMEOUT else LIMITS.navigation
    opened = await visit(f"{web.address}/page", navigation=seconds)
    assert (opened.record.status, reason in opened.record.reason) == (status, True), opened.record
    after = await visit(f"{web.address}/next")
    assert (after.record.status, after.title, after.record.http_status) == (S.PENDING, "The next page", 200)


async def test_a_host_that_does_not_exist_is_dns_and_a_closed_port_is_connection(web: Web, visit: Open) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # not listening: whoever asks is refused
        closed = await visit(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    nowhere = await visit("http://no-such-host.invalid/")
    assert (closed.record.status, closed.record.reason) == (S.CONNECTION, "net::ERR_CONNECTION_REFUSED")
    assert (nowhere.record.status, nowhere.record.reason) == (S.DNS, "net::ERR_NAME_NOT_RESOLVED")
    assert (await visit(web.put("/", page()))).record.status is S.PENDING


async def test_a_certificate_that_nobody_vouches_for_is_tls(tmp_path: Path, visit: Open) -> None:
    file, key = tmp_path / "server.pem", tmp_path / "key.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost", "-keyout"]
    done = await asyncio.create_subprocess_exec("openssl", *words, key, "-out", file, stderr=subprocess.DEVNULL)
    assert await done.wait() == 0
    file.write_bytes(file.read_bytes() + key.read_bytes())
    with serve(file) as secure:
        secure.put("/", page())
        opened = await visit(f"{secure.address}/")
    assert opened.record.status is S.TLS
    assert opened.record.reason.startswith("net::ERR_CERT_")


async def test_a_script_that_hangs_after_loading_is_a_timeout_within_the_limits(web: Web, visit: Open) -> None:
    address = web.put("/page", page("<script>setTimeout(() => { while (true) {} }, 0)</script>"))
    opened = await visit(address, navigation=1.0, load=0.5, settle=100)
    assert opened.record.status is S.TIMEOUT
    assert (await visit(web.put("/next", page()))).record.status is S.PENDING


async def test_a_page_whose_process_crashes_is_crashed_and_its_tab_is_replaced(browser: Browser, web: Web) -> None:
    address = web.put("/page", page("<script>setInterval(() => { document.body.append('x') }, 5)</script>"))

    async with browser.tab("tests") as tab:
        crash = asyncio.Event()
        tab.page.on("domcontentloaded", lambda page: crash.set() if page.url == address else None)
        opening = asyncio.ensure_future(open_page(tab, Visit(address, "tests"), LIMITS))
        await crash.wait()
        with suppress(ProbeError):  # who crashes does not answer
            await tab.send("Page.crash")
        opened = await opening
        assert (opened.record.status, opened.record.reason) == (S.CRASHED, "the page's process crashed")
        assert tab.broken
    async with browser.tab("tests") as other:
        assert other is not tab
        assert (await open_page(other, Visit(address, "tests"), LIMITS)).record.status is S.PENDING


REACHED = {
    "an empty body": Reply(b""),
    "no type": Reply(page(), type=""),
    "a page that says it is XML": Reply(
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A page</title></head><body/></html>', "application/xml"
    ),
    "XHTML with an error": Reply(
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>No end', "application/xhtml+xml; charset=utf-8"
    ),
    "a page about archives": Reply("PK"),
    "a drawing": Reply('<svg xmlns="http://www.w3.org/2000/svg"><title>A page</title></svg>', "image/svg+xml"),
    "properties hidden behind names": Reply(
        page("<form name=title></form>" + "".join(f"<img alt='' name={name}>" for name in HIDDEN))
    ),
    "dialogs": script("for (const ask of [alert, confirm, prompt, alert]) ask('?')"),
    "dialogs again and again": script("setInterval(() => alert('?'), 5)"),
    "a question before leaving": script("addEventListener('beforeunload', (event) => event.preventDefault())"),
    "windows": script("for (let i = 0; i < 5; i++) open('/other'); open('about:blank')"),
    "a link to a new window that clicks itself": Reply(
        page("<a target=_blank href=/other>Other</a><script>document.links[0].click()</script>")
    ),
    "a file that saves itself": Reply(
        page("<a download=x href='data:text/plain,x'>Save</a><script>document.links[0].click()</script>")
    ),
    "a page written anew after loading": script(
        "onload = () => setTimeout(() => { document.open(); document.write('<title>A page'); document.close() })"
    ),
    "a service worker": script("navigator.serviceWorker.register('/worker.js').catch(() => {})"),
    "a big picture in an address": Reply(page(f"<img alt='' src='data:image/png;base64,{'A' * 3_000_000}'>")),
    "20,000 elements": Reply(page("<i></i>" * 20_000)),
}


@pytest.mark.parametrize("name", REACHED)
async def test_odd_pages_are_opened_like_any_other(name: str, web: Web, visit: Open) -> None:
    web.answers["/page"] = REACHED[name]
    web.put("/worker.js", "", type="text/javascript")
    web.put("/other", page("Other"))
    opened = await visit(f"{web.address}/page")
    assert (opened.record.status, opened.record.final_url) == (S.PENDING, f"{web.address}/page"), opened.record
    assert opened.title in ("A page", "")
    assert "/other" not in web.paths()
    assert (await visit(web.put("/next", page()))).record.status is S.PENDING


LEADING = {
    "a script while loading": Reply(page(head="<script>location.href = '/there'</script>")),
    "a script after loading": script("setTimeout(() => { location.replace('/there') }, 50)"),
    "a refresh": Reply(page(head='<meta http-equiv="refresh" content="0; url=/there">')),
    "a Refresh header": Reply(page(), headers={"Refresh": "0; url=/there"}),
    "a redirect": Reply(status=307, headers={"Location": "/there"}),
    "a form": Reply(page("<form action='/there'></form><script>document.forms[0].submit()</script>")),
}


@pytest.mark.parametrize("name", LEADING)
async def test_a_page_that_leads_on_is_followed_to_where_a_person_would_be(name: str, web: Web, visit: Open) -> None:
    web.answers["/page"] = LEADING[name]
    web.put("/there", page().replace("<title>A page", "<title>There"))
    opened = await visit(f"{web.address}/page")
    assert opened.record.status is S.PENDING
    assert (opened.title, opened.record.final_url.rstrip("?")) == ("There", f"{web.address}/there")


async def test_a_page_that_leads_on_to_a_document_is_that_document(web: Web, visit: Open) -> None:
    web.put("/file.pdf", b"%PDF-1.7", type="application/pdf")
    address = web.put("/page", page("<script>setTimeout(() => { location.href = '/file.pdf' }, 20)</script>"))
    assert (await visit(address)).record.status is S.DOCUMENT


async def test_a_page_that_reloads_itself_without_end_is_stopped_and_can_be_looked_at(
    web: Web, browser: Browser
) -> None:
    address = web.put("/page", page("<script>setTimeout(() => location.reload(), 30)</script>"))
    async with browser.tab("tests") as tab:
        opened = await open_page(tab, Visit(address, "tests"), replace(LIMITS, settle=10_000))
        assert opened.record.status is S.PENDING
        assert opened.gaps == (f"The page kept leading to other addresses and was stopped before {address}.",)
        await tab.page.evaluate("window.same = true")
        await tab.page.evaluate("() => new Promise((done) => setTimeout(done, 200))")
        assert await tab.page.evaluate("window.same")


async def test_a_page_of_more_elements_than_the_limit_is_too_large(web: Web, visit: Open) -> None:
    opened = await visit(web.put("/page", page("<i></i>" * 600)), nodes=500)
    assert (opened.record.status, opened.record.reason.split(",")[0]) == (S.TOO_LARGE, "607 elements")
    text = await visit(web.put("/text", page("word " * 200)), characters=500)
    assert text.record.status is S.TOO_LARGE


async def test_a_page_that_is_still_loading_or_changing_is_looked_at_and_says_so(web: Web, visit: Open) -> None:
    web.answers["/slow.png"] = Reply(type="image/png", stream=lambda handler: handler.web.closing.wait(60))
    loading = await visit(web.put("/loading", page("<img alt='' src='/slow.png'>")), load=0.3)
    changing = await visit(
        web.put("/page", page("<p id=p></p><script>setInterval(() => { p.textContent += 'x' }, 10)</script>")),
        settle=300,
    )
    assert loading.gaps == ("Parts of the page were still loading after 0.3 s.",)
    assert changing.gaps == ("The page was still changing after 0.3 s.",)


async def test_the_answer_is_told_with_headers_status_and_how_long_to_wait(web: Web, visit: Open) -> None:
    web.answers["/page"] = Reply(page("Wait"), HTML, 503, {"Retry-After": "7", "Content-Language": "kk"})
    opened = await visit(f"{web.address}/page")
    assert (opened.record.http_status, opened.record.retry_after) == (503, 7.0)
    assert opened.headers["content-language"] == "kk"
    assert opened.text == "A page\nWait"
