"""Tokens of the autocomplete attribute, and their order."""

from __future__ import annotations

import pytest

from wcag_audit.commons.autocomplete import is_valid_autocomplete


@pytest.mark.parametrize(
    "value",
    [
        "username",
        " Street-Address ",
        "section-sister shipping street-address",
        "billing home tel-national",
        "mobile tel",
        "current-password webauthn",
        "section-a work email webauthn",
    ],
)
def test_tokens_in_their_order_are_valid(value: str) -> None:
    assert is_valid_autocomplete(value)


@pytest.mark.parametrize(
    "value",
    [
        "e-mail",
        "work",
        "shipping",
        "section-a",
        "section- email",
        "webauthn",
        "webauthn username",
        "home name",
        "work shipping tel",
        "shipping section-a email",
        "email tel",
        "email off",
        "on email",
        "name,email",
        "",
    ],
)
def test_anything_else_is_not(value: str) -> None:
    assert not is_valid_autocomplete(value)
