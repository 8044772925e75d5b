"""Addresses and servers are taken whole or refused; nothing becomes another header."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wcag_audit.errors import UsageError
from wcag_audit.mailing import Security, Server, address_of, message_of, server_at
from wcag_audit.report.mail import Mail

_NO_ADDRESSES = (
    "a@b.kz\nBcc: all@example.kz",
    "a@b.kz\r\nSubject: x",
    "a@b.kz\u2028Bcc: c@d.kz",
    "a@b.kz, c@d.kz",
    "group: a@b.kz, c@d.kz;",
    "nobody",
    "a@",
    "@b.kz",
    "",
    "A <a@b.kz> x",
    "a\x00@b.kz",
)


@pytest.mark.parametrize("address", _NO_ADDRESSES)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="not one whole e-mail address"):
        address_of(address)


@pytest.mark.parametrize("address", ["a@b.kz", "Аудит <audit@example.kz>", '"A, B" <a@b.kz>'])
def test_one_address_with_or_without_a_name_is_taken(address: str) -> None:
    assert address_of(address) == address


@pytest.mark.parametrize("place", ["", ":25", "host:port", "user:pass@host", "host/x", "[::1", "ho st", "h\nost"])
def test_what_is_no_server_is_refused(place: str) -> None:
    with pytest.raises(UsageError, match="is no mail server"):
        server_at(place, Security.TLS)


def test_a_server_has_the_usual_port_of_its_security_and_hides_its_password() -> None:
    assert [server_at("mail.kz", security).port for security in Security] == [587, 465, 25]
    assert server_at("[::1]:2525", Security.NONE) == Server("::1", 2525, Security.NONE)
    assert "secret" not in repr(server_at("mail.kz", Security.TLS, "me", "secret"))


def test_credentials_that_cannot_be_sent_safely_are_refused() -> None:
    for user, password, security in (
        ("me", "", Security.TLS),
        ("", "secret", Security.TLS),
        ("me", "құпия", Security.TLS),
        ("me", "secret", Security.NONE),
    ):
        with pytest.raises(UsageError):
            server_at("mail.kz", security, user, password)


def test_a_subject_of_several_lines_is_a_mistake_and_never_a_header() -> None:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    with pytest.raises(ValueError, match="linefeed"):
        message_of(Mail("x\nBcc: all@example.kz", "", ""), "a@b.kz", ["c@d.kz"], "kk", moment)
