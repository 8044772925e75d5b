"""Text and addresses of hostile pages, as every exported file has them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rfc3986_validator import validate_rfc3986

from wcag_audit.export.harmless import TEXT_LIMIT, iri, text


@given(st.text())
@example("\x00\u202e\ufffe\ud800]]>&<a>")
def test_any_text_can_stand_in_xml_and_in_utf8(given_text: str) -> None:
    safe = text(given_text)
    element = ET.Element("a", b=safe)
    element.text = safe
    read = ET.fromstring(ET.tostring(element, encoding="utf-8"))  # noqa: S314 - written by the line above
    assert read.text in {safe.replace("\r\n", "\n").replace("\r", "\n") or None, safe or None}


def test_a_text_is_bounded_and_says_that_it_was_cut() -> None:
    assert text("ұ" * 100_000) == "ұ" * (TEXT_LIMIT - 1) + "…"
    assert text("abc", 3) == "abc"


@given(st.one_of(st.text(), st.text().map("https://a.kz/".__add__), st.text().map("http://".__add__)))
@example("https://a.kz/%zz[]#a#b[]")
@example("https://[::1]:80/a b")
@example("http://[evil/")
@example("https://қаз.kz/іздеу?q=ә#ө")
def test_any_address_becomes_a_reference_of_the_standard(address: str) -> None:
    assert validate_rfc3986(iri(address), rule="URI_reference")


@pytest.mark.parametrize(
    "address", ["https://a.kz/", "https://a.kz:8080/a/b.html?x=1&y=%D2%9B;z#part", "http://[::1]:80/", "HTTP://A.KZ/~u"]
)
def test_an_address_in_good_order_is_left_as_it_is(address: str) -> None:
    assert iri(address) == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,<b>", "//evil.example/", "file:///etc", ""])
def test_what_is_no_address_on_the_web_leads_nowhere(address: str) -> None:
    assert ":" not in iri(address)
    assert not iri(address).startswith("//evil")
