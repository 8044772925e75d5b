"""The autocomplete attribute of HTML: what may stand in it."""

from __future__ import annotations

import re
from typing import Final

PURPOSES: Final = frozenset(
    {
        "name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix", "nickname",
        "username", "new-password", "current-password", "one-time-code", "organization-title", "organization",
        "street-address", "address-line1", "address-line2", "address-line3", "address-level4", "address-level3",
        "address-level2", "address-level1", "country", "country-name", "postal-code", "cc-name", "cc-given-name",
        "cc-additional-name", "cc-family-name", "cc-number", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-csc",
        "cc-type", "transaction-currency", "transaction-amount", "language", "bday", "bday-day", "bday-month",
        "bday-year", "sex", "url", "photo",
    }
)  # fmt: skip
"""Autofill field names."""

REACHES: Final = frozenset(
    {
        "tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-local-prefix",
        "tel-local-suffix", "tel-extension", "email", "impp",
    }
)  # fmt: skip
"""Autofill field names before which a kind of contact may stand."""

_CONTACTS: Final = frozenset({"home", "work", "mobile", "fax", "pager"})
_SECTION: Final = re.compile(r"section-.+")


def is_valid_autocomplete(value: str) -> bool:
    """True if the words are autofill detail tokens in the order of HTML: section, place, contact, purpose, webauthn.

    Args:
        value: as written; a lone "on" or "off" is no list of tokens.
    """
    words = value.lower().split()
    if words and _SECTION.fullmatch(words[0]):
        del words[0]
    if words and words[0] in {"shipping", "billing"}:
        del words[0]
    if len(words) > 1 and words[-1] == "webauthn":
        del words[-1]
    if len(words) > 1 and words[0] in _CONTACTS:
        del words[0]
        return len(words) == 1 and words[0] in REACHES
    return len(words) == 1 and words[0] in PURPOSES | REACHES
