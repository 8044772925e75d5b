"""Network and browser: opens pages in Chromium, lets probes look, and gives back frozen snapshots."""

from wcag_audit.browser.launch import Browser, BrowserOptions
from wcag_audit.browser.planner import Looked, look, plan
from wcag_audit.browser.switch import switch_on
from wcag_audit.browser.tab import ChromiumTab
from wcag_audit.browser.visit import Limits, Opened, open_page

__all__ = [
    "Browser",
    "BrowserOptions",
    "ChromiumTab",
    "Limits",
    "Looked",
    "Opened",
    "look",
    "open_page",
    "plan",
    "switch_on",
]
