"""Reports: a wave, or the trend over waves, as a static site; yearly papers (docs/report.md, docs/trend-report.md)."""

from typing import TYPE_CHECKING

from wcag_audit.lazy import lazily

if TYPE_CHECKING:
    from wcag_audit.report.trend_report import TrendFiles, write_trend_report
    from wcag_audit.report.writing import Progress, ReportFiles, write_report

__all__ = ["Progress", "ReportFiles", "TrendFiles", "write_report", "write_trend_report"]

__getattr__ = lazily(
    __name__,
    {
        "Progress": "writing",
        "ReportFiles": "writing",
        "TrendFiles": "trend_report",
        "write_report": "writing",
        "write_trend_report": "trend_report",
    },
)
