"""Exports: what auditors and pipelines take along, in the formats of their own tools (docs/exports.md)."""

from wcag_audit.export.occasion import Occasion, ResultLog
from wcag_audit.export.wave import CHECK_LOGS, LOGS, Format, WaveExport

__all__ = ["CHECK_LOGS", "LOGS", "Format", "Occasion", "ResultLog", "WaveExport"]
