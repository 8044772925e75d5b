"""The states in which a page is looked at: as it was opened, and with its special version switched on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PageState(StrEnum):
    """In which state of its page a finding was made."""

    AS_OPENED = "as-opened"
    SPECIAL = "special-version"  # only with the version for the visually impaired switched on
    BOTH = "both"


class SwitchOutcome(StrEnum):
    """What became of switching a page's special version on."""

    SWITCHED_ON = "switched-on"  # the page was audited in this state too
    UNCHANGED = "unchanged"  # nothing that can be seen has changed: there is no other state
    OWN_PAGE = "own-page"  # it is a page with another address, which is audited for itself
    NOT_REACHED = "not-reached"  # there may be such a state, and it was not seen


@dataclass(frozen=True, slots=True)
class SpecialVersionTrial:
    """The attempt to switch on the special version of one page.

    Attributes:
        control: name of the control, at most 80 characters; hostile text.
        address: where the version is, if it is a page of its own; "" otherwise.
        reason: why it was not reached, a remark; "" otherwise.
    """

    outcome: SwitchOutcome
    control: str = ""
    address: str = ""
    reason: str = ""
