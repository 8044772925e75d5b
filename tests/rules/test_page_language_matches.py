"""Where the line between failed, cantTell and passed runs, over detections made by hand."""

from __future__ import annotations

import pytest

from wcag_audit.kazakh.detect import CLEAR, Detection
from wcag_audit.model.dom import Node, NodeKind
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.snapshot import PageSnapshot
from wcag_audit.rules.page_language_matches.rule import ENOUGH, expectation
from wcag_audit.rules.written_language import RESIDUE

PAGE = PageSnapshot("https://example.kz/", "https://example.kz/")


def judged(declared: str, found: Detection, latin: str = "") -> tuple[Outcome, str]:
    root = Node(1, NodeKind.ELEMENT, 0, "html", attributes={"lang": declared})
    judgement = expectation((root, found, latin), PAGE)
    return judgement.outcome, judgement.code


def kazakh(words: int = ENOUGH, margin: float = 1.0, **others: float) -> Detection:
    return Detection("kk", margin, words, {"kk": 1 - sum(others.values()), **others})


@pytest.mark.parametrize("declared", ["kk", "KK-Cyrl-KZ", " kk "])
def test_the_same_primary_language_passes_however_short_the_text(declared: str) -> None:
    assert judged(declared, kazakh(words=3)) == (Outcome.PASSED, "ok")


def test_fifty_words_with_a_clear_lead_fail_and_one_word_less_is_for_a_person() -> None:
    assert judged("ru", kazakh(ru=0.02)) == (Outcome.FAILED, "other-language")
    assert judged("ru", kazakh(words=ENOUGH - 1, ru=0.02)) == (Outcome.CANT_TELL, "other-language")


def test_ten_words_without_one_in_the_declared_language_fail() -> None:
    assert judged("ru", kazakh(words=10)) == (Outcome.FAILED, "other-language")
    assert judged("ru", kazakh(words=9)) == (Outcome.CANT_TELL, "other-language")
    assert judged("ru", kazakh(words=10, margin=0.79)) == (Outcome.CANT_TELL, "other-language")


def test_a_declared_language_that_the_detector_does_not_know_gets_no_votes_and_proves_nothing() -> None:
    assert judged("ky", kazakh(words=ENOUGH - 1)) == (Outcome.CANT_TELL, "other-language")


def test_a_narrow_lead_is_for_a_person() -> None:
    assert judged("en", kazakh(margin=CLEAR)) == (Outcome.FAILED, "other-language")
    assert judged("en", kazakh(margin=CLEAR - 0.01)) == (Outcome.CANT_TELL, "other-language")


def test_more_than_a_residue_of_the_declared_language_is_for_a_person() -> None:
    assert judged("ru", kazakh(margin=0.7, ru=RESIDUE)) == (Outcome.FAILED, "other-language")
    assert judged("ru", kazakh(margin=0.7, ru=RESIDUE + 0.01)) == (Outcome.CANT_TELL, "other-language")


def test_a_mixed_page_passes_if_most_of_it_is_in_the_declared_language() -> None:
    shares = {"kk": 0.45, "ru": 0.4, "en": 0.1}
    assert judged("kk", Detection("unsure", 0.0, 300, shares)) == (Outcome.PASSED, "ok")
    assert judged("ru", Detection("unsure", 0.0, 300, shares)) == (Outcome.CANT_TELL, "mixed")


def test_a_language_the_detector_does_not_know_is_for_a_person() -> None:
    assert judged("nl", Detection("unsure", 0.0, 300, {})) == (Outcome.CANT_TELL, "not-recognised")
    assert judged("uz", Detection("other", 1.0, 300, {"other": 1.0})) == (Outcome.CANT_TELL, "not-recognised")


def test_a_short_text_plainly_in_another_language_in_latin_letters_fails() -> None:
    assert judged("nl", Detection("en", 1.0, 9, {"en": 1.0}), "en") == (Outcome.FAILED, "other-language")
    assert judged("en", Detection("unsure", 0.0, 9, {}), "nl") == (Outcome.FAILED, "other-language")


def test_a_text_plainly_in_the_declared_language_in_latin_letters_passes() -> None:
    assert judged("nl", Detection("unsure", 0.0, 300, {}), "nl") == (Outcome.PASSED, "ok")
