"""Accepted exceptions: failures that a body has decided to bear for a time, with reason, owner and last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AcceptedException:
    """One entry of exceptions.yml. It changes no verdict: what fails goes on failing and is shown as excepted.

    Attributes:
        site: id of a site in the register, or its host; * stands for anything.
        fingerprint: of the issue; "" where rule and selector say which.
        rule, selector: id of the rule and the exact selector of the place; "" where the fingerprint says it.
        reason: why it is borne.
        owner: who answers for that.
        expires: the last day on which it holds.
        line: where in the file it stands.
    """

    site: str
    fingerprint: str
    rule: str
    selector: str
    reason: str
    owner: str
    expires: date
    line: int = 0
