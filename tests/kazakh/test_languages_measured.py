"""The shares of strings told right that docs/languages.md promises, over the strings written for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.languages import blocks, catalogues, fragments, held_out, rows, samples, written
from wcag_audit.kazakh.detect import detect

BARS = {
    ("kk", "1-3 words"): 97.0,
    ("kk", "4-8 words"): 99.0,
    ("kk", "9+ words"): 99.5,
    ("ru", "1-3 words"): 95.0,
    ("ru", "4-8 words"): 99.0,
    ("ru", "9+ words"): 99.5,
}
SOURCES = Path(__file__).parents[3] / "shared" / "sources"
WRITTEN = {(language, name): (number, right, wrong) for language, name, number, right, _, wrong in rows(written())}


@pytest.mark.parametrize("group", BARS, ids=" ".join)
def test_the_written_strings_are_told(group: tuple[str, str]) -> None:
    number, right, wrong = WRITTEN[group]
    assert number >= 30
    assert right >= BARS[group], wrong


def test_long_english_is_told_or_left_open_and_never_taken_for_another_language() -> None:
    said = {detect(sample.text).language for sample in written() if sample.language == "en"}
    assert said == {"en", "unsure"}


@pytest.mark.parametrize(
    "language",
    ["Kyrgyz", "Tatar", "Uzbek (Cyrillic)", "Uzbek (Latin)", "Ukrainian", "Serbian", "Bulgarian", "alphabet_2021"],
)
def test_nine_words_of_another_language_are_never_called_kazakh_or_russian_or_english(language: str) -> None:
    number, right, wrong = WRITTEN[language, "9+ words"]
    assert number >= 8
    assert right == 100.0, wrong


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the long texts do not belong to the project")
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_fragments_of_texts_that_were_not_learned_from_are_told(language: str) -> None:
    if language == "kk":
        texts = [block for path in SOURCES.glob("000*.kk.txt") for block in blocks(path)]
    else:
        texts = [block for path in SOURCES.glob("002*.ru.txt") for block in held_out(path)]
    for _, name, _, right, _, wrong in rows(fragments(texts, language)):
        assert right >= BARS[language, name], wrong


def test_no_sentence_of_the_program_is_taken_for_another_of_its_three_languages() -> None:
    sentences = [sample for sample in catalogues() if sample.bucket != "1-3 words"]
    taken = [
        f"{said}: {sample.text}"
        for sample in sentences
        if (said := detect(sample.text).language) not in (sample.language, "unsure", "other")
    ]
    assert len(sentences) > 2_000
    assert taken == []


def test_a_string_without_words_is_no_sample() -> None:
    assert list(samples("kk", ["12.05.2026", "—"])) == []
