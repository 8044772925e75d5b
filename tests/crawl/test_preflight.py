from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wcag_audit.crawl.preflight import Preflight, preflight
from wcag_audit.model.visit import VisitStatus as S

from .conftest import Answer, Host

if TYPE_CHECKING:
    import httpx


async def look(client: httpx.AsyncClient, host: Host, answer: Answer) -> Preflight:
    host.answers["/x"] = answer
    return await preflight(client, f"{host.url}/x", max_bytes=1_000, allow_private=True)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "application/PDF"}, S.DOCUMENT),
        ({"Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}, S.DOCUMENT),
        ({"Content-Type": "application/zip", "Content-Disposition": "attachment"}, S.DOCUMENT),
        ({"Content-Type": "text/html", "Content-Disposition": 'Attachment; filename="a.html"'}, S.DOWNLOAD),
        ({"Content-Type": "application/octet-stream"}, S.DOWNLOAD),
        ({"Content-Type": "video/mp4"}, S.NOT_WEB),
        ({"Content-Type": "text/html; charset=utf-8"}, None),
        ({"Content-Type": "text/html", "Content-Disposition": "inline"}, None),
        ({}, None),
    ],
)
async def test_headers_decide_what_the_name_leaves_open(
    client: httpx.AsyncClient, host: Host, headers: dict[str, str], status: S | None
) -> None:
    found = await look(client, host, Answer(headers=headers))
    assert found.status is status
    assert bool(found.reason) == (status is not None)
    assert [method for method, _, _ in host.requests] == ["HEAD"]
    assert "wcag-audit/" in host.requests[0][2]["user-agent"]


async def test_a_page_that_is_too_large_is_not_opened(client: httpx.AsyncClient, host: Host) -> None:
    found = await look(client, host, Answer(headers={"Content-Type": "text/html"}, length=1_001))
    assert found.status is S.TOO_LARGE
    assert found.length == 1_001
    assert "1001 bytes" in found.reason


@pytest.mark.parametrize("refusal", [403, 404, 405, 501])
async def test_where_head_is_refused_one_byte_is_asked_for(client: httpx.AsyncClient, host: Host, refusal: int) -> None:
    headers = {"Content-Type": "text/html", "Content-Range": "bytes 0-0/5000"}
    found = await look(client, host, Answer(206, b"<", headers, head_status=refusal))
    assert found.status is S.TOO_LARGE
    assert found.length == 5_000
    assert [method for method, _, _ in host.requests] == ["HEAD", "GET"]
    assert host.requests[1][2]["range"] == "bytes=0-0"


async def test_a_server_that_ignores_the_range_is_not_read_to_the_end(client: httpx.AsyncClient, host: Host) -> None:
    body = b"%PDF" + b"0" * 50_000_000
    found = await look(client, host, Answer(200, body, {"Content-Type": "application/pdf"}, head_status=405))
    assert found.status is S.DOCUMENT
    assert host.sent < 40_000_000


async def test_redirects_are_followed_to_the_headers_that_count(client: httpx.AsyncClient, host: Host) -> None:
    host.answers["/file"] = Answer(headers={"Content-Type": "application/msword"})
    found = await look(client, host, Answer(302, headers={"Location": "/file"}))
    assert found.status is S.DOCUMENT
    assert found.final_url == f"{host.url}/file"


@pytest.mark.parametrize("answer", [Answer(404), Answer(500), Answer(raw=b""), Answer(302, headers={"Location": "/x"})])
async def test_failures_are_left_for_the_browser_to_find(client: httpx.AsyncClient, host: Host, answer: Answer) -> None:
    assert (await look(client, host, answer)).status is None


async def test_an_error_page_with_the_type_of_a_document_is_no_document(client: httpx.AsyncClient, host: Host) -> None:
    assert (await look(client, host, Answer(404, headers={"Content-Type": "application/pdf"}))).status is None


async def test_a_redirect_into_a_private_network_is_refused(client: httpx.AsyncClient, host: Host) -> None:
    found = await preflight(client, f"{host.url}/x")
    assert found.status is S.REFUSED_ADDRESS
    assert host.requests == []
