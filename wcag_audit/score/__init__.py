"""Scoring: from findings to verdicts per criterion, page and site. Pure functions."""

from wcag_audit.score.interval import clopper_pearson, zero_failures_bound
from wcag_audit.score.merging import combine
from wcag_audit.score.page import Evidence, page_verdicts, verdicts_of_states
from wcag_audit.score.reasons import Reason
from wcag_audit.score.site import site_verdicts
from wcag_audit.score.status import Coverage, SiteStatus, StatusCode, status_words

__all__ = [
    "Coverage",
    "Evidence",
    "Reason",
    "SiteStatus",
    "StatusCode",
    "clopper_pearson",
    "combine",
    "page_verdicts",
    "site_verdicts",
    "status_words",
    "verdicts_of_states",
    "zero_failures_bound",
]
