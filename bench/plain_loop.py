"""The loop that most people write first: Playwright and axe, a new page per address. What we compare ourselves with.

usage: python -m bench.plain_loop EXECUTABLE < addresses
"""

from __future__ import annotations

import asyncio
import sys

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import async_playwright

from wcag_audit.browser.executable import is_root


async def main(executable: str, addresses: list[str]) -> None:
    """Open each address in a new page, run axe with its own options, count the violations."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, chromium_sandbox=not is_root())
        axe = Axe()
        for address in addresses:
            page = await browser.new_page()
            await page.goto(address)
            results = await axe.run(page)
            print(address, results.violations_count)
            await page.close()
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.stdin.read().split()))
