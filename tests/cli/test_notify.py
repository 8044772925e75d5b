"""`wcag-audit notify` against a real mail server on this machine."""

from __future__ import annotations

import email
import ssl
from dataclasses import dataclass, field
from email import policy
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from tests.report import made_up_wave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

    from conftest import Cli

USER, PASSWORD = "auditor", "qupiya-soz"
ENVELOPE = ("--to", "web@pastures.example.kz", "--from", "Аудит <audit@example.kz>")


@dataclass
class Inbox:
    """What a server was given; `refuse` is a recipient that it does not take."""

    refuse: str = ""
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address == self.refuse:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(email.message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"


@dataclass
class Served:
    place: str
    inbox: Inbox


@pytest.fixture
def plain() -> Iterator[Served]:
    yield from _serve(Inbox(refuse="gone@pastures.example.kz"))


@pytest.fixture
def secret(tmp_path: Path) -> Iterator[Served]:
    """A server that takes mail only encrypted and from whoever knows the password."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    def known(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()))

    yield from _serve(Inbox(), tls_context=context, require_starttls=True, authenticator=known, auth_required=True)


class _Server(Controller):
    """A server on whatever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def _serve(inbox: Inbox, **options: Any) -> Iterator[Served]:
    server = _Server(inbox, hostname="127.0.0.1", port=0, **options)
    server.start()
    yield Served(f"127.0.0.1:{server.port}", inbox)
    server.stop()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("two") / "audit.db"
    made_up_wave.fill_two(path).close()
    return path


def parts(mail: EmailMessage) -> tuple[str, str]:
    text, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    return text.get_content(), html.get_content()


def test_what_changed_arrives_as_text_and_html(cli: Cli, store: Path, plain: Served) -> None:
    done = cli(
        "notify", *ENVELOPE, "--to", "boss@example.kz", "--smtp", plain.place, "--security", "none",
        "--store", str(store), "--site", "pastures-portal", "--report", "https://a11y.example.kz/now",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "recipients: 2" in done.stdout
    (mail,) = plain.inbox.mails
    assert plain.inbox.recipients == [["web@pastures.example.kz", "boss@example.kz"]]
    assert mail["Subject"].strip() == "Accessibility, pastures.example.kz: New: 1; Fixed: 1; Not re-tested: 5"
    assert mail["From"] == "Аудит <audit@example.kz>"
    assert (mail["Content-Language"], mail["Auto-Submitted"]) == ("en", "auto-generated")
    assert mail.get_content_type() == "multipart/alternative"
    for said in parts(mail):
        assert "main img.new" in said
        assert "header > a.logo > img" in said.replace("&gt;", ">")
        assert "nav li:nth-child(3)" not in said  # still there: nothing changed
        assert (
            f"https://a11y.example.kz/now/en/sites/pastures-portal/issues/{made_up_wave.NEW.fingerprint}.html" in said
        )


@pytest.mark.parametrize(("lang", "word"), [("kk", "Түзетілді: 1"), ("ru", "Исправлены: 1"), ("en", "Fixed: 1")])
def test_a_dry_run_writes_the_whole_message_and_connects_to_nothing(
    cli: Cli, store: Path, tmp_path: Path, lang: str, word: str
) -> None:
    file = tmp_path / "mail.eml"
    done = cli("--lang", lang, "notify", *ENVELOPE, "--store", str(store), "--body", "pastures", "--eml", str(file))
    assert done.returncode == 0, done.stderr
    mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["Content-Language"] == lang
    text, html = parts(mail)
    assert word in text
    assert word in html
    assert f'<html lang="{lang}">' in html


def test_nothing_is_sent_where_nothing_changed_unless_asked(cli: Cli, store: Path, plain: Served) -> None:
    same = ("notify", *ENVELOPE, "--store", str(store), "--smtp", plain.place, "--security", "none")
    first = ("--wave", made_up_wave.WAVE.name)
    done = cli(*same, *first)
    assert (done.returncode, plain.inbox.mails) == (0, [])
    assert "Nothing changed in the wave" in done.stdout
    assert cli(*same, *first, "--even-unchanged").returncode == 0
    assert plain.inbox.mails[0]["Subject"] == "Accessibility: no changes (wave “2026-11-20”)"


def test_a_password_from_the_environment_goes_only_encrypted_to_a_server_that_is_trusted(
    cli: Cli, store: Path, secret: Served, tmp_path: Path
) -> None:
    command = ("notify", *ENVELOPE, "--store", str(store), "--smtp", secret.place)
    known = {"WCAG_AUDIT_SMTP_USER": USER, "WCAG_AUDIT_SMTP_PASSWORD": PASSWORD}
    trusted = {"SSL_CERT_FILE": str(tmp_path / "ca.pem")}
    strange = cli(*command, **known)
    assert strange.returncode == 3
    assert "certificate" in strange.stderr
    wrong = cli(*command, **trusted, **{**known, "WCAG_AUDIT_SMTP_PASSWORD": "wrong"})
    assert wrong.returncode == 3
    assert PASSWORD not in wrong.stderr
    assert secret.inbox.mails == []
    done = cli(*command, **trusted, **known)
    assert done.returncode == 0, done.stderr
    assert len(secret.inbox.mails) == 1


def test_a_password_is_never_sent_in_the_clear(cli: Cli, store: Path, plain: Served) -> None:
    command = ("notify", *ENVELOPE, "--store", str(store), "--smtp", plain.place)
    known = {"WCAG_AUDIT_SMTP_USER": USER, "WCAG_AUDIT_SMTP_PASSWORD": PASSWORD}
    assert cli(*command, "--security", "none", **known).returncode == 2
    assert cli(*command, "--security", "none", WCAG_AUDIT_SMTP_USER=USER).returncode == 2
    # a server without STARTTLS gets nothing by default
    assert cli(*command, **known).returncode == 3
    assert plain.inbox.mails == []


def test_whom_the_server_refuses_is_told_with_exit_code_3(cli: Cli, store: Path, plain: Served) -> None:
    done = cli(
        "notify", *ENVELOPE, "--to", "gone@pastures.example.kz", "--store", str(store), "--smtp", plain.place,
        "--security", "none",
    )  # fmt: skip
    assert done.returncode == 3
    assert "refused these recipients: gone@pastures.example.kz" in done.stderr
    assert plain.inbox.recipients == [["web@pastures.example.kz"]]


def test_a_server_that_is_not_there_is_told_in_one_sentence(cli: Cli, store: Path) -> None:
    done = cli("notify", *ENVELOPE, "--store", str(store), "--smtp", "127.0.0.1:9", "--security", "none")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "was not sent through 127.0.0.1:9" in done.stderr


def test_an_address_that_would_become_another_header_is_refused_before_anything_is_read(cli: Cli) -> None:
    hostile = ("--to", "a@b.kz\nBcc: all@example.kz", "--from", "audit@example.kz")
    done = cli("notify", *hostile, "--smtp", "127.0.0.1:9", "--store", "nowhere.db")
    assert done.returncode == 2, done.stderr
    assert "not one whole e-mail address" in done.stderr


def test_a_site_that_is_not_there_and_a_half_done_wave_are_refused(cli: Cli, store: Path, tmp_path: Path) -> None:
    eml = ("--eml", str(tmp_path / "mail.eml"))
    unknown = cli("notify", *ENVELOPE, *eml, "--store", str(store), "--site", "nobody")
    assert (unknown.returncode, "no 'nobody'" in unknown.stderr) == (2, True)
    made_up_wave.fill(tmp_path / "half.db", pages=2, finish=False).close()
    half = cli("notify", *ENVELOPE, *eml, "--store", str(tmp_path / "half.db"))
    assert (half.returncode, "not finished" in half.stderr) == (2, True)
    assert not (tmp_path / "mail.eml").exists()
