"""Which language to speak to the person at the keyboard."""

from __future__ import annotations

import pytest

from wcag_audit.i18n.languages import user_language


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru.UTF-8"}, "ru"),
        ({"LANG": "ru"}, "ru"),
        ({"LANG": "kk-KZ"}, "kk"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "run_RW"}, "en"),
        ({"LC_ALL": "kk_KZ.UTF-8", "LANG": "ru_RU.UTF-8"}, "kk"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "kk_KZ.UTF-8"}, "kk"),
        ({"LANGUAGE": "de:kk:ru", "LANG": "ru_RU.UTF-8"}, "kk"),
        ({"LANGUAGE": "", "LANG": "ru_RU.UTF-8"}, "ru"),
    ],
)
def test_the_locale_decides_and_english_is_the_last_resort(environ: dict[str, str], lang: str) -> None:
    assert user_language(environ) == lang
