"""Accepted exceptions: reading exceptions.yml, and telling whether one holds for an issue."""

from wcag_audit.accepted.matching import Acceptances, site_names
from wcag_audit.accepted.reading import find_exceptions, load_exceptions

__all__ = ["Acceptances", "find_exceptions", "load_exceptions", "site_names"]
