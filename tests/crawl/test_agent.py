from __future__ import annotations

import re
from typing import TYPE_CHECKING

import httpx
import pytest

from wcag_audit.crawl.agent import browser_user_agent, new_client, user_agent
from wcag_audit.crawl.fetching import fetch
from wcag_audit.errors import UsageError

if TYPE_CHECKING:
    from .conftest import Host


def test_the_user_agent_says_who_we_are_why_we_come_and_how_to_reach_us() -> None:
    text = user_agent("audit@example.kz")
    assert re.match(r"wcag-audit/\d", text)
    assert "decree 1143" in text
    assert "contact audit@example.kz" in text
    assert "contact" not in user_agent()


def test_the_browser_keeps_its_own_name_and_adds_ours() -> None:
    own = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
    assert browser_user_agent(own).startswith(f"{own} wcag-audit/")


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "аудит@мысал.қаз", "", "a b", "a)b", "x" * 300])
def test_a_contact_that_cannot_stand_in_a_header_is_refused_with_one_sentence(contact: str) -> None:
    with pytest.raises(UsageError, match=r"cannot be sent to websites: give one"):
        user_agent(contact)


async def test_every_request_carries_the_name_even_from_a_foreign_client(host: Host) -> None:
    async with new_client("audit@example.kz") as ours, httpx.AsyncClient() as foreign:
        await fetch(ours, host.url, limit=10, allow_private=True)
        await fetch(foreign, host.url, limit=10, allow_private=True)
    agents = [headers["user-agent"] for _, _, headers in host.requests]
    assert agents == [user_agent("audit@example.kz"), user_agent()]
