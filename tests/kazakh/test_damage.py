"""Damage to Kazakh text is named and repaired; clean text of any language is left alone."""

from __future__ import annotations

import pytest

from tests.kazakh.speech_data import DAMAGES, further_texts, kindred, seeded, sentences
from wcag_audit.kazakh.alphabet import SPOKEN_WORD, is_speakable
from wcag_audit.kazakh.damage import Damage, damaged_words, repair

BAR = 0.97
SENTENCE = "Қазақстан мен әкімдік үшін өңірдегі ғылым сайты"


@pytest.mark.parametrize(
    ("damaged", "kind", "word", "repaired"),
    [
        ("жаңа бiлiм", Damage.LOOK_ALIKE, "бiлiм", "білім"),
        ("бұл ¥лттық банк", Damage.LOOK_ALIKE, "¥лттық", "Ұлттық"),
        ("халыҡтың әлеуметтік ұйымы", Damage.LOOK_ALIKE, "халыҡтың", "халықтың"),
        ("Ќазаќстан жјне їкімет", Damage.LEGACY_KZ1048, "жјне", "және"),
        ("Ќазаќстан Банкініњ ќызметі µмір", Damage.LEGACY_PT154, "µмір", "өмір"),
        ("Т›Р°Р·Р°Т› РµР»С–", Damage.UTF8_AS_CP1251, "Т›Р°Р·Р°Т›", "қазақ"),
        ("Ò›Ð°Ð·Ð°Ò›", Damage.UTF8_AS_CP1252, "Ò›Ð°Ð·Ð°Ò›", "қазақ"),
        ("ол ?аза?стан дейді", Damage.LOST, "?аза?стан", ""),
        ("Қаза\ufffdстан", Damage.REPLACED, "Қаза\ufffdстан", ""),
        ("Қаза\ue000стан", Damage.PRIVATE_USE, "Қаза\ue000стан", ""),
        ("саи\u0306т", Damage.DECOMPOSED, "саи\u0306т", "сайт"),
        ("Қа\u200bзақстан", Damage.INVISIBLE, "Қа\u200bзақстан", "Қазақстан"),
        ("Б Ұ Й Р Ы Қ", Damage.SPACED, "Б Ұ Й Р Ы Қ", "БҰЙРЫҚ"),
    ],
)
def test_each_kind_of_damage_is_named_with_the_repaired_word(
    damaged: str, kind: Damage, word: str, repaired: str
) -> None:
    found = [(entry.kind, entry.word, entry.repaired) for entry in damaged_words(damaged)]
    assert (kind, word, repaired) in found
    assert {entry[0] for entry in found} == {kind}


@pytest.mark.parametrize(
    "name", [name for name in DAMAGES if "lost" not in name and "character" not in name and "spaced" not in name]
)
def test_what_can_be_repaired_reads_as_it_did_before(name: str) -> None:
    damaged = DAMAGES[name](SENTENCE, seeded(3))
    assert damaged != SENTENCE
    assert repair(damaged).text == SENTENCE


def test_a_clean_text_comes_back_as_it_is() -> None:
    assert repair(SENTENCE) == repair(repair(SENTENCE).text)
    assert repair(SENTENCE).kinds == frozenset()


@pytest.mark.parametrize("name", DAMAGES)
def test_at_least_97_percent_of_the_damaged_sentences_are_caught_alone(name: str) -> None:
    chance = seeded(7)
    changed = [damaged for clean in sentences("kk") if (damaged := DAMAGES[name](clean, chance)) != clean]
    assert len(changed) > 200
    caught = sum(any(True for _ in damaged_words(damaged)) for damaged in changed)
    assert caught >= BAR * len(changed)


@pytest.mark.parametrize(("language", "least"), [("kk", 400), ("ru", 500), ("en", 500)])
def test_nothing_is_found_in_clean_sentences(language: str, least: int) -> None:
    clean = sentences(language)
    assert len(clean) >= least
    assert [(text, list(damaged_words(text))) for text in clean if any(True for _ in damaged_words(text))] == []


@pytest.mark.parametrize("language", kindred())
def test_nothing_is_found_in_languages_with_kindred_letters(language: str) -> None:
    lines = kindred()[language]
    assert [list(damaged_words(text)) for text in [*lines, "\n".join(lines)]] == [[]] * (len(lines) + 1)


@pytest.mark.parametrize(
    "text",
    [
        "ТІРІ ТІРШІЛІК СІРІ РІС",
        "Қалай?Бұл жауап",
        "https://сайт.қаз/іздеу?сөз=білім",
        "\ue001 Басты бет \ue002",
        "за\u0301мок",
        "Қазақ\u00adстан",
        "ÓTIMO Ñandú",
        "±5 ‰, 15 ¤, ¦",
        "",
    ],
)
def test_sound_text_that_resembles_damage_is_left_alone(text: str) -> None:
    assert list(damaged_words(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "?" * 50_000,
        "а\u200b" * 25_000,
        "Т›" * 25_000,
        "а" * 50_000,
        "ї" * 50_000,
        "а?а" + "а" * 200_000,
        "бiл" + "а" * 200_000,
    ],
)
def test_long_hostile_text_is_answered(text: str) -> None:
    assert len(list(damaged_words(text))) < 3


@pytest.mark.parametrize("word", ["қазақ", "ӘЛЕМ", "саи\u0306т", "Қазақ\u00adстан", "оқу-ағарту", "һәм"])
def test_a_word_of_kazakh_letters_can_be_said(word: str) -> None:
    assert is_speakable(word)


@pytest.mark.parametrize("word", ["бiлiм", "їкімет", "web", "Қа\u200bзақ", "аза?стан", "җан", ""])
def test_a_word_with_any_other_letter_cannot_be_said(word: str) -> None:
    assert not is_speakable(word)


def test_further_texts_have_hardly_any_damage_but_mixed_words() -> None:
    texts = further_texts()
    if not texts:
        pytest.skip("no further Kazakh texts: WCAG_AUDIT_KAZAKH_TEXTS names no folder with *.kk.txt files")
    lines = [line for text in texts for line in text.splitlines()]
    other = [word for line in lines for word in damaged_words(line) if word.kind is not Damage.LOOK_ALIKE]
    assert len(other) <= len(lines) / 1000, other[:20]
    assert SPOKEN_WORD.search(texts[0])
