"""A running sample portal and a real Chromium."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Browser, async_playwright

from wcag_audit.sample_portal import SamplePortal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")


@pytest.fixture(scope="session")
def portal() -> Iterator[SamplePortal]:
    """The portal, served for all tests that only read."""
    with SamplePortal() as served:
        yield served


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests."""
    program = os.environ.get("WCAG_AUDIT_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("No Chromium found; set WCAG_AUDIT_BROWSER to the path of one.")
    args = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=program, args=args)
        yield chromium
        await chromium.close()
