"""Language tags."""

from __future__ import annotations

import pytest

from wcag_audit.standards.languages import has_known_primary, is_private_use, is_valid_tag, primary


@pytest.mark.parametrize(
    "tag",
    [
        "kk",
        "KK",
        "kk-KZ",
        "kk-Cyrl",
        "kk-Cyrl-KZ",
        "kk-Latn",
        "ru",
        "ru-KZ",
        "en",
        "en-GB",
        "kaa",
        "zh-Hans-CN",
        " kk ",
    ],
)
def test_registered_languages_are_valid(tag: str) -> None:
    assert is_valid_tag(tag)


@pytest.mark.parametrize(
    "tag",
    [
        "",
        " ",
        "kz",
        "qz",
        "kaz",
        "rus",
        "eng",
        "kk_KZ",
        "kazakh",
        "русский",
        "kk-",
        "-kk",
        "kk--KZ",
        "kk-K",
        "x-kk",
        "i-klingon",
        "a",
    ],
)
def test_country_codes_three_letter_twins_underscores_and_words_are_not_valid(tag: str) -> None:
    assert not is_valid_tag(tag)


def test_a_badly_formed_tag_may_still_have_a_known_primary_subtag() -> None:
    """ACT bf051a passes en-US-GB: software falls back to the primary subtag."""
    assert has_known_primary("en-US-GB")
    assert not is_valid_tag("en-US-GB")


def test_the_primary_subtag_is_what_stands_before_the_first_hyphen() -> None:
    assert [primary(tag) for tag in ("kk-Cyrl-KZ", "RU", "kk_KZ", "")] == ["kk", "ru", "kk_kz", ""]


def test_private_use_codes_are_told_apart() -> None:
    """`qaz` is no code of Kazakh but one of the codes anyone may use for anything."""
    assert is_private_use("qaz")
    assert is_private_use("qtz")
    assert not is_private_use("quz")
    assert not is_private_use("kk")
