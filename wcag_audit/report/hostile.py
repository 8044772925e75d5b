"""Text that came from crawled pages: made visible, bounded and harmless before it is shown.

Escaping is the templates' work (autoescape is on everywhere); this module handles what escaping does not.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from wcag_audit.standards.languages import is_valid_tag

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ue000\ue001]"
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def visible(text: str) -> str:
    """The text with characters that are not seen but change what is seen written out: U+202E becomes "[U+202E]".

    A name that turns the reading direction around could otherwise make a report say something else.
    """
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def shorten(text: str, limit: int) -> str:
    """The text's beginning, with an ellipsis where something was cut off; at most `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def shorten_middle(text: str, limit: int) -> str:
    """Beginning and end of an address: both tell addresses apart; at most `limit` characters."""
    if len(text) <= limit:
        return text
    half = (limit - 1) // 2
    return f"{text[: limit - 1 - half]}…{text[-half:]}"


def is_web_address(text: str) -> bool:
    """True for absolute http and https addresses with a host: only these are made links."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def language_tag(text: str) -> str:
    """The language tag if it is valid, else "": a wrong one would make a screen reader of the report stumble."""
    tag = text.strip()
    return tag if tag and is_valid_tag(tag) else ""


def csv_cell(value: object) -> object:
    """The value as a spreadsheet may have it: text that it would run as a formula gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = value.replace("\x00", "\ufffd")
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
