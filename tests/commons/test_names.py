"""What a voice can say of a name."""

import pytest

from wcag_audit.commons.names import is_speakable


@pytest.mark.parametrize("name", ["Іздеу", "×", "2", " → ", "\ue8b6 Поиск"])
def test_a_name_with_any_visible_character_is_speakable(name: str) -> None:
    assert is_speakable(name)


@pytest.mark.parametrize("name", ["", "  ", "\u00a0", "\u200b", "\ue8b6", "\uf09a \U000f0001", "\u00ad"])
def test_private_use_and_invisible_characters_are_silent(name: str) -> None:
    assert not is_speakable(name)
