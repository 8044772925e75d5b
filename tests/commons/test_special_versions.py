"""Read-aloud functions and versions for the visually impaired are known by their words and their widgets' marks."""

import tomllib
from importlib.resources import files

import pytest

from wcag_audit.commons.special_versions import OWN, SPEECH, VERSION, Recognised, markers, recognise
from wcag_audit.i18n.lint import letter_problems
from wcag_audit.model.language import LANGS


@pytest.mark.parametrize(
    "name",
    [
        "Нашар көретіндерге арналған нұсқа",
        "НАШАР КӨРЕТІНДЕРГЕ",
        "Көзі нашар көретіндерге",
        "Көру қабілеті нашар адамдарға арналған нұсқа",
        "Версия для слабовидящих",
        "Включить режим для слабовидящих (Alt+V)",
        "Version for the visually impaired",
        "Арнайы нұсқа",
    ],
)
def test_a_version_for_the_visually_impaired_is_known_by_its_name_in_three_languages(name: str) -> None:
    assert recognise(("", name), ()) == Recognised(VERSION, OWN)


@pytest.mark.parametrize("name", ["Дауыстап оқу", "Озвучить", "Прослушать статью", "Listen to this page", "Read aloud"])
def test_a_read_aloud_function_is_known_by_its_name_in_three_languages(name: str) -> None:
    assert recognise((name,), ()) == Recognised(SPEECH, OWN)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Басты бет",
        "Арнайы нұсқасы бар жаңалықтар",
        "Областной акимат открыл на своём сайте версию и портал для слабовидящих жителей региона",
        "Тыңдау",
        "Обычная версия (отключить режим для слабовидящих)",
        "Нашар көретіндерге арналған нұсқаны өшіру",
    ],
)
def test_headlines_other_words_and_what_switches_off_are_not_taken_for_one(name: str) -> None:
    assert recognise((name,), ()) is None


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("bvi-open", Recognised(VERSION, "bvi")),
        ("bvi-speech-play", Recognised(SPEECH, "bvi")),
        ("specialButton", Recognised(VERSION, "uhpv")),
        ("CecutientOn", Recognised(VERSION, "cecutient")),
        ("slabovid", Recognised(VERSION, OWN)),
    ],
)
def test_widgets_in_use_are_known_by_their_marks_without_any_words(mark: str, expected: Recognised) -> None:
    assert recognise(("",), ("large", mark)) == expected


@pytest.mark.parametrize("mark", ["special", "television", "vision", "specialists", "bvi", "speech"])
def test_marks_that_only_sound_alike_are_not_enough(mark: str) -> None:
    assert recognise(("",), (mark,)) is None


def test_marks_are_in_lower_case_and_phrases_are_no_sentences() -> None:
    assert all(mark == mark.lower() for mark in markers().marks)
    phrases = [phrase for kind in markers().phrases.values() for group in kind.values() for phrase in group]
    assert phrases
    assert all(1 < len(phrase) <= 7 for phrase in phrases)


@pytest.mark.parametrize("kind", [SPEECH, VERSION])
@pytest.mark.parametrize("lang", LANGS)
def test_phrases_are_written_in_the_letters_of_their_language(kind: str, lang: str) -> None:
    table = tomllib.loads(files("wcag_audit.commons").joinpath("special_versions.toml").read_text(encoding="utf-8"))
    assert [
        problem for language in LANGS if language == lang for problem in letter_problems(table[kind][lang], language)
    ] == []
