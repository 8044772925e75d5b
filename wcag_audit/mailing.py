"""Sends an e-mail through a server that is named: plain text and HTML side by side, and nothing else in it."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.errors import HeaderParseError
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wcag_audit.errors import CouldNotDoError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from wcag_audit.model.language import Lang
    from wcag_audit.report.mail import Mail

_TIMEOUT = 30


class Security(StrEnum):
    """How the way to the server is kept secret."""

    STARTTLS = "starttls"  # begins in the clear, and ends if the server will not encrypt
    TLS = "tls"  # encrypted from the first byte
    NONE = "none"  # in the clear: for a relay on the same machine or network


_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server.

    Attributes:
        host, port: where it is.
        security: how the way to it is kept secret.
        user, password: empty where it asks for none; the password is never shown.
    """

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)


def server_at(place: str, security: Security, user: str = "", password: str = "") -> Server:
    """The server at "host" or "host:port"; without a port, the usual one of the security.

    Raises:
        UsageError: that is no host and port; half of the credentials is missing; they have letters that cannot be sent;
            or the password would go in the clear.
    """
    try:
        parts = urlsplit(f"//{place}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.netloc != place or "@" in place or " " in place:
        raise UsageError("notify.bad-server", server=place[:200])
    if bool(user) != bool(password):
        raise UsageError("notify.half-credentials")
    if not (user.isascii() and password.isascii()):  # smtplib can send no others
        raise UsageError("notify.strange-letters")
    if user and security is Security.NONE:
        raise UsageError("notify.password-in-clear")
    return Server(host, port or _PORTS[security], security, user, password)


def address_of(text: str) -> str:
    """An e-mail address, with or without a name: "a@b.kz" or "Name <a@b.kz>".

    Raises:
        UsageError: it is not exactly one whole address; nothing that could become another header passes.
    """
    try:
        header = SMTP.header_factory("To", text if text.isprintable() else "")
    except (IndexError, HeaderParseError):  # the standard library stumbles over "a@"
        header = SMTP.header_factory("To", "")
    found = header.addresses if isinstance(header, AddressHeader) else ()
    if len(found) != 1 or header.defects or not (found[0].username and found[0].domain):
        raise UsageError("notify.bad-address", address=text[:200])
    return text


def message_of(mail: Mail, sender: str, recipients: Sequence[str], lang: Lang, moment: datetime) -> EmailMessage:
    """The e-mail as it goes to the server.

    Args:
        mail: subject and content.
        sender: an address as `address_of` gave it.
        recipients: likewise, at least one.
        lang: language of the content.
        moment: when it is sent, with offset.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["From"] = sender
    message["To"] = ", ".join(recipients)
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = make_msgid(domain=message["From"].addresses[0].domain)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    for part in message.walk():  # only now: setting the content takes such headers away
        part["Content-Language"] = lang
    return message


def send(message: EmailMessage, server: Server) -> None:
    """Hand the message to the server.

    Raises:
        CouldNotDoError: the server is not reached, cannot be trusted, or refuses the message or a recipient.
    """
    place = f"{server.host}:{server.port}"
    try:
        with _connected(server) as smtp:
            if server.user:
                smtp.login(server.user, server.password)
            refused = smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        raise CouldNotDoError("notify.refused", addresses=", ".join(error.recipients)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise CouldNotDoError("notify.not-sent", server=place, reason=_reason(error)) from error
    if refused:
        raise CouldNotDoError("notify.refused", addresses=", ".join(refused))


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    trust = ssl.create_default_context()
    if server.security is Security.TLS:
        with smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT, context=trust) as smtp:
            yield smtp
        return
    with smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT) as smtp:
        if server.security is Security.STARTTLS:
            smtp.starttls(context=trust)
        yield smtp


def _reason(error: Exception) -> str:
    """What the server or the system said, in one line."""
    said = error.smtp_error if isinstance(error, smtplib.SMTPResponseException) else ""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join((text or str(error) or type(error).__name__).split())[:200]
