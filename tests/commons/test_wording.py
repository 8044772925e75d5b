"""Folding of words, sequences of words, and names of links that say nothing."""

import pytest

from wcag_audit.commons.wording import contains_in_order, contains_scattered, is_generic_link, tokens


@pytest.mark.parametrize(
    "name",
    ["Толығырақ", "толығырақ →", "ОСЫНДА", "Подробнее...", "Читать далее »", "Еще", "ещё", "Click here!", "Read more…"],
)
def test_a_name_that_only_invites_is_generic_in_three_languages(name: str) -> None:
    assert is_generic_link(name)


@pytest.mark.parametrize(
    "name",
    ["", "→", "Read more about visas", "Подробнее о конкурсе", "Көру қабілеті", "Здесь живёт музыка", "Вход", "2"],
)
def test_a_name_with_any_further_word_is_not_generic(name: str) -> None:
    assert not is_generic_link(name)


def test_tokens_leave_out_case_punctuation_and_symbols() -> None:
    assert tokens("«Ёлка» — 12,5 %… №_3 💡") == ("елка", "12", "5", "3")


@pytest.mark.parametrize(
    ("part", "unbroken", "scattered"),
    [("a b", True, True), ("b c", True, True), ("a c", False, True), ("c a", False, False), ("", True, True)],
)
def test_sequences_of_words(part: str, *, unbroken: bool, scattered: bool) -> None:
    whole = tokens("A, b, c")
    assert contains_in_order(whole, tokens(part)) is unbroken
    assert contains_scattered(whole, tokens(part)) is scattered
