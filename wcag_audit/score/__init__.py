"""Scoring: from findings to verdicts per criterion, page and site. Pure functions."""

from wcag_audit.score.interval import clopper_pearson, zero_failures_bound
from wcag_audit.score.merging import combine
from wcag_audit.score.page import page_verdicts
from wcag_audit.score.reasons import Reason
from wcag_audit.score.site import site_verdicts
from wcag_audit.score.status import Coverage, SiteStatus, StatusCode, status_words

__all__ = [
    "Coverage",
    "Reason",
    "SiteStatus",
    "StatusCode",
    "clopper_pearson",
    "combine",
    "page_verdicts",
    "site_verdicts",
    "status_words",
    "zero_failures_bound",
]
