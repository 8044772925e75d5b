"""Letter-spaced words, and the lists, alphabets and formulas that look like them."""

import pytest

from wcag_audit.kazakh.spacing import letter_runs, without_runs


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Қ А З А Қ С Т А Н Республикасы", "ҚАЗАҚСТАН"),
        ("Б\u00a0ұ\u00a0й\u00a0р\u00a0ы\u00a0қ", "Бұйрық"),
        ("П Р И К А З", "ПРИКАЗ"),
        ("Итого: И Т О Г О,", "ИТОГО"),
        ("W e l c o m e to the portal", "Welcome"),
        ("п о с т а н о в л е н и е", "постановление"),
    ],
)
def test_a_letter_spaced_word_is_certain(text: str, word: str) -> None:
    [found] = letter_runs(text)
    assert (found.word, found.verdict) == (word, "word")


def test_four_letters_are_certain_only_if_the_word_stands_elsewhere() -> None:
    [alone] = letter_runs("Ж О Б А")
    [known] = letter_runs("Ж О Б А", known={"жоба"})
    assert (alone.verdict, known.verdict) == ("doubtful", "word")


def test_letters_that_cannot_be_spoken_as_a_word_are_not_certain() -> None:
    [found] = letter_runs("Б А А Ш О О И К")
    assert found.verdict == "doubtful"


@pytest.mark.parametrize(
    "text",
    [
        "А Б В Г Д Е Ё Ж З И",
        "А Ә Б В Г Ғ Д Е Ё Ж З И Й К Қ Л",
        "A B C D E F G",
        "а б в г",
        "А Д И О",
        "Я Ю Э Ь Ы",
        "Й Ц У К Е Н",
        "Q W E R T Y",
        "П В С Ч П С В",
        "S M T W T F S",
        "x x x x",
        "а и в о",
        "a b o d = e",
        "2 a b e k",
        "К Г К П",
        "Қазақ стан",
        "А. Б. О. Қасым",
        "1 2 3 4 5",
        "A Б a Б e o",
        "қ а",
    ],
)
def test_alphabets_options_keyboards_formulas_and_initials_are_no_words(text: str) -> None:
    assert {found.verdict for found in letter_runs(text)} <= {"no-word"}


def test_letter_spaced_words_are_joined_and_lists_of_letters_are_left() -> None:
    assert without_runs("Б Ұ Й Р Ы Қ, нұсқасы: а б в г") == "БҰЙРЫҚ, нұсқасы: а б в г"
    assert without_runs("Ресми Б\u00a0Ұ\u00a0Й\u00a0Р\u00a0Ы\u00a0Қ", lambda _: "…") == "Ресми …"


def test_thousands_of_letter_spaced_words_are_joined_in_one_go() -> None:
    assert without_runs("Б Ұ Й Р Ы Қ, " * 5_000) == "БҰЙРЫҚ, " * 5_000
