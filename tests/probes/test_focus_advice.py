"""Advice about keys is read from the page's own sentences, in three languages, and not read into others."""

from __future__ import annotations

import pytest

from wcag_audit.probes.focus_advice import advised_exit


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Press Ctrl+M to leave the editor.", ("Control+m",)),
        ("To exit, press the Q-key.", ("q",)),
        ("Чтобы выйти, нажмите Ctrl + F6.", ("Control+F6",)),
        ("Шығу үшін Alt+X пернесін басыңыз.", ("Alt+x",)),
        ("Press F6 to move out.", ("F6",)),
        ("First line\nUse Alt+1 or Ctrl-2 to exit", ("Alt+1", "Control+2")),
    ],
)
def test_the_keys_of_an_advice_are_read(text: str, keys: tuple[str, ...]) -> None:
    sentence, found = advised_exit(text)
    assert sentence
    assert found == keys


def test_advice_without_a_key_that_can_be_pressed_is_kept_as_a_sentence() -> None:
    assert advised_exit("Press a key of your reader to leave.") == ("Press a key of your reader to leave", ())


@pytest.mark.parametrize("text", ["", "Use this form to continue.", "Нажмите, чтобы перейти к оплате.", "Press office"])
def test_other_sentences_are_no_advice(text: str) -> None:
    assert advised_exit(text) == ("", ())
