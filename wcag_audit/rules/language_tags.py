"""The judgement of a language tag, shared by the rules about the page's and its parts' tags (3.1.1, 3.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.language_tags import suggestion
from wcag_audit.rules.api import cant_tell, failed, passed
from wcag_audit.standards.languages import has_known_primary, is_private_use

if TYPE_CHECKING:
    from wcag_audit.rules.api import Judgement


def judge_tag(tag: str) -> Judgement:
    """Passed if the primary language subtag is registered and means a language; offers what was most likely meant.

    Args:
        tag: value of a lang attribute, not blank.

    Returns:
        failed "wrong-code" (with `better`) or "unknown-code", cantTell "private-use", or passed (ACT bf051a, de46e4).
    """
    tag = tag.strip()
    better = suggestion(tag)
    if not has_known_primary(tag):
        return failed("wrong-code", tag=tag, better=better) if better else failed("unknown-code", tag=tag)
    if is_private_use(tag):
        return cant_tell("private-use", tag=tag)
    return passed()
