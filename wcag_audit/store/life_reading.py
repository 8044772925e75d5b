"""Reading what the life of issues between waves is made of, lighter than whole findings and tallies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.store import codec
from wcag_audit.store.index_reading import IndexReader
from wcag_audit.store.rows import RunRow, SightingRow

if TYPE_CHECKING:
    from collections.abc import Iterator


class LifeReader(IndexReader):
    """The part of the reading half that is about issues between waves.

    A page with its special version switched on is told of as a page of its own, with a blank and the state after its
    address: in the next wave that state may not be looked at, and what was there is then not shown to be gone.
    """

    def sightings(self, wave_id: int, site_id: str) -> Iterator[SightingRow]:
        """Every finding of a site in a wave, those from comparing pages with the url ""; once per state of the page."""
        sql = """
            SELECT coalesce(visits.url, '') || looked.mark AS url, fingerprint, rule, code, criteria, outcome, maturity,
                   also, selector, component, findings.pages
            FROM findings LEFT JOIN visits ON visits.id = visit_id
            JOIN (SELECT 'as-opened' AS state, '' AS mark UNION ALL SELECT 'special-version', ' special-version')
                AS looked ON findings.state = 'both' OR findings.state = looked.state
            WHERE findings.site_id = ? ORDER BY findings.id
        """
        for row in self._rows(sql, [self._site_key(wave_id, site_id)]):
            yield SightingRow(
                url=row["url"],
                fingerprint=row["fingerprint"],
                rule=row["rule"],
                code=row["code"],
                criteria=codec.strings(row["criteria"]),
                outcome=row["outcome"],
                maturity=row["maturity"],
                also=codec.strings(row["also"]),
                selector=row["selector"],
                component=row["component"],
                compared=codec.strings(row["pages"]),
            )

    def runs(self, wave_id: int, site_id: str) -> Iterator[RunRow]:
        """How every rule ended on every audited page of a site, and then how those ended that compare pages."""
        sql = """
            SELECT url || CASE rule_tallies.state WHEN 'special-version' THEN ' special-version' ELSE '' END AS url,
                   rule, rule_tallies.reason = '' AND counted > 0 AS ran, coalesce(failed, 0) AS failed FROM (
                SELECT *, coalesce(passed, 0) + coalesce(failed, 0) + coalesce(cant_tell, 0)
                    + coalesce(inapplicable, 0) AS counted FROM {table}) AS rule_tallies
            JOIN rules ON rules.id = rule_id {join} WHERE {key} = ?
        """
        of_pages = {"table": "rule_tallies", "join": "JOIN visits ON visits.id = visit_id", "key": "visits.site_id"}
        of_site = {"table": "site_rule_tallies", "join": "JOIN (SELECT '' AS url)", "key": "site_id"}
        key = self._site_key(wave_id, site_id)
        for parts in (of_pages, of_site):
            for url, rule, ran, failed in self._cells(sql.format(**parts), [key]):
                yield RunRow(url, rule, bool(ran), failed)
