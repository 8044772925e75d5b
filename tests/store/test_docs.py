"""docs/store.md says what is there, and its queries run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from wcag_audit.model.visit import VisitStatus
from wcag_audit.store import Store

DOCS = Path(__file__).parents[2] / "docs" / "store.md"


def test_every_table_is_described_and_no_other(tmp_path: Path) -> None:
    described = re.findall(r"^\| `(\w+)` \| \S", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    with Store.open(tmp_path / "audit.db") as store:
        tables = [name for name in store._db.table_names() if name != "_sqlite_migrations"]
    assert sorted(described) == sorted(tables)


def test_the_queries_of_the_page_answer_what_they_promise(tmp_path: Path, samples: Any) -> None:
    faults, fates = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
    nav, footer = samples.finding(), samples.finding("footer")
    with Store.open(tmp_path / "audit.db") as store:
        old = store.begin_wave(samples.wave, samples.register)
        store.add_page(old.id, "portal", samples.page("old", footer))
        wave = store.begin_wave(samples.wave, samples.register)
        for path in ("a", "b"):
            store.add_page(wave.id, "portal", samples.page(path, nav))
        store.add_page(wave.id, "portal", samples.page("c", footer))
        store.add_records(wave.id, "second", [samples.record("d", VisitStatus.ROBOTS, "/d")])
        rows = list(store._db.query(faults))
        assert [(row["fingerprint"], row["pages"]) for row in rows] == [(nav.fingerprint, 2), (footer.fingerprint, 1)]
        assert rows[0]["example"] == "https://portal.kz/a"
        assert [tuple(row.values()) for row in store._db.query(fates)] == [
            ("Қаржы министрлігі", "portal", "audited", "why", 3),
            ("Қаржы министрлігі", "second", "skipped-by-robots", "/d", 1),
        ]
