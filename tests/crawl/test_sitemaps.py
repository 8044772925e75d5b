from __future__ import annotations

import gzip
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcag_audit.crawl.sitemaps import MAX_ENTRIES, parse_sitemap

BASE = "https://example.kz/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
URLSET = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {NS} xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
  <url>
    <loc> https://example.kz/kk/a?utm_source=x </loc>
    <lastmod>2025-03-01</lastmod>
    <image:image><image:loc>https://example.kz/photo.jpg</image:loc></image:image>
    <xhtml:link rel="alternate" hreflang="ru-KZ" href="https://example.kz/ru/a"/>
    <xhtml:link rel="stylesheet" href="https://example.kz/style.css"/>
  </url>
  <url><loc>/kk/b</loc></url>
  <url><loc>https://example.kz/kk/b</loc></url>
</urlset>""".encode()


def urls(data: bytes) -> list[str]:
    return [entry.url for entry in parse_sitemap(data, BASE).entries]


def test_a_urlset_gives_its_addresses_dates_and_language_versions() -> None:
    sitemap = parse_sitemap(URLSET, BASE)
    assert sitemap.problems == ()
    first, second = sitemap.entries
    assert (first.url, first.lastmod) == ("https://example.kz/kk/a", "2025-03-01")
    assert dict(first.alternates) == {"ru-kz": "https://example.kz/ru/a"}
    assert (second.url, second.lastmod, dict(second.alternates)) == ("https://example.kz/kk/b", "", {})


def test_a_compressed_sitemap_reads_as_the_plain_one() -> None:
    assert parse_sitemap(gzip.compress(URLSET), BASE) == parse_sitemap(URLSET, BASE)


def test_an_index_gives_its_children() -> None:
    data = f"<sitemapindex {NS}><sitemap><loc>/s1.xml.gz</loc><lastmod>2025</lastmod></sitemap></sitemapindex>".encode()
    sitemap = parse_sitemap(data, BASE)
    assert sitemap.children == ("https://example.kz/s1.xml.gz",)
    assert sitemap.entries == ()


def test_rss_and_atom_are_read() -> None:
    rss = b"""<rss version="2.0"><channel><link>https://example.kz/</link>
      <item><title>t</title><link>https://example.kz/n/1</link><pubDate>Sat, 01 Mar 2025</pubDate></item>
      </channel></rss>"""
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://example.kz/"/>
      <entry><link rel="self" href="https://example.kz/x.atom"/><link href="https://example.kz/n/2"/>
      <updated>2025-03-01</updated></entry></feed>"""
    assert [(entry.url, entry.lastmod) for entry in parse_sitemap(rss, BASE).entries] == [
        ("https://example.kz/n/1", "Sat, 01 Mar 2025")
    ]
    assert [(entry.url, entry.lastmod) for entry in parse_sitemap(atom, BASE).entries] == [
        ("https://example.kz/n/2", "2025-03-01")
    ]


def test_a_plain_list_is_read_and_prose_is_not() -> None:
    sitemap = parse_sitemap(
        "\ufeffhttps://example.kz/a\r\n\r\nhttps://example.kz/b\nСтраница не найдена".encode(), BASE
    )
    assert [entry.url for entry in sitemap.entries] == ["https://example.kz/a", "https://example.kz/b"]
    assert sitemap.problems == (f"1 lines of {BASE} are not web addresses",)


def test_a_broken_file_gives_what_can_be_saved_and_says_so() -> None:
    data = b"<urlset><url><loc>https://e.kz/a?x=1&y=2</loc></url><url><loc>https://e.kz/b</loc></url><url><loc>https"
    assert urls(data) == ["https://e.kz/a?x=1&y=2", "https://e.kz/b"]
    assert parse_sitemap(data, BASE).problems[0].startswith("broken XML")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!DOCTYPE html><html><head><title>x</title></head></html>", "not a sitemap: its root element is <html>"),
        (b"\x1f\x8b\x08broken", "damaged"),
        (b"<urlset><url><loc>mailto:a@b</loc></url></urlset>", "1 entries are not web addresses"),
        (b"<urlset>" * 1_000, "nested deeper"),
        (b"\x00\x01\x02", "not web addresses"),
    ],
)
def test_what_is_no_sitemap_is_a_problem_and_never_silence(data: bytes, problem: str) -> None:
    sitemap = parse_sitemap(data, BASE)
    assert sitemap.entries == ()
    assert any(problem in text for text in sitemap.problems), sitemap.problems


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_refused_in_every_spelling(encoding: str) -> None:
    bomb = '<!DOCTYPE l [<!ENTITY b SYSTEM "file:///etc/passwd">]><urlset><url><loc>&b;</loc></url></urlset>'
    sitemap = parse_sitemap(bomb.encode(encoding), BASE)
    assert sitemap.entries == ()
    assert "entities" in sitemap.problems[0]


def test_a_zip_bomb_unfolds_to_50_mib_and_no_further() -> None:
    bomb = gzip.compress(b"<urlset>") + gzip.compress(b" " * 20_000_000) * 50
    tracemalloc.start()
    sitemap = parse_sitemap(bomb, BASE)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "larger than 50 MiB" in sitemap.problems[0]
    assert peak < 200 * 1024 * 1024


def test_more_addresses_than_the_protocol_allows_are_not_read() -> None:
    many = "".join(f"<url><loc>https://example.kz/{n}</loc></url>" for n in range(MAX_ENTRIES + 5))
    sitemap = parse_sitemap(f"<urlset>{many}</urlset>".encode(), BASE)
    assert len(sitemap.entries) == MAX_ENTRIES
    assert any("the rest was not read" in text for text in sitemap.problems)


_PIECES = (
    b"<urlset>", b"<url>", b"<loc>", b"https://e.kz/1", b"</loc>", b"</url>", b"</urlset>", b"<item>", b"\n", b"&amp;",
    b"<link href='/x' hreflang='kk'/>", b"<sitemap>", b"</sitemap>", b"&x;", b"<!--", b"-->", b"<?x?>", b"\xff",
    b"\x00", b"<![CDATA[", b"]]>",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map(b"".join))
def test_no_bytes_make_the_reading_raise(data: bytes) -> None:
    sitemap = parse_sitemap(data, BASE)
    # Only a well-formed sitemap without entries may say nothing at all.
    assert sitemap.entries or sitemap.children or sitemap.problems or b"<urlset>" in data
