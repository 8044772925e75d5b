"""When two pages are taken to serve one purpose, over texts made by hand."""

from __future__ import annotations

import pytest

from wcag_audit.model.facts_links import PageText
from wcag_audit.rules.same_purpose import Purpose, compare

CHAT = "Chat with us. Chat is available 24 hours a day. Chat now"
CALL = "Call us from Monday to Friday, from 9:00 to 18:00, inside the country or from abroad"
NEWS = "Открыта новая поликлиника в районе. Приём ведут врачи всех специальностей без записи"


def page(text: str, final: str = "/a", **more: object) -> PageText:
    return PageText(final, final, **{"status": 200, "text": text, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (page("One two three", "/a"), page("Four five six", "/a")),
        (page("One, two, three!", "/a"), page("one two three", "/b")),
        (page(f"{NEWS} сегодня", "/a"), page(f"{NEWS} завтра", "/b")),
    ],
)
def test_one_address_or_nearly_the_same_text_is_one_purpose(first: PageText, second: PageText) -> None:
    assert compare(first, second) is Purpose.SAME


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (page(CHAT, "/a", title="Chat"), page(CALL, "/b", title="Call")),
        (page(CHAT, "/a"), page(CALL, "/b")),
        (page("Contact us Phone: (541) 754-3010", "/a"), page("Contact us Phone: (541) 754-3011", "/b")),
        (page("", "/a", waits=30.0), page(CALL, "/b")),
    ],
)
def test_texts_that_plainly_differ_are_two_purposes(first: PageText, second: PageText) -> None:
    assert compare(first, second) is Purpose.DIFFERENT


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (page(CHAT, "/a"), PageText("/b")),
        (page(CHAT, "/a"), page("Not found here at all", "/b", status=404)),
        (page(CHAT, "/a"), page("", "/b")),
        (page(CALL, "/a", title="Call"), page(NEWS, "/b", title="Новости")),
        (page("Get in touch Call us: (541) 754-3010", "/a"), page("Contacts Phone: (541) 754-3010 Fax none", "/b")),
        (page("one two three four", "/a"), page("one two three six", "/b")),
        (page("red " * 30 + CHAT, "/a", title="News"), page(" ".join(map(str, range(80))), "/b", title="News")),
    ],
)
def test_all_else_is_for_a_person(first: PageText, second: PageText) -> None:
    assert compare(first, second) is Purpose.UNSURE
