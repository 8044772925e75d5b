from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wcag_audit.crawl.addresses import canonical
from wcag_audit.crawl.shapes import is_calendar, repeats_segments, shape


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.gov.kz/memleket/entities/mam/press/news/details/1024?lang=kk",
         "http://gov.kz/memleket/entities/mam/press/news/details/7?lang=ru"),
        ("https://adilet.zan.kz/kaz/docs/V2500035902", "https://adilet.zan.kz/rus/docs/K950001000_"),
        ("https://e.kz/kk/2024/05/12/bir-eki-ush-tort", "https://e.kz/ru/2023/1/2/o-rabote-komiteta"),
        ("https://e.kz/index.php?option=com_content&view=article&id=5", "https://e.kz/index.php?id=9&option=com_content&view=article"),
        ("https://e.kz/page2.html", "https://e.kz/kk/page31.html"),
        ("https://e.kz/a?page=2", "https://e.kz/a?page=30"),
        ("https://e.kz/n/2024-05-12", "https://e.kz/n/12.05.2024"),
        ("https://e.kz/n/0af3c9d2e1b4", "https://e.kz/n/9c858901-8a57-4791-81fe-4c455b099bc9"),
        ("https://e.kz/#/kk/news/1", "https://e.kz/#/ru/news/2"),
        ("https://kk.e.kz/about", "https://ru.e.kz/about"),
    ],
)  # fmt: skip
def test_pages_of_one_template_share_a_shape(one: str, other: str) -> None:
    assert shape(canonical(one)) == shape(canonical(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.kz/news/1", "https://e.kz/docs/1"),
        ("https://e.kz/about", "https://e.kz/contacts"),
        ("https://e.kz/", "https://e.kz/?s=word"),
        ("https://e.kz/index.php?option=com_content", "https://e.kz/index.php?option=com_contact"),
        ("https://e.kz/#/news/1", "https://e.kz/#/docs/1"),
        ("https://forum.e.kz/", "https://e.kz/"),
    ],
)
def test_pages_of_different_templates_keep_different_shapes(one: str, other: str) -> None:
    assert shape(canonical(one)) != shape(canonical(other))


@settings(deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_never_make_a_new_shape(one: int, other: int) -> None:
    assert shape(f"https://e.kz/news/{one}?page={other}") == shape(f"https://e.kz/news/{other}?page={one}")


def test_calendars_are_recognised_and_medicine_is_not() -> None:
    assert is_calendar("https://e.kz/kk/calendar/2031/5")
    assert is_calendar("https://e.kz/kuntizbe?d=4")
    assert is_calendar("https://e.kz/events?month=5&year=2031")
    assert not is_calendar("https://e.kz/medical/critical")
    assert not is_calendar("https://e.kz/report?year=2024")
    assert not is_calendar("https://e.kz/news/2024/05/12/text")


def test_loops_of_segments_are_recognised() -> None:
    assert repeats_segments("https://e.kz/a/a/a/")
    assert repeats_segments("https://e.kz/z/x/y/x/y/x/y/t")
    assert not repeats_segments("https://e.kz/a/b/a/b/a")
    assert not repeats_segments("https://e.kz/1/1/1")
    assert not repeats_segments("https://e.kz/news/news/1")
