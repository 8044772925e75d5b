"""Addresses as people and pipelines give them."""

from __future__ import annotations

import pytest

from wcag_audit.cli.addresses import gather, problem
from wcag_audit.cli.app import App
from wcag_audit.errors import UsageError

APP = App("en")


def test_the_order_is_kept_and_nothing_is_respelled() -> None:
    lines = ["HTTP://Example.KZ:80/a?b=2&a=1#x\n", "\n", "# a comment\n", "  https://example.kz \r\n"]
    assert gather(APP, ["https://z.kz", "https://z.kz"], lines) == [
        "https://z.kz",
        "https://z.kz",
        "HTTP://Example.KZ:80/a?b=2&a=1#x",
        "https://example.kz",
    ]


def test_a_byte_order_mark_is_no_part_of_an_address() -> None:
    assert gather(APP, [], ["\ufeffhttps://example.kz\n"]) == ["https://example.kz"]


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("example.kz/kk", "did you mean https://example.kz/kk?"),
        ("localhost:8000/x", "did you mean https://localhost:8000/x?"),
        ("ftp://example.kz/", "begins with https:// or http://"),
        ("/srv/www/index.html", "begins with https:// or http://"),
        ("file:///srv/index.html", "begins with https:// or http://"),
        ("mailto:a@example.kz", "begins with https:// or http://"),
        ("https://", "is not an address"),
        ("http://[::1", "is not an address"),
    ],
)
def test_what_is_no_web_address_is_told_with_what_was_meant(address: str, hint: str) -> None:
    assert hint in problem(address)
    with pytest.raises(UsageError, match=r".") as told:
        gather(APP, ["https://example.kz", address], None)
    assert str(told.value).count("\n") == 0


def test_a_bad_line_is_told_with_its_number_and_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert gather(APP, [], ["https://example.kz", "", "example.kz"]) == ["https://example.kz", "example.kz"]
    assert "line 3" in capsys.readouterr().err


def test_many_bad_lines_do_not_flood_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    gather(APP, [], ["https://example.kz", *["nonsense"] * 500])
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 11
    assert "490 more lines" in told[-1]


@pytest.mark.parametrize("lines", [None, [], ["# nothing", ""], ["nonsense", "more nonsense"]])
def test_nothing_to_check_is_wrong_use(lines: list[str] | None) -> None:
    with pytest.raises(UsageError):
        gather(APP, [], lines)
