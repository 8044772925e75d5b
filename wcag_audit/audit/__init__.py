"""The only place that knows every stage: from an address to a result, from the register to a wave in the store."""

from typing import TYPE_CHECKING

from wcag_audit.lazy import lazily

if TYPE_CHECKING:
    from wcag_audit.audit.baseline import Baseline, load_baseline
    from wcag_audit.audit.check import check_addresses
    from wcag_audit.audit.compare import compare_waves
    from wcag_audit.audit.lives import Lives
    from wcag_audit.audit.options import AuditOptions, Profile, versions
    from wcag_audit.audit.site import Progress
    from wcag_audit.audit.trend import read_trend
    from wcag_audit.audit.wave import run_wave

__all__ = [
    "AuditOptions",
    "Baseline",
    "Lives",
    "Profile",
    "Progress",
    "check_addresses",
    "compare_waves",
    "load_baseline",
    "read_trend",
    "run_wave",
    "versions",
]

__getattr__ = lazily(
    __name__,
    {
        "AuditOptions": "options",
        "Baseline": "baseline",
        "Lives": "lives",
        "Profile": "options",
        "Progress": "site",
        "check_addresses": "check",
        "compare_waves": "compare",
        "load_baseline": "baseline",
        "read_trend": "trend",
        "run_wave": "wave",
        "versions": "options",
    },
)
