"""Language tags as BCP 47 (RFC 5646) and the IANA Language Subtag Registry have them.

ACT rules bf051a (language of page) and de46e4 (language of parts) ask only whether the primary subtag is registered;
`has_known_primary` answers that. `is_valid_tag` also asks for a well-formed whole.
"""

from __future__ import annotations

from functools import cache

from langcodes.registry_parser import parse_registry
from langcodes.tag_parser import LanguageTagError, parse_tag


def primary(tag: str) -> str:
    """The primary language subtag in lower case: "kk" for "kk-Cyrl-KZ". What is no tag comes back as it is.

    Only hyphens separate subtags, so "kk_KZ" is one (unregistered) subtag "kk_kz".
    """
    return tag.strip().lower().split("-", 1)[0]


def has_known_primary(tag: str) -> bool:
    """True where the primary subtag is registered as a language.

    `kz` and `qz` are not registered. `kaz` is not either: where a language has two letters, three are no subtag.
    """
    return primary(tag) in _registered()


def is_valid_tag(tag: str) -> bool:
    """True where the tag is well-formed and its primary subtag is registered as a language.

    Surrounding white space is forgiven, as axe-core forgives it. Private-use codes (qaa to qtz) are registered and
    therefore valid, although no software knows what they mean.
    """
    candidate = tag.strip()
    # langcodes forgives underscores; a page's `lang` with one is unknown to browsers and speech synthesisers
    if "_" in candidate or not has_known_primary(candidate):
        return False
    try:
        parse_tag(candidate)  # type: ignore[no-untyped-call]  # langcodes does not type this module
    except LanguageTagError:
        return False
    return True


def is_private_use(tag: str) -> bool:
    """True where the primary subtag is one of qaa to qtz, whose meaning only its author knows."""
    return primary(tag) in _private_use()


@cache
def _private_use() -> frozenset[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return frozenset(f"q{second}{third}" for second in letters[: letters.index("t") + 1] for third in letters)


@cache
def _registered() -> frozenset[str]:
    entries = parse_registry()  # type: ignore[no-untyped-call]  # langcodes does not type this module
    subtags = {str(entry["Subtag"]) for entry in entries if entry["Type"] == "language"}
    # The registry writes the private-use codes as one range
    return frozenset(subtags - {"qaa..qtz"}) | _private_use()
