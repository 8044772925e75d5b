from __future__ import annotations

import pytest

from wcag_audit.commons.brands import mark_of, mark_of_file


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("W3C logo", "w3c"),
        ("Ютуб белгішесі", "youtube"),
        ("Logo of the ministry", ""),
        ("Google and Facebook", ""),
        ("Map by Google", ""),
    ],
)
def test_a_name_names_a_mark_if_it_says_nothing_else(name: str, mark: str) -> None:
    assert mark_of(name) == mark


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("https://example.kz/img/Telegram_icon-2.svg?v=3", "telegram"),
        ("/img/google-map.png", ""),
        ("data:image/png;base64,w3c", ""),
        ("http://[broken/w3c.png", ""),
    ],
)
def test_the_name_of_a_file_names_a_mark_likewise(address: str, mark: str) -> None:
    assert mark_of_file(address) == mark
