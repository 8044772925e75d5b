"""The store: SQLite, waves appended and never overwritten, readable with Datasette (docs/store.md)."""

from wcag_audit.store.rows import FindingRow, IndexRow, IssueRow, JudgedRow, PageRow, RunRow, SightingRow
from wcag_audit.store.store import Store

__all__ = ["FindingRow", "IndexRow", "IssueRow", "JudgedRow", "PageRow", "RunRow", "SightingRow", "Store"]
