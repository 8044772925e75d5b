"""The learned table: what it says of words, and that learning gives the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.learn_languages import FOLDS, blocks, held_out, learn, learned, write
from wcag_audit.kazakh import ngrams

if TYPE_CHECKING:
    from pathlib import Path

KAZAKH = "балаларды ерте анықтау және уақтылы сүйемелдеу маңызды болып табылады деп есептейміз"
RUSSIAN = "раннее выявление и своевременное сопровождение детей мы считаем весьма важным делом"
ENGLISH = "we consider the early detection of the needs of children to be an important matter"


def test_a_word_is_cut_into_sequences_of_one_to_four_letters_with_its_edges() -> None:
    assert list(ngrams.grams("ел")) == ["е", "л", "_е", "ел", "л_", "_ел", "ел_", "_ел_"]


@pytest.mark.parametrize("word", ["балаларды", "болып", "керек", "отыр"])
def test_kazakh_words_without_a_kazakh_letter_speak_for_kazakh(word: str) -> None:
    assert ngrams.evidence(word) > 3


@pytest.mark.parametrize("word", ["доступность", "услуги", "который"])
def test_russian_words_speak_against_kazakh(word: str) -> None:
    assert ngrams.evidence(word) < -3


def test_latin_words_speak_for_english_or_for_kazakh_in_latin_letters() -> None:
    assert ngrams.evidence("the") > 3
    assert ngrams.evidence("jañalyqtar") < -3


def test_what_no_language_has_says_nothing() -> None:
    assert ngrams.evidence("人人") == 0.0


def test_a_word_of_hostile_length_is_read_only_in_part() -> None:
    assert ngrams.evidence("қ" * 10_000_000) == ngrams.evidence("қ" * 40)


def test_the_same_texts_give_the_same_table_and_its_file_reads_back(tmp_path: Path) -> None:
    texts = {"kk": [KAZAKH] * 3, "ru": [RUSSIAN] * 3, "en": [ENGLISH] * 3}
    table = learn(texts)
    assert table == learn(texts)
    assert table["лар"] > 0 > table["ие_"]
    write(table, tmp_path / "learned.txt")
    lines = (tmp_path / "learned.txt").read_text(encoding="utf-8").splitlines()[1:]
    assert {gram: int(line.split()[0]) for line in lines for gram in line.split()[1:]} == table


def test_what_is_held_out_is_never_learned(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("\n".join(f"{number} {'слово ' * 12}" for number in range(400)), encoding="utf-8")
    assert sorted(learned(file) + held_out(file)) == sorted(blocks(file))
    assert not set(learned(file)) & set(held_out(file))
    assert len(held_out(file)) * FOLDS == len(blocks(file))
