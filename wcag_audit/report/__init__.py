"""Reports: a wave as a static site in Kazakh, Russian and English, with its data beside it (docs/report.md)."""

from wcag_audit.report.writing import Progress, ReportFiles, write_report

__all__ = ["Progress", "ReportFiles", "write_report"]
