"""The alphabet rule: a Kazakh voice can say a word if, and only if, all its letters are Kazakh Cyrillic.

docs/speech.md measures how far this agrees with what espeak-ng's Kazakh voice does.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from wcag_audit.kazakh.letters import KAZAKH_ALPHABET

LETTERS: Final = frozenset(KAZAKH_ALPHABET + KAZAKH_ALPHABET.upper())
"""The 42 letters, small and capital."""
_HYPHENS: Final = frozenset("-\u2010\u2011")
_SOFT_HYPHEN: Final = "\u00ad"
SPOKEN_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u00ad\u0300-\u036f]|[-\u2010\u2011](?=[^\W\d_]))*")
"""A run of letters with their combining marks; hyphens join its parts."""


def is_speakable(word: str) -> bool:
    """True if a Kazakh voice meets only letters that it knows.

    Args:
        word: one word; hyphens may join parts. Composed and decomposed letters count alike, soft hyphens not at all.
    """
    clean = unicodedata.normalize("NFC", word).replace(_SOFT_HYPHEN, "")
    return bool(clean) and all(sign in LETTERS or sign in _HYPHENS for sign in clean)
