"""Teams and systems of a file under the file's own names, beside those that the workspace knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from desktop_app.domain.imports import Field, FoundSystem, FoundTeam, ImportAnswers
from desktop_app.domain.teams import Side, propose_side
from desktop_app.exchange.columns.recognition import Match
from desktop_app.exchange.mapping import values
from desktop_app.exchange.mapping.held import Held

_COMPARED = 200  # names of most incidents for which a like one is looked for: the rest is quick to name by hand


def sides(
    incidents: pl.DataFrame, segments: pl.DataFrame, known: Mapping[str, Side], answers: ImportAnswers
) -> dict[str, Side]:
    """Every team of the plan with its side: as answered under either name, as set before, else as its name suggests."""
    names = pl.concat([incidents["team"], segments["team"]]).drop_nulls().unique().sort()
    answered = {answers.teams.get(name, name): side for name, side in answers.sides.items()} | dict(answers.sides)
    return {name: answered.get(name, known.get(name, propose_side(name))) for name in names}


def teams(
    cells: pl.DataFrame,
    match: Match,
    incidents: pl.DataFrame,
    sided: Mapping[str, Side],
    held: Held,
    answers: ImportAnswers,
) -> tuple[FoundTeam, ...]:
    """Those of most incidents first; one that only appears in a history has none."""
    counts = dict.fromkeys(sided, 0) if not answers.teams else {}
    counts |= _counts(cells, match.column(Field.TEAM), incidents, "team", answers.teams)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    alike = _alike(ordered, held.sides)
    return tuple(
        FoundTeam(
            name,
            counts[name],
            sided.get(answers.teams.get(name, name), Side.UNKNOWN),
            name in held.sides,
            alike.get(name, ""),
        )
        for name in ordered
    )


def systems(
    cells: pl.DataFrame, match: Match, incidents: pl.DataFrame, held: Held, answers: ImportAnswers
) -> tuple[FoundSystem, ...]:
    counts = _counts(cells, match.column(Field.SYSTEM), incidents, "system", answers.systems)
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    alike = _alike(ordered, held.systems)
    return tuple(FoundSystem(name, counts[name], name in held.systems, alike.get(name, "")) for name in ordered)


def _counts(
    cells: pl.DataFrame, column: str | None, incidents: pl.DataFrame, name: str, ours: Mapping[str, str]
) -> dict[str, int]:
    """Incidents by the file's name; where names of ours were chosen, the cells tell what they are in the file."""
    if column is None or not incidents.height:
        return {}
    if not ours:
        return dict(incidents[name].drop_nulls().value_counts().iter_rows())
    places = cells.select(row="row", name=column).join(incidents.select("row"), on="row", how="semi")
    return dict(places["name"].drop_nulls().value_counts().iter_rows())


def _alike(names: list[str], known: Collection[str]) -> dict[str, str]:
    fresh = [name for name in names if name not in known][:_COMPARED] if known else []
    return {name: near for name in fresh if (near := values.like(name, known))}
