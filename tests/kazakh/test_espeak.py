"""The alphabet rule against espeak-ng's Kazakh voice: both say of nearly every word the same."""

from __future__ import annotations

import pytest

from tests.kazakh.speech_data import DAMAGES, further_texts, seeded, sentences
from tools.measure_speech import Espeak, NoEspeakError, agreement, harm, running_words
from wcag_audit.kazakh.alphabet import is_speakable

BAR = 0.999


@pytest.fixture(scope="module")
def kazakh() -> Espeak:
    try:
        return Espeak("kk")
    except NoEspeakError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("қазақстан", True),
        ("веб-сайт", True),
        ("бiлiм", False),
        ("їкімет", False),
        ("ўлт", False),
        ("Қазақстaн", False),
        ("WCAG", False),
    ],
)
def test_the_voice_is_asked_rightly(kazakh: Espeak, word: str, said: bool) -> None:
    assert kazakh.says(word) is said


def test_rule_and_voice_agree_on_the_committed_words(kazakh: Espeak) -> None:
    words = running_words(sentences("kk"))
    found = agreement(words)
    assert found.words > 4000
    assert found.agree >= BAR * found.words, found.differing


@pytest.mark.parametrize(
    "name",
    ["і typed as Latin i", "ә typed as Latin schwa", "KZ-1048 read as Windows-1251", "UTF-8 read as Windows-1252"],
)
def test_what_the_rule_refuses_the_voice_cannot_say(kazakh: Espeak, name: str) -> None:
    chance = seeded(2)
    words = set(running_words(DAMAGES[name](text, chance) for text in sentences("kk")))
    refused = [word for word in words if not is_speakable(word)]
    assert len(refused) > 10 or name.endswith("1252")  # misread as 1252 hardly a word keeps a Cyrillic letter
    said = [word for word in refused if kazakh.says(word)]
    assert len(said) <= len(refused) / 1000, said


def test_rule_and_voice_agree_on_forty_thousand_words_of_further_texts(kazakh: Espeak) -> None:
    texts = further_texts()
    if not texts:
        pytest.skip("no further Kazakh texts: WCAG_AUDIT_KAZAKH_TEXTS names no folder with *.kk.txt files")
    words = running_words(texts)
    found = agreement(words)
    assert found.words >= 40_000
    assert found.agree >= BAR * found.words, found.differing


def test_a_russian_voice_loses_kazakh_letters_and_a_kazakh_one_does_not(kazakh: Espeak) -> None:
    words = running_words(sentences("kk"))
    assert harm(words, "kk")[0] == 0
    hurt, letters = harm(words, "ru")
    assert hurt > len(words) / 2
    assert letters["ң"]["spelled"] == letters["ң"]["words"] > 100
    assert letters["ө"]["dropped"] > 100
