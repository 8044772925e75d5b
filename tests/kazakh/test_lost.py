"""Lost letters are guessed: the right form is nearly always among those that are shown."""

from __future__ import annotations

import pytest

from bench.damage import LOSSES, guess
from tests.kazakh.speech_data import further_texts, sentences
from wcag_audit.kazakh.damage import Damage, damaged_words
from wcag_audit.kazakh.lost import LETTERS, MOST_FORMS, likely_forms

BARS = {"Windows-1251 (і stays)": (0.85, 0.98), "all nine letters": (0.77, 0.96)}


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("аза?стан", "азақстан"),
        ("?аза?стан", "қазақстан"),
        ("Республикасыны?дамуы", "Республикасыныңдамуы"),
        ("ме?гер?", "меңгері"),
        ("ӘЛЕУМЕТТ?К", "ӘЛЕУМЕТТІК"),
        ("?АЗА?СТАН", "ҚАЗАҚСТАН"),
        ("Е?бек", "Еңбек"),
    ],
)
def test_the_best_form_is_the_word_that_was_meant(word: str, form: str) -> None:
    assert likely_forms(word)[0] == form


@pytest.mark.parametrize(("word", "form"), [("?аза?стан", "қазақстан"), ("бас?арма", "басқарма")])
def test_a_form_that_leads_by_far_stands_alone(word: str, form: str) -> None:
    assert likely_forms(word) == (form,)


def test_words_that_differ_in_one_letter_are_all_shown() -> None:
    assert {"үкімет", "әкімет"} <= set(likely_forms("?кімет"))
    assert {"көру", "кіру"} <= set(likely_forms("к?ру"))
    assert len(likely_forms("?кімет")) <= MOST_FORMS


def test_vowels_of_one_word_are_of_one_kind() -> None:
    assert likely_forms("с?ранысы")[0] == "сұранысы"
    assert likely_forms("м?ддес?")[0] == "мүддесі"


@pytest.mark.parametrize("word", ["", "білім", "???", "?" * 11 + "а", "а?" + "б" * 40])
def test_what_tells_too_little_has_no_form(word: str) -> None:
    assert likely_forms(word) == ()


def test_a_letter_that_the_text_still_has_was_not_lost() -> None:
    forms = [word.likely for word in damaged_words("бізді? к?ру") if word.kind is Damage.LOST]
    assert all("і" not in form for likely in forms for form in likely)
    assert any("і" in form for form in likely_forms("к?ру"))


@pytest.mark.parametrize("loss", LOSSES)
def test_the_bars_of_the_documentation_hold_on_the_sentences_of_the_tests(loss: str) -> None:
    done = guess(sentences("kk"), LOSSES[loss])
    first, third = BARS[loss]
    assert done.words > 3_000
    assert done.first >= first
    assert done.third >= third
    assert done.alone_right >= 0.95
    assert 0.3 < done.alone < 1.0


@pytest.mark.skipif(not further_texts(), reason="WCAG_AUDIT_KAZAKH_TEXTS names no folder with *.kk.txt files")
@pytest.mark.parametrize("loss", LOSSES)
def test_running_text_is_guessed_better_still(loss: str) -> None:
    done = guess(further_texts(), LOSSES[loss])
    assert done.first >= 0.92
    assert done.third >= 0.97


def test_only_question_marks_have_likely_forms() -> None:
    assert [word.likely for word in damaged_words("Қаза\ufffdстан бiлiм")] == [(), ()]
    assert set(LETTERS) == set("әғқңөұүһі")
