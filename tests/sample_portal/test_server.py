from __future__ import annotations

import gzip
import socket

import httpx
import pytest

from wcag_audit.errors import CouldNotDoError
from wcag_audit.sample_portal import SamplePortal


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/kk/", "text/html; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/site.js", "text/javascript; charset=utf-8"),
        ("/assets/img/logo.svg", "image/svg+xml; charset=utf-8"),
        ("/assets/img/steppe.jpg", "image/jpeg"),
        ("/assets/docs/reglament-kk.pdf", "application/pdf"),
        (
            "/assets/docs/otinish-ulgisi.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
    ],
)
def test_every_kind_of_file_is_served_as_what_it_is(portal: SamplePortal, path: str, kind: str) -> None:
    answer = httpx.get(portal.url + path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
    assert answer.content


def test_the_root_leads_to_the_kazakh_pages_and_a_moved_article_to_its_new_place(portal: SamplePortal) -> None:
    root = httpx.get(f"{portal.url}/")
    moved = httpx.get(f"{portal.url}/ru/news/old.html")
    bare = httpx.get(f"{portal.url}/kk/news")
    assert (root.status_code, root.headers["Location"]) == (302, "/kk/")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/ru/news/springs-register.html")
    assert (bare.status_code, bare.headers["Location"]) == (301, "/kk/news/")


def test_a_missing_page_is_answered_404_with_a_page_in_three_languages(portal: SamplePortal) -> None:
    answer = httpx.get(f"{portal.url}/ru/documents/plan-2019.html")
    assert answer.status_code == 404
    for words in ("Бет табылмады", "Страница не найдена", "Page not found"):
        assert words in answer.text


def raw_status(portal: SamplePortal, head: str) -> int:
    """The status of the answer to a request that httpx would tidy up or refuse to send."""
    host, port = portal.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(f"{head}\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        with raw.makefile("rb") as stream:
            return int(stream.readline().split()[1])


@pytest.mark.parametrize(
    "path",
    [
        "/barriers.toml",
        "/_server.toml",
        "/assets/../_server.toml",
        "/%2e%2e/%2e%2e/pyproject.toml",
        "/../portal-of-another/",
        "/kk/%00",
        f"/kk/{'x' * 5000}",
    ],
)
def test_neither_the_answers_to_the_exercise_nor_files_outside_are_served(portal: SamplePortal, path: str) -> None:
    assert raw_status(portal, f"GET {path} HTTP/1.1") == 404


def test_only_the_strict_page_has_a_content_policy_and_it_forbids_scripts(portal: SamplePortal) -> None:
    policy = httpx.get(f"{portal.url}/en/statistics.html").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "Content-Security-Policy" not in httpx.get(f"{portal.url}/en/").headers


def test_the_compressed_sitemap_holds_addresses_of_this_server(portal: SamplePortal) -> None:
    packed = httpx.get(f"{portal.url}/sitemap-en.xml.gz")
    assert packed.headers["Content-Type"] == "application/gzip"
    assert f"<loc>{portal.url}/en/</loc>" in gzip.decompress(packed.content).decode()


def test_no_placeholder_is_left_in_what_is_served(portal: SamplePortal) -> None:
    for path in ("/kk/", "/robots.txt", "/sitemap.xml", "/sitemap-kk.xml"):
        text = httpx.get(portal.url + path).text
        assert "{{" not in text
        assert portal.url in text


def test_a_route_of_the_single_page_application_is_answered_by_its_document(portal: SamplePortal) -> None:
    route = httpx.get(f"{portal.url}/kk/registry/view/qarasu")
    assert route.status_code == 200
    assert route.content == httpx.get(f"{portal.url}/kk/registry/").content


def test_head_says_what_get_would_and_sends_nothing(portal: SamplePortal) -> None:
    head, get = httpx.head(f"{portal.url}/kk/"), httpx.get(f"{portal.url}/kk/")
    assert head.headers["Content-Length"] == get.headers["Content-Length"] == str(len(get.content))
    assert head.content == b""


def test_a_sent_form_and_everyone_who_asked_are_remembered() -> None:
    with SamplePortal() as own:
        httpx.get(f"{own.url}/kk/?a=1", headers={"User-Agent": "one"})
        answer = httpx.post(f"{own.url}/kk/appeal.html", data={"name": "x"}, headers={"User-Agent": "two"})
    assert answer.status_code == 200
    assert [(post.path, post.body) for post in own.posts] == [("/kk/appeal.html", b"name=x")]
    assert own.user_agents == {"one", "two"}
    assert [(request.method, request.path) for request in own.requests] == [
        ("GET", "/kk/?a=1"),
        ("POST", "/kk/appeal.html"),
    ]


def test_a_post_with_a_senseless_length_does_not_break_the_server() -> None:
    with SamplePortal() as own:
        assert raw_status(own, "POST /kk/ HTTP/1.1\r\nContent-Length: -5") == 200
        assert raw_status(own, "GET /kk/ HTTP/1.1") == 200


def test_after_the_block_nobody_answers_and_the_address_is_refused() -> None:
    with SamplePortal() as own:
        address = own.url
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{address}/kk/")
    with pytest.raises(CouldNotDoError, match="not running"):
        _ = own.url


def test_a_taken_port_is_one_clear_sentence(portal: SamplePortal) -> None:
    taken = int(portal.url.rsplit(":", 1)[1])
    with pytest.raises(CouldNotDoError, match=f"Port {taken} .* choose another"), SamplePortal(port=taken):
        pass
