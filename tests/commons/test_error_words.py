from __future__ import annotations

import pytest

from wcag_audit.commons.error_words import marks_error, says_only_wrong, speaks_of_error


@pytest.mark.parametrize(
    "text", ["Invalid value for age.", "Неверное значение", "Өрісті дұрыс толтырыңыз", "Error!", "В форме есть ошибки"]
)
def test_a_message_without_what_is_wrong_says_only_that_something_is(text: str) -> None:
    assert speaks_of_error(text)
    assert says_only_wrong(text, ["Age (years)"])


@pytest.mark.parametrize(
    "text",
    [
        "Name cannot be empty",
        "This field is required",
        "Please fill in this field",
        "Неверный формат: нужно 12 цифр",
        "Жасы 18-ден кем болмауы керек",
    ],
)
def test_a_message_that_tells_what_is_wrong_or_expected_says_more(text: str) -> None:
    assert not says_only_wrong(text, ["Name"])


def test_ids_and_classes_call_an_element_a_message() -> None:
    assert marks_error(["", "form-field__error is-visible"])
    assert not marks_error(["terror-films", "note"])
