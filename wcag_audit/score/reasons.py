"""Why a criterion is in REVIEW or NOT TESTED: a closed list. Texts stand in i18n/catalogues/verdicts.toml."""

from __future__ import annotations

from enum import StrEnum

from wcag_audit.model.verdict import Verdict


class Reason(StrEnum):
    """The code kept in `CriterionVerdict.reason`.

    Where several apply, the one listed first is kept: what a person should look at first.
    """

    POSSIBLE_FAILURE = "possible-failure"  # an experimental rule failed, or a failure whose place was not kept
    CANNOT_TELL = "cannot-tell"  # a rule found targets it could not decide
    PART_NOT_SEEN = "part-not-seen"  # a frame or another part of the page could not be looked at
    STATE_NOT_SEEN = "state-not-seen"  # the special version was not reached, or a procedure cannot look at it
    NEEDS_PERSON = "needs-person"  # targets are there, and what matters about them only a person can say
    ONLY_EXPERIMENTAL = "only-experimental"  # only rules that do not count yet had something to judge
    NO_TARGETS = "no-targets"  # procedures ran and saw nothing to judge, which does not show absence
    COULD_NOT_RUN = "could-not-run"  # a fact was missing or a rule crashed
    TIME_LIMIT = "time-limit"  # the page's time was used up before
    NOT_IN_PROFILE = "not-in-profile"  # the profile or level chosen leaves the procedures out
    NO_PROCEDURE = "no-procedure"  # there is none for this criterion

    @property
    def verdict(self) -> Verdict:
        """The state this reason explains."""
        return Verdict.NOT_TESTED if self in _NOT_TESTED else Verdict.REVIEW


_NOT_TESTED = frozenset({Reason.COULD_NOT_RUN, Reason.TIME_LIMIT, Reason.NOT_IN_PROFILE, Reason.NO_PROCEDURE})
