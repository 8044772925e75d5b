"""Who we say we are: the user agent of every request, with and without a browser."""

from __future__ import annotations

import re

import httpx

from wcag_audit import __version__
from wcag_audit.errors import UsageError

PRODUCT_TOKEN = "wcag-audit"  # noqa: S105 - a token in the sense of RFC 9309, not a secret
"""The name under which robots.txt may speak to us."""

_PURPOSE = "accessibility audit of state websites, decree 1143"
_CONTACT = re.compile(r"[!-'*-\[\]-~]{1,200}")  # visible ASCII without blanks, brackets and backslashes
_CONNECT_TIMEOUT = 15.0


def user_agent(contact: str | None = None) -> str:
    """Give the User-Agent of requests made without a browser.

    Args:
        contact: an e-mail or web address where the owners of sites can reach the auditor; None if not configured.

    Returns:
        Such as "wcag-audit/0.1 (+accessibility audit of state websites, decree 1143; contact audit@example.kz)".

    Raises:
        UsageError: the contact cannot stand in an HTTP header.
    """
    if contact is None:
        return f"{PRODUCT_TOKEN}/{__version__} (+{_PURPOSE})"
    if not _CONTACT.fullmatch(contact):
        raise UsageError("contact.unsendable", contact=repr(contact))
    return f"{PRODUCT_TOKEN}/{__version__} (+{_PURPOSE}; contact {contact})"


def browser_user_agent(chromium_ua: str, contact: str | None = None) -> str:
    """Give the User-Agent for pages: the browser's own, so that sites serve what people get, followed by who we are.

    Args:
        chromium_ua: what the browser sends by itself (`navigator.userAgent`).
        contact: see `user_agent`.

    Raises:
        UsageError: the contact cannot stand in an HTTP header.
    """
    return f"{chromium_ua} {user_agent(contact)}"


def new_client(contact: str | None = None, *, timeout: float = 30.0) -> httpx.AsyncClient:
    """Make the HTTP client for robots.txt, sitemaps and preflights; the caller closes it.

    Redirects are not followed by the client: `fetching.fetch` follows them itself, looking at every stop.

    Args:
        contact: see `user_agent`.
        timeout: seconds to wait for the next bytes.

    Raises:
        UsageError: the contact cannot stand in an HTTP header.
    """
    return httpx.AsyncClient(
        headers={"User-Agent": user_agent(contact)},
        timeout=httpx.Timeout(timeout, connect=min(timeout, _CONNECT_TIMEOUT)),
        follow_redirects=False,
    )
