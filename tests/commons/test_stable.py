"""Ids and classes that tools make up are told from those that people write."""

from __future__ import annotations

import pytest

from wcag_audit.commons.stable import is_stable_id, stable_classes


@pytest.mark.parametrize("identifier", ["main", "search-form", "menu_2", "tab3", "басты-бет", "top.nav", "facade"])
def test_ids_that_people_write_are_stable(identifier: str) -> None:
    assert is_stable_id(identifier)


@pytest.mark.parametrize(
    "identifier",
    [
        "",
        "42",
        ":r1:",
        "«r1»",
        "ember1042",
        "yui_3_17_2_1",
        "radix-3",
        "field-1700000000",
        "a1b2c3d4",
        "5f0c7a9e-6f3b-4a56-9d0e-6b7d2f9c1a11",
        "react-select-2-input",
        "x" * 61,
    ],
)
def test_ids_that_tools_make_up_are_not_stable(identifier: str) -> None:
    assert not is_stable_id(identifier)


def test_classes_keep_their_order_and_lose_states_and_hashes() -> None:
    value = "nav-link active Button_root__3xYzA css-1q2w3e is-open js-menu nav-link sc-bdVaJa menu__item"
    assert stable_classes(value) == ("nav-link", "menu__item")
