"""Speech readiness: what counts as a Kazakh word, as well formed, as marked."""

from __future__ import annotations

import pytest

from tests.kazakh.speech_data import DAMAGES, seeded, sentences
from wcag_audit.kazakh.speech import (
    abbreviations,
    advice_for,
    is_kazakh_tag,
    speech_advice,
    speech_readiness,
    unsayable,
)
from wcag_audit.model.speech import SpeechReadiness, SpokenText

CLEAN = "Мүгедектігі бар адамдарға арналған қызметтер тегін көрсетіледі"


def read(*texts: tuple[str, str]) -> tuple[int, int, int, int]:
    found = speech_readiness(SpokenText(text, lang, number, number) for number, (text, lang) in enumerate(texts))
    return found.words, found.well_formed, found.marked, found.ready


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        ([(CLEAN, "kk")], (7, 7, 7, 7)),
        ([(CLEAN, "kk-Cyrl-KZ")], (7, 7, 7, 7)),
        ([(CLEAN, "ru")], (7, 7, 0, 0)),
        ([(CLEAN, "kz")], (7, 7, 0, 0)),
        ([(CLEAN, "kk_KZ")], (7, 7, 0, 0)),
        ([(CLEAN, "")], (7, 7, 0, 0)),
        ([(CLEAN.replace("і", "i"), "kk")], (7, 4, 7, 4)),
        ([(CLEAN, "kk"), (CLEAN.replace("і", "i"), "ru")], (14, 11, 7, 7)),
        ([(CLEAN, "kk"), ("Услуги для граждан предоставляются бесплатно", "ru")], (7, 7, 7, 7)),
        ([(CLEAN, "kk"), ("eGov және SMS", "kk")], (8, 8, 8, 8)),
        ([("Services are free of charge", "kk")], (0, 0, 0, 0)),
        ([], (0, 0, 0, 0)),
    ],
)
def test_three_numbers_are_told_apart(texts: list[tuple[str, str]], numbers: tuple[int, int, int, int]) -> None:
    assert read(*texts) == numbers


def test_pieces_of_one_block_make_one_word() -> None:
    pieces = [SpokenText("Қ", "kk", 1, 0), SpokenText("азақстан Республикасы", "kk", 2, 0)]
    assert speech_readiness(pieces) == SpeechReadiness(2, 2, 2, 2)


@pytest.mark.parametrize("name", [name for name in DAMAGES if name != "decomposed letters"])
def test_damaged_sentences_stay_kazakh_and_are_not_all_well_formed(name: str) -> None:
    chance = seeded(5)
    clean = [SpokenText(text, "kk", number, number) for number, text in enumerate(sentences("kk"))]
    damaged = [SpokenText(DAMAGES[name](text.text, chance), "kk", text.owner, text.block) for text in clean]
    sound, found = speech_readiness(clean), speech_readiness(damaged)
    assert sound.words == sound.ready > 4000
    assert found.words > 0.8 * sound.words
    assert found.well_formed < 0.97 * found.words


def test_letter_spaced_words_are_kazakh_words_that_cannot_be_said() -> None:
    assert read((CLEAN, "kk"), ("Қ А З А Қ С Т А Н \u00a0 Р Е С П У Б Л И К А С Ы", "kk")) == (9, 7, 9, 7)


def test_numbers_alone_are_read_by_the_kazakh_voice_of_a_kazakh_page() -> None:
    texts = [SpokenText(CLEAN, "kk", 0, 0), SpokenText("16,5", "kk", 1, 1)]
    assert speech_readiness(texts).advice == speech_advice(texts) == {"decimal": 1}
    assert speech_advice([SpokenText("16,5 and more of the same", "en", 0, 0)]) is None


def test_decomposed_letters_count_as_well_formed() -> None:
    assert read(("Қазақ саи\u0306ты және и\u0306од", "kk")) == (4, 4, 4, 4)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("№ 1143 бұйрық", {"numero": 1}),
        ("5 000 ₸ және 15 %", {"tenge": 1, "percent": 1}),
        ("737,4 мың", {"decimal": 1}),
        ("20.11.2026 күні", {"date": 1}),
        ("ХХІ ғасыр, II тоқсан", {"roman": 2}),
        ("ҚР заңы, т.б. құжаттар, 500 тг", {"abbreviation": 3}),
        ("1,2,3 тармақтар; 1.4.3; Абай", {}),
        (CLEAN, {}),
    ],
)
def test_what_a_voice_reads_badly_is_counted(text: str, advice: dict[str, int]) -> None:
    assert advice_for(text) == advice


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ЭЫДҰ елдері мен БҰҰ ұйымы", ["ЭЫДҰ", "БҰҰ"]),
        ("БҰЙРЫҚ ТУРАЛЫ", []),
        ("ХХІ ғасыр", []),
        ("А. Б. Қасымов және А әрпі", []),
        ("А-ЯМ-БҚ үлгісі", []),
    ],
)
def test_abbreviations_are_told_from_headings_numerals_and_initials(text: str, found: list[str]) -> None:
    assert list(abbreviations(text)) == found


def test_words_that_a_kazakh_voice_cannot_say_are_listed() -> None:
    assert list(unsayable("Жаңа бiлiм порталы eGov және аза?стан")) == ["бiлiм", "eGov", "аза?стан"]


@pytest.mark.parametrize(("tag", "valid"), [("kk", True), ("kk-KZ", True), ("kz", False), ("kaz", False), ("", False)])
def test_only_valid_kazakh_tags_call_a_kazakh_voice(tag: str, valid: bool) -> None:
    assert is_kazakh_tag(tag) is valid
