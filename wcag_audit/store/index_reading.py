"""Reading what indexes are made of: rules that ran, baskets, strata, pages, and the indexes themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.basket import Basket
from wcag_audit.store import codec, index_codec
from wcag_audit.store.reading import Reader
from wcag_audit.store.rows import IndexRow, JudgedRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from wcag_audit.model.basket import Procedure
    from wcag_audit.model.index import PageMeasure, Stratum
    from wcag_audit.model.visit import VisitStatus


class IndexReader(Reader):
    """The part of the reading half that is about indexes."""

    def indexes(self, wave_id: int, site_id: str | None = None, basket: str | None = None) -> tuple[IndexRow, ...]:
        """The indexes of a wave or of one of its sites, one per site and level.

        Args:
            wave_id: the wave.
            site_id: only this site.
            basket: its name; None takes for each site the newest it was scored in (`scored_baskets` names all).

        Returns:
            In the order of the register, levels from A to AAA; nothing for sites that were never scored: of waves from
            before there were indexes, and of sites that are not finished.
        """
        self.wave(wave_id)
        if site_id is not None:
            self._site_key(wave_id, site_id)
        sql = """
            SELECT sites.site, indexes.*, baskets.name AS basket
            FROM indexes JOIN sites ON sites.id = site_id JOIN baskets ON baskets.id = basket_id
            WHERE sites.wave_id = :wave AND (:site IS NULL OR sites.site = :site) AND baskets.name = coalesce(:basket, (
                SELECT name FROM baskets AS newest JOIN indexes AS own ON own.basket_id = newest.id
                WHERE own.site_id = sites.id ORDER BY newest.frozen DESC, newest.name DESC LIMIT 1))
            ORDER BY sites.id, level
        """
        rows = self._rows(sql, {"wave": wave_id, "site": site_id, "basket": basket})
        return tuple(IndexRow(row["site"], index_codec.index_of(row)) for row in rows)

    def scored_baskets(self, wave_id: int) -> tuple[Basket, ...]:
        """The baskets that a wave's sites were scored in, oldest first."""
        sql = """
            SELECT * FROM baskets WHERE id IN (
                SELECT basket_id FROM indexes JOIN sites ON sites.id = site_id WHERE wave_id = ?)
            ORDER BY frozen, name
        """
        return tuple(self._basket(row) for row in self._rows(sql, [wave_id]))

    def wave_rules(self, wave_id: int) -> tuple[Procedure, ...]:
        """The rules that ran, in each version that ran; () for waves from before versions were kept."""
        self.wave(wave_id)
        rows = self._rows("SELECT * FROM wave_rules WHERE wave_id = ? ORDER BY rule, version", [wave_id])
        return tuple(index_codec.procedure_of(row) for row in rows)

    def strata(self, wave_id: int, site_id: str) -> tuple[Stratum, ...]:
        """The strata of a site, sorted by name; () where the site was never scored."""
        rows = self._rows("SELECT * FROM strata WHERE site_id = ? ORDER BY stratum", [self._site_key(wave_id, site_id)])
        return tuple(index_codec.stratum_of(row) for row in rows)

    def page_measures(self, wave_id: int, site_id: str, basket: str) -> Iterator[PageMeasure]:
        """How each audited page of a site stands at each level in a basket, in the order of the addresses."""
        sql = """
            SELECT page_indexes.* FROM page_indexes
            JOIN visits ON visits.id = visit_id JOIN baskets ON baskets.id = basket_id
            WHERE site_id = ? AND baskets.name = ? ORDER BY url, level
        """
        for row in self._rows(sql, [self._site_key(wave_id, site_id), basket]):
            yield index_codec.measure_of(row)

    def judged(self, wave_id: int, site_id: str) -> Iterator[JudgedRow]:
        """What was said of each audited page of a site, in the order of the addresses."""
        sql = """
            SELECT visits.*, sites.site, pages.template FROM visits JOIN sites ON sites.id = visits.site_id
            JOIN pages ON pages.visit_id = visits.id WHERE visits.site_id = ? ORDER BY visits.url
        """
        for row in self._rows(sql, [self._site_key(wave_id, site_id)]):
            yield JudgedRow(
                visit_id=row["id"],
                record=codec.record_of(row),
                template=row["template"],
                findings=self._findings_of("visit_id = ?", row["id"]),
                tallies=self._tallies_of("rule_tallies WHERE visit_id = ?", row["id"]),
                verdicts=self._verdicts_of(row["id"]),
            )

    def addresses(self, wave_id: int, site_id: str, statuses: AbstractSet[VisitStatus]) -> Iterator[str]:
        """The known addresses of a site whose fate is one of `statuses`; lighter than `records`."""
        key = self._site_key(wave_id, site_id)
        for row in self._rows("SELECT url, status FROM visits WHERE site_id = ?", [key]):
            if row["status"] in statuses:
                yield row["url"]

    def start_addresses(self, wave_id: int, site_id: str) -> frozenset[str]:
        """Addresses that a person named as start pages, and those they lead to."""
        sql = "SELECT url, final_url FROM visits WHERE site_id = ? AND found_by IN ('start', 'given')"
        rows = self._rows(sql, [self._site_key(wave_id, site_id)])
        return frozenset(address for row in rows for address in row.values() if address)

    def _basket(self, row: codec.Row) -> Basket:
        rules = self._rows("SELECT * FROM basket_rules WHERE basket_id = ? ORDER BY rule", [row["id"]])
        return Basket(row["name"], row["frozen"], tuple(index_codec.procedure_of(rule) for rule in rules))
