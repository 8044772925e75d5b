"""The only place that knows every stage: from an address to a result, from the register to a wave in the store."""

from wcag_audit.audit.check import check_addresses
from wcag_audit.audit.options import AuditOptions, Profile, versions

__all__ = ["AuditOptions", "Profile", "check_addresses", "versions"]
