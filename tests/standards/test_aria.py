"""What ARIA says of roles and values."""

from __future__ import annotations

import pytest

from wcag_audit.standards.aria import PRESENTATIONAL_CHILDREN, REQUIRED, ROLES, is_valid, role_of


def test_tables_speak_of_roles_that_exist() -> None:
    assert ROLES >= PRESENTATIONAL_CHILDREN
    assert set(REQUIRED) <= ROLES
    assert not ROLES & {"command", "composite", "input", "landmark", "range", "roletype", "section", "select", "widget"}


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("button", "button"),
        (" CheckBox ", "checkbox"),
        ("togglebox\n switch button", "switch"),
        ("widget", ""),
        ("button,link", ""),
        ("", ""),
        ("doc-toc", "doc-toc"),
        ("graphics-document document", "graphics-document"),
    ],
)
def test_the_first_known_word_is_the_role(written: str, role: str) -> None:
    assert role_of(written) == role


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("aria-expanded", "TRUE"),
        ("aria-expanded", "undefined"),
        ("aria-pressed", "mixed"),
        ("aria-level", "2"),
        ("aria-rowcount", "-1"),
        ("aria-valuenow", "-.5"),
        ("aria-valuemax", "1e3"),
        ("aria-relevant", "additions text"),
        ("aria-haspopup", "dialog"),
        ("aria-label", "anything"),
        ("aria-lable", "unknown attributes are another rule's"),
    ],
)
def test_values_that_aria_knows(attribute: str, value: str) -> None:
    assert is_valid(attribute, value)


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("aria-expanded", "open"),
        ("aria-expanded", "mixed"),
        ("aria-required", "undefined"),
        ("aria-level", "2.5"),
        ("aria-level", "one"),
        ("aria-valuenow", "10%"),
        ("aria-valuenow", "١٠"),
        ("aria-relevant", "text always"),
        ("aria-sort", "up"),
        ("aria-hidden", "yes"),
    ],
)
def test_values_that_aria_does_not_know(attribute: str, value: str) -> None:
    assert not is_valid(attribute, value)
