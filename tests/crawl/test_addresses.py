from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wcag_audit.crawl.addresses import (
    SiteScope,
    belongs,
    canonical,
    host_of,
    identity,
    is_not_web,
    is_odd,
    looks_like_document,
    origin,
)
from wcag_audit.model.register import CrawlLimits, Site


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTP://Example.KZ", "http://example.kz/"),
        ("http://example.kz:80/a", "http://example.kz/a"),
        ("https://example.kz:443/a", "https://example.kz/a"),
        ("https://example.kz:8443/a", "https://example.kz:8443/a"),
        ("https://example.kz./a", "https://example.kz/a"),
        ("https://user:secret@example.kz/a", "https://example.kz/a"),
        (
            "https://әділет.қаз/жаңалық",
            "https://xn--d1acr3a5g20b.xn--80ao21a/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B",
        ),
        ("https://example.kz/a/./b/../c", "https://example.kz/a/c"),
        ("https://example.kz\\a\\b?x=\\", "https://example.kz/a/b?x=%5C"),
        (" https://exam\nple.kz/a\t", "https://example.kz/a"),
        ("https://example.kz/a?b=2&a=1&b=1", "https://example.kz/a?a=1&b=1&b=2"),
        (
            "https://example.kz/a?utm_source=x&UTM_medium=y&gclid=1&fbclid=2&yclid=3&_ga=4&id=5",
            "https://example.kz/a?id=5",
        ),
        ("https://example.kz/a;jsessionid=AB12?x=1&PHPSESSID=abc", "https://example.kz/a?x=1"),
        ("https://example.kz/a?sid=7", "https://example.kz/a?sid=7"),
        ("https://example.kz/a?sid=0af3c9d2e1b4a5968778", "https://example.kz/a"),
        ("https://example.kz/a#content", "https://example.kz/a"),
        ("https://example.kz/#/news/5", "https://example.kz/#/news/5"),
        ("https://example.kz/#!/x", "https://example.kz/#!/x"),
        ("https://example.kz/#/", "https://example.kz/"),
        ("https://example.kz/#!", "https://example.kz/"),
        ("https://example.kz/a/index.html", "https://example.kz/a/index.html"),
        ("https://example.kz/a/", "https://example.kz/a/"),
        ("http://127.1/a", "http://127.0.0.1/a"),
        ("http://0x7f000001/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
    ],
)
def test_an_address_has_one_spelling(address: str, expected: str) -> None:
    assert canonical(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "", "mailto:a@example.kz", "javascript:void(0)", "data:text/html,x", "tel:+77172000000", "ftp://example.kz/",
        "/relative", "//example.kz/", "http://", "http:///a", "http://example.kz:99999/", "http://exa mple.kz/",
        "http://[::1", "http://256.1.1.1/", "http://-x.kz/", "http://ex<ample.kz/", "https://\ud800.kz/",
        "https://example.kz/" + "a" * 30_000,
    ],
)  # fmt: skip
def test_what_is_no_web_address_becomes_empty(address: str) -> None:
    assert canonical(address) == ""


def test_a_relative_link_is_read_against_its_page() -> None:
    assert canonical("../b?x=1#top", base="https://example.kz/kk/a/c") == "https://example.kz/kk/b?x=1"
    assert canonical("//www.example.kz/a", base="https://example.kz/") == "https://www.example.kz/a"


def test_configured_query_keys_are_dropped_whatever_their_case() -> None:
    url = canonical("https://example.kz/a?Theme=dark&id=1", ignore_query=("theme",))
    assert url == "https://example.kz/a?id=1"


_pieces = st.sampled_from(
    ["/", "//", "..", ".", "?", "&", "=", "#", "#/", "#!/", "%", "%2f", "%zz", ";", ";jsessionid=1", "utm_a=1", "a",
     "ә", "I", "ß", "İ", " ", "+", ":", "@", "[", "]", "\\", "\t", "\x00", "\u200d", "\ud800", "kk", "1", "'", "|"]
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(_pieces, max_size=14).map("".join),
    st.sampled_from(["https://example.kz/", "http://www.Қаз.kz:8080", "http://"]),
)
@example(";;jsessionid=1", "https://example.kz/")
def test_the_canonical_form_of_a_canonical_form_is_itself(tail: str, head: str) -> None:
    once = canonical(head + tail)
    assert canonical(once) == once
    if once:
        assert once.isascii()
        assert host_of(once)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_at_all_makes_these_functions_raise(text: str) -> None:
    is_not_web(text)
    url = canonical(text, base="https://example.kz/kk/")
    if url:
        looks_like_document(url)
        is_odd(url)
        identity(url)


def test_scheme_and_www_do_not_make_another_page() -> None:
    assert identity("http://www.example.kz/a") == identity("https://example.kz/a")
    assert identity("https://example.kz/a") != identity("https://kk.example.kz/a")
    assert origin("https://example.kz:8443/a?b") == "https://example.kz:8443"


def _site(url: str, *, within: str = "", hosts: tuple[str, ...] = ()) -> Site:
    return Site(id="s", url=url, body="b", within_path=within, limits=CrawlLimits(extra_hosts=hosts))


def test_a_site_is_its_host_the_www_twin_and_the_extra_hosts() -> None:
    site = _site("https://www.example.kz/kk/", hosts=("kk.example.kz", "Мысал.қаз"))
    for url in (
        "http://example.kz/a",
        "https://www.example.kz/",
        "https://kk.example.kz/x",
        canonical("https://мысал.қаз/"),
    ):
        assert belongs(url, site), url
    for url in (
        "https://example.com/",
        "https://evil-example.kz/",
        "https://example.kz.evil.com/",
        "https://ru.example.kz/",
    ):
        assert not belongs(url, site), url
    assert not belongs("https://example.kz:8443/", site)


def test_a_path_prefix_bounds_whole_segments_in_every_language() -> None:
    scope = SiteScope.of(_site("https://www.gov.kz/memleket/entities/mam", within="/memleket/entities/mam/"))
    assert scope.contains("https://www.gov.kz/memleket/entities/mam?lang=kk")
    assert scope.contains("https://gov.kz/memleket/entities/mam/press/news/details/1")
    assert not scope.contains("https://www.gov.kz/memleket/entities/mams")
    assert not scope.contains("https://www.gov.kz/")
    department = SiteScope.of(_site("https://example.kz/kk/dept", within="/kk/dept"))
    assert department.contains("https://example.kz/ru/dept/staff")
    assert not department.contains("https://example.kz/ru/news")


def test_documents_and_other_files_are_known_by_their_names() -> None:
    assert looks_like_document("https://example.kz/a/%D0%B6%D0%BE%D0%B1%D0%B0.PDF?v=2")
    assert looks_like_document("https://example.kz/a.tar.gz")
    assert not looks_like_document("https://example.kz/pdf")
    assert not looks_like_document("https://example.kz/view?file=a.pdf")
    for link in (
        "mailto:a@b.kz",
        "tel:1",
        "JavaScript:x()",
        "data:image/png;base64,AA",
        "https://example.kz/a.JPG",
        "http://[::1",
    ):
        assert is_not_web(link), link
    for link in ("https://example.kz/", "/a.html", "?x=a.png", "https://example.kz/.jpg", "a.b/c"):
        assert not is_not_web(link), link


def test_only_odd_names_are_worth_a_request_before_the_visit() -> None:
    for url in (
        "https://e.kz/download?id=4",
        "https://e.kz/a.xyz",
        "https://e.kz/view?file=a.pdf",
        "https://e.kz/files/9",
    ):
        assert is_odd(url), url
    for url in (
        "https://e.kz/",
        "https://e.kz/news/5",
        "https://e.kz/a.php?id=1",
        "https://e.kz/v1.2",
        "https://e.kz/profiles",
    ):
        assert not is_odd(url), url
