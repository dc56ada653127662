"""What a figure is asked over, made from a frame by hand, and the check that each count opens what it counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import strategies as st

from desktop_app.domain.cells import Cell
from desktop_app.domain.figures import Choice, Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.periods import Period
from desktop_app.domain.rules import Rules
from desktop_app.domain.targets import TargetSet
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.clock.clocks import RunningClock
from desktop_app.measures.lists import filtering
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.frame import Frame
from tests.measures.factories import ELAPSED, targets

BLAME = ("slow", "worst", "fault", "blame", "lazy")

periods = st.sampled_from([Period(), Period(date(2026, 3, 10), date(2026, 3, 31)), Period(None, date(2026, 4, 2))])
bases = st.sampled_from(
    [
        IncidentFilter(),
        IncidentFilter().where("classification", "one_of", "Medium", "Low"),
        IncidentFilter().where("exclusion", "one_of", "none", "request").where("side", "not_one_of", "dev"),
    ]
)


def asked(
    found: Frame,
    target_set: TargetSet | None = None,
    period: Period | None = None,
    choice: Choice | None = None,
    base: IncidentFilter | None = None,
    clock: RunningClock = ELAPSED,
    rules: Rules | None = None,
) -> Asked:
    goals = target_set or targets()
    base = IncidentFilter((base or IncidentFilter()).conditions, "", goals.id, clock.kind, rules or Rules())
    lives = measured.lives(found, clock, base.rules)
    rows = measured.against(found, lives, goals, clock, base.rules)
    kept = rows.select(filtering.expression(base, found)).to_series().to_numpy() if base.conditions else None
    return Asked(found, rows, lives, goals, clock, period or Period(), base, kept, choice=choice or Choice())


def opened(cell: Cell, over: Asked) -> int:
    """How many incidents a cell leads to, by way of its JSON."""
    assert cell.opens is not None
    opens = IncidentFilter.from_json(cell.opens.to_json())
    return filtering.selected(over.measured, opens, over.frame).height


def columns(figure: Figure) -> Iterator[tuple[str, Cell]]:
    """The cells of a figure's table by the title of their column."""
    for row in figure.table.rows:
        yield from zip(figure.table.columns, row, strict=True)


def said(figure: Figure) -> str:
    """Every sentence of a figure, in small letters."""
    return " ".join((figure.title, figure.headline, figure.definition, *figure.definition_lines)).casefold()
