"""Exports: what auditors and pipelines take along, in the formats of their own tools (docs/exports.md)."""

from typing import TYPE_CHECKING

from wcag_audit.lazy import lazily

if TYPE_CHECKING:
    from wcag_audit.export.occasion import Occasion, ResultLog
    from wcag_audit.export.wave import CHECK_LOGS, LOGS, Format, WaveExport

__all__ = ["CHECK_LOGS", "LOGS", "Format", "Occasion", "ResultLog", "WaveExport"]

__getattr__ = lazily(
    __name__,
    {
        "CHECK_LOGS": "wave",
        "Format": "wave",
        "LOGS": "wave",
        "Occasion": "occasion",
        "ResultLog": "occasion",
        "WaveExport": "wave",
    },
)
