"""What a wrong language tag was meant to be."""

import pytest

from wcag_audit.commons.language_tags import suggestion


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("kz", "kk"),
        ("KZ", "kk"),
        ("qz", "kk"),
        ("kaz", "kk"),
        ("kz-KZ", "kk-KZ"),
        ("kk_KZ", "kk-KZ"),
        ("ru_RU", "ru-RU"),
        ("rus", "ru"),
        ("eng", "en"),
        ("qaz", "kk"),
        ("Қазақша", "kk"),
        ("русский", "ru"),
        ("English", "en"),
        ("ua", "uk"),
        ("kz_Cyrl_KZ", "kk-Cyrl-KZ"),
        ("en_#!", "en"),
    ],
)
def test_the_meant_tag_is_suggested(tag: str, meant: str) -> None:
    assert suggestion(tag) == meant


@pytest.mark.parametrize("tag", ["#!", "invalid", "", "xx", "i-lux", "{{ lang }}", "undefined"])
def test_nothing_is_suggested_for_a_tag_that_tells_nothing(tag: str) -> None:
    assert suggestion(tag) == ""
