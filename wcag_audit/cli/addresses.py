"""Addresses that a person or a pipeline gives."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from wcag_audit.errors import UsageError
from wcag_audit.i18n.remarks import sentence
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.cli.app import App

_WARNINGS = 10
"""Bad lines that are told one by one."""


def gather(app: App, given: Sequence[str], lines: Iterable[str] | None) -> list[str]:
    """All addresses in their order: those of the command line, then those of the file, each exactly as given.

    A bad address on the command line is a slip of the person, who is there to mend it. One in a file must not stop the
    thousand others: it is told and kept, and its result says that it is no web address.

    Args:
        app: to speak to the person.
        given: from the command line.
        lines: of the file; empty ones and those that begin with "#" are no addresses. None if no file was named.

    Raises:
        UsageError: there is no address, or a given one or all of them are none.
    """
    for address in given:
        wrong = problem(address)
        if wrong:
            raise UsageError("address.wrong", problem=wrong)
    listed = [(number, line.strip("\ufeff \t\r\n")) for number, line in enumerate(lines or (), start=1)]
    listed = [(number, line) for number, line in listed if line and not line.startswith("#")]
    if not given and not listed:
        raise UsageError("check.no-addresses") if lines is None else UsageError("check.empty-list")
    wrong_lines = [(number, wrong) for number, line in listed if (wrong := problem(line))]
    if wrong_lines and not given and len(wrong_lines) == len(listed):
        raise UsageError("check.bad-line", line=wrong_lines[0][0], problem=wrong_lines[0][1])
    for number, wrong in wrong_lines[:_WARNINGS]:
        click.echo(sentence(Remark("check.bad-line", line=number, problem=wrong), app.lang), err=True)
    if len(wrong_lines) > _WARNINGS:
        app.tell("check.more-bad-lines", n=len(wrong_lines) - _WARNINGS)
    return [*given, *(line for _, line in listed)]


def problem(address: str) -> str:
    """What is wrong with an address and what was probably meant; "" if nothing is."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return Remark("address.broken", address=address)
    if parts.scheme in ("http", "https"):
        return "" if host else Remark("address.broken", address=address)
    # "localhost:8000/x" has, to the letter, the scheme "localhost".
    if "://" not in address and not address.startswith(("mailto:", "tel:", "data:", "javascript:", "/", "file:")):
        return Remark("address.no-scheme", address=address, suggestion=f"https://{address}")
    return Remark("address.other-scheme", address=address)
