"""Folding of words, sequences of words, and names of links that say nothing."""

import pytest

from wcag_audit.commons.wording import (
    Fit,
    contains_in_order,
    contains_scattered,
    fit,
    is_doubtful_link,
    is_generic_link,
    tokens,
)


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


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("Next…", "next", Fit.CONTAINED),
        ("Search", "Search this site", Fit.CONTAINED),
        ("Download (PDF)", "Download", Fit.CONTAINED),
        ("e-mail", "Email us", Fit.CONTAINED),
        ("Жаңа емхана аш…", "Жаңа емхана ашылды", Fit.CONTAINED),
        ("下载", "下载文件", Fit.CONTAINED),
        ("Қаз", "Қазақша", Fit.ABBREVIATED),
        ("ҚР", "Қазақстан Республикасы", Fit.ABBREVIATED),
        ("Inbox 3", "Inbox", Fit.NUMBERS),
        ("row 011235", "row 0 1 1 2 3 5", Fit.ABSENT),
        ("15.03.2026", "15 March", Fit.NUMBERS),
        ("2021", "20 21", Fit.ABSENT),
        ("11×3=33", "11 times 3 equals 33", Fit.ABSENT),
        ("Download specification", "Download the specification", Fit.ABSENT),
        ("Жіберу", "Нысанды жөнелту", Fit.ABSENT),
        ("1", "1a", Fit.ABSENT),
    ],
)
def test_how_a_label_stands_in_a_name(label: str, name: str, expected: Fit) -> None:
    assert fit(label, name) is expected


def test_a_label_of_several_pieces_may_be_joined_otherwise_than_the_name() -> None:
    assert fit("A C T", "ACT", in_pieces=True) is Fit.CONTAINED
    assert fit("A C T", "ACT") is not Fit.CONTAINED


@pytest.mark.parametrize("name", ["Next page", "Келесі", "Ещё…", "All", "Оқу"])
def test_what_may_be_all_there_is_to_say_is_doubtful(name: str) -> None:
    assert is_doubtful_link(name) == is_generic_link(name)


@pytest.mark.parametrize("name", ["Толығырақ", "Подробнее »", "Click here", "Download"])
def test_an_invitation_is_generic_beyond_doubt(name: str) -> None:
    assert is_generic_link(name)
    assert not is_doubtful_link(name)
