from __future__ import annotations

import pytest

from wcag_audit.commons.sensory import references


@pytest.mark.parametrize(
    ("text", "by", "stem"),
    [
        ("Press the green button to send.", "look", "green"),
        ("Чтобы отправить, нажмите на зелёную кнопку.", "look", "зелен"),
        ("Жіберу үшін жасыл батырманы басыңыз.", "look", "жасыл"),
        ("Use the menu on the right.", "place", "right"),
        ("Воспользуйтесь меню слева.", "place", "слева"),
        ("Оң жақтағы мәзірді қараңыз.", "place", "оң"),
        ("Look underneath the star.", "shape", "star"),
    ],
)
def test_an_instruction_that_points_by_what_is_seen_is_found(text: str, by: str, stem: str) -> None:
    assert [(found.by, found.stem) for found in references(text)] == [(by, stem)]


@pytest.mark.parametrize(
    "text",
    [
        "Press the green “Send” button.",
        "Press the green button labelled send.",
        "The green button is nice.",
        "Check the green list of countries.",
        "A square is a regular quadrilateral.",
        "Жасыл «Жіберу» батырмасын басыңыз.",
        "Look under the bed.",
    ],
)
def test_what_names_the_thing_or_asks_for_nothing_is_left_alone(text: str) -> None:
    assert not list(references(text))


def test_a_long_text_is_read_in_time_that_grows_with_its_length_only() -> None:
    assert not list(references("press " + "the green " * 100_000))
