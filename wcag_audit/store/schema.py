"""The tables, as named and ordered migrations. What each table holds is told in docs/store.md.

A migration that was released is never changed; a new one is added at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATIONS = Migrations("wcag-audit")

_WAVES = """
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    package TEXT NOT NULL,
    axe TEXT NOT NULL,
    axe_hash TEXT NOT NULL,
    browser TEXT NOT NULL,
    rules TEXT NOT NULL,
    UNIQUE (package, axe, axe_hash, browser, rules)
);
CREATE TABLE waves (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    started TEXT NOT NULL,
    finished TEXT NOT NULL,
    profile TEXT NOT NULL,
    level TEXT NOT NULL,
    languages TEXT NOT NULL,
    schedule TEXT NOT NULL,
    versions_id INTEGER NOT NULL REFERENCES versions (id)
);
CREATE TABLE regions (
    id INTEGER PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES waves (id),
    region TEXT NOT NULL,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    UNIQUE (wave_id, region)
);
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES waves (id),
    body TEXT NOT NULL,
    name_kk TEXT NOT NULL,
    name_ru TEXT NOT NULL,
    name_en TEXT NOT NULL,
    kind TEXT NOT NULL,
    region TEXT NOT NULL,
    ministry TEXT NOT NULL,
    verified INTEGER NOT NULL,
    UNIQUE (wave_id, body)
);
CREATE TABLE sites (
    id INTEGER PRIMARY KEY,
    wave_id INTEGER NOT NULL REFERENCES waves (id),
    site TEXT NOT NULL,
    body_id INTEGER NOT NULL REFERENCES bodies (id),
    body TEXT NOT NULL,
    url TEXT NOT NULL,
    starts TEXT NOT NULL,
    within_path TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    note TEXT NOT NULL,
    limits TEXT NOT NULL,
    schedule TEXT NOT NULL,
    UNIQUE (wave_id, site)
);
CREATE INDEX sites_by_body ON sites (body_id);
"""

_PAGES = """
CREATE TABLE visits (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites (id),
    url TEXT NOT NULL,
    depth INTEGER NOT NULL,
    found_by TEXT NOT NULL,
    found_on TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    final_url TEXT NOT NULL,
    http_status INTEGER NOT NULL,
    retry_after REAL,
    recorded TEXT NOT NULL,
    UNIQUE (site_id, url)
);
CREATE TABLE earlier_fates (
    id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES visits (id),
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    final_url TEXT NOT NULL,
    http_status INTEGER NOT NULL,
    retry_after REAL,
    recorded TEXT NOT NULL
);
CREATE INDEX earlier_fates_by_visit ON earlier_fates (visit_id);
CREATE TABLE snapshots (
    hash TEXT PRIMARY KEY,
    data BLOB NOT NULL
);
CREATE TABLE pages (
    visit_id INTEGER PRIMARY KEY REFERENCES visits (id),
    title TEXT NOT NULL,
    lang TEXT NOT NULL,
    detected TEXT NOT NULL,
    canonical TEXT NOT NULL,
    alternates TEXT NOT NULL,
    gaps TEXT NOT NULL,
    timings TEXT NOT NULL,
    links BLOB NOT NULL,
    snapshot_hash TEXT REFERENCES snapshots (hash)
);
"""

_RESULTS = """
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES sites (id),
    visit_id INTEGER REFERENCES visits (id),
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    outcome TEXT NOT NULL,
    code TEXT NOT NULL,
    criteria TEXT NOT NULL,
    engine TEXT NOT NULL,
    maturity TEXT NOT NULL,
    impact TEXT NOT NULL,
    message_en TEXT NOT NULL,
    message_values TEXT NOT NULL,
    selector TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    html TEXT NOT NULL,
    box TEXT,
    component TEXT NOT NULL,
    also TEXT NOT NULL,
    pages TEXT NOT NULL
);
CREATE INDEX findings_by_site ON findings (site_id, fingerprint, visit_id);
CREATE INDEX findings_by_visit ON findings (visit_id);
CREATE TABLE rules (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL,
    criteria TEXT NOT NULL,
    maturity TEXT NOT NULL,
    UNIQUE (rule, criteria, maturity)
);
CREATE TABLE rule_tallies (
    visit_id INTEGER NOT NULL REFERENCES visits (id),
    position INTEGER NOT NULL,
    rule_id INTEGER NOT NULL REFERENCES rules (id),
    passed INTEGER,
    failed INTEGER,
    cant_tell INTEGER,
    inapplicable INTEGER,
    reason TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) WITHOUT ROWID;
CREATE TABLE site_rule_tallies (
    site_id INTEGER NOT NULL REFERENCES sites (id),
    position INTEGER NOT NULL,
    rule_id INTEGER NOT NULL REFERENCES rules (id),
    passed INTEGER,
    failed INTEGER,
    cant_tell INTEGER,
    inapplicable INTEGER,
    reason TEXT NOT NULL,
    PRIMARY KEY (site_id, position)
) WITHOUT ROWID;
CREATE TABLE page_verdicts (
    visit_id INTEGER NOT NULL REFERENCES visits (id),
    position INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    verdict TEXT NOT NULL,
    rules TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (visit_id, position)
) WITHOUT ROWID;
CREATE TABLE site_verdicts (
    site_id INTEGER NOT NULL REFERENCES sites (id),
    position INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    verdict TEXT NOT NULL,
    failed_pages INTEGER NOT NULL,
    tested_pages INTEGER NOT NULL,
    low REAL NOT NULL,
    high REAL NOT NULL,
    states TEXT NOT NULL,
    PRIMARY KEY (site_id, position)
) WITHOUT ROWID;
CREATE TABLE screenshots (
    site_id INTEGER NOT NULL REFERENCES sites (id),
    fingerprint TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (site_id, fingerprint)
);
"""

_ISSUES = """
CREATE TABLE issues (
    site TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    code TEXT NOT NULL,
    first_wave_id INTEGER NOT NULL REFERENCES waves (id),
    last_wave_id INTEGER NOT NULL REFERENCES waves (id),
    PRIMARY KEY (site, fingerprint)
) WITHOUT ROWID;
INSERT INTO issues
    SELECT sites.site, findings.fingerprint, min(findings.rule), min(findings.code),
           min(sites.wave_id), max(sites.wave_id)
    FROM findings JOIN sites ON sites.id = findings.site_id
    GROUP BY sites.site, findings.fingerprint;
"""

_SPEECH = """
CREATE TABLE page_speech (
    visit_id INTEGER PRIMARY KEY REFERENCES pages (visit_id),
    words INTEGER NOT NULL,
    well_formed INTEGER NOT NULL,
    marked INTEGER NOT NULL,
    ready INTEGER NOT NULL,
    advice TEXT NOT NULL
);
"""

_INDEXES = """
CREATE TABLE wave_rules (
    wave_id INTEGER NOT NULL REFERENCES waves (id),
    rule TEXT NOT NULL,
    version TEXT NOT NULL,
    criteria TEXT NOT NULL,
    maturity TEXT NOT NULL,
    engine TEXT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (wave_id, rule, version)
) WITHOUT ROWID;
CREATE TABLE baskets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    frozen TEXT NOT NULL
);
CREATE TABLE basket_rules (
    basket_id INTEGER NOT NULL REFERENCES baskets (id),
    rule TEXT NOT NULL,
    version TEXT NOT NULL,
    criteria TEXT NOT NULL,
    engine TEXT NOT NULL,
    scope TEXT NOT NULL,
    PRIMARY KEY (basket_id, rule)
) WITHOUT ROWID;
CREATE TABLE strata (
    site_id INTEGER NOT NULL REFERENCES sites (id),
    stratum TEXT NOT NULL,
    known INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    take_all INTEGER NOT NULL,
    PRIMARY KEY (site_id, stratum)
) WITHOUT ROWID;
CREATE TABLE page_indexes (
    visit_id INTEGER NOT NULL REFERENCES pages (visit_id),
    basket_id INTEGER NOT NULL REFERENCES baskets (id),
    level TEXT NOT NULL,
    stratum TEXT NOT NULL,
    failed INTEGER NOT NULL,
    undecided INTEGER NOT NULL,
    untested INTEGER NOT NULL,
    applicable INTEGER NOT NULL,
    PRIMARY KEY (visit_id, basket_id, level)
) WITHOUT ROWID;
CREATE TABLE indexes (
    site_id INTEGER NOT NULL REFERENCES sites (id),
    basket_id INTEGER NOT NULL REFERENCES baskets (id),
    level TEXT NOT NULL,
    measured TEXT NOT NULL,
    value REAL,
    low REAL,
    high REAL,
    band_low REAL,
    band_high REAL,
    clean_pages INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    clean_low REAL NOT NULL,
    clean_high REAL NOT NULL,
    decided INTEGER NOT NULL,
    criteria INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    attempted INTEGER NOT NULL,
    by_person INTEGER NOT NULL,
    PRIMARY KEY (site_id, basket_id, level)
) WITHOUT ROWID;
"""

_STATES = """
ALTER TABLE findings ADD COLUMN state TEXT NOT NULL DEFAULT 'as-opened';
ALTER TABLE rule_tallies ADD COLUMN state TEXT NOT NULL DEFAULT 'as-opened';
ALTER TABLE site_rule_tallies ADD COLUMN state TEXT NOT NULL DEFAULT 'as-opened';
CREATE TABLE page_special_versions (
    visit_id INTEGER PRIMARY KEY REFERENCES pages (visit_id),
    outcome TEXT NOT NULL,
    control TEXT NOT NULL,
    address TEXT NOT NULL,
    reason TEXT NOT NULL,
    snapshot_hash TEXT REFERENCES snapshots (hash)
);
"""


@MIGRATIONS(name="0001_waves_pages_results")
def _waves_pages_results(db: Database) -> None:
    for script in (_WAVES, _PAGES, _RESULTS):
        db.executescript(script)


@MIGRATIONS(name="0002_issues_across_waves")
def _issues_across_waves(db: Database) -> None:
    """Issues keep the wave they were first and last seen in, also those found before this table was there."""
    db.executescript(_ISSUES)


@MIGRATIONS(name="0003_speech_readiness")
def _speech_readiness(db: Database) -> None:
    """How far the Kazakh of a page can be read aloud; pages stored before have no row, which is not a zero."""
    db.executescript(_SPEECH)


@MIGRATIONS(name="0004_baskets_and_indexes")
def _baskets_and_indexes(db: Database) -> None:
    """Rules with their versions, baskets, indexes. Waves stored before have none of it, which is not a zero."""
    db.executescript(_INDEXES)
    db.execute("ALTER TABLE pages ADD COLUMN template TEXT NOT NULL DEFAULT ''")


@MIGRATIONS(name="0005_states_of_pages")
def _states_of_pages(db: Database) -> None:
    """Findings say in which state of the page they were made; all that were stored before are of pages as opened."""
    db.executescript(_STATES)


KNOWN = (
    "0001_waves_pages_results",
    "0002_issues_across_waves",
    "0003_speech_readiness",
    "0004_baskets_and_indexes",
    "0005_states_of_pages",
)
"""Names of all migrations in their order; a database with any other was written by a newer version."""
