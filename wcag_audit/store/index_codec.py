"""Rows of indexes, and of the baskets and strata that they rest on, to values and back."""

from __future__ import annotations

from dataclasses import asdict, fields

from wcag_audit.model.basket import Procedure, Scope
from wcag_audit.model.finding import Engine, Maturity
from wcag_audit.model.index import LevelIndex, Measured, PageMeasure, Stratum
from wcag_audit.store import codec


def procedure_row(procedure: Procedure) -> codec.Row:
    """Columns of `basket_rules` without its key; `wave_rules` has the maturity too."""
    return {
        "rule": procedure.rule,
        "version": procedure.version,
        "criteria": codec.to_json(procedure.criteria),
        "engine": procedure.engine,
        "scope": procedure.scope,
    }


def procedure_of(row: codec.Row) -> Procedure:
    """From a row of `wave_rules` or `basket_rules`; what is in a basket is stable."""
    return Procedure(
        rule=row["rule"],
        version=row["version"],
        criteria=codec.strings(row["criteria"]),
        maturity=Maturity(row.get("maturity", Maturity.STABLE)),
        engine=Engine(row["engine"]),
        scope=Scope(row["scope"]),
    )


def index_row(index: LevelIndex) -> codec.Row:
    """A row of `indexes` without its keys."""
    row = asdict(index)
    del row["basket"]
    return row


def index_of(row: codec.Row) -> LevelIndex:
    """From a row of `indexes` joined with `baskets`."""
    values = {field.name: row[field.name] for field in fields(LevelIndex)}
    return LevelIndex(**values | {"measured": Measured(row["measured"]), "by_person": bool(row["by_person"])})


def stratum_row(stratum: Stratum) -> codec.Row:
    """A row of `strata` without its key."""
    return {
        "stratum": codec.clean(stratum.name),
        "known": stratum.known,
        "pages": stratum.pages,
        "take_all": stratum.take_all,
    }


def stratum_of(row: codec.Row) -> Stratum:
    """From a row of `strata`."""
    return Stratum(row["stratum"], row["known"], row["pages"], bool(row["take_all"]))


def measure_of(row: codec.Row) -> PageMeasure:
    """From a row of `page_indexes`."""
    return PageMeasure(**{field.name: row[field.name] for field in fields(PageMeasure)})
