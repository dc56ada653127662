"""The command `measures`: every number of the program, bare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from desktop_app.cli_frame import JsonOption, WorkspaceOption, opened, print_json, refusals
from desktop_app.domain.calendars import Clock
from desktop_app.domain.case_numbers import CaseNumber
from desktop_app.domain.figures import Figure, GroupMeasures, Measures
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, number, percent
from desktop_app.domain.periods import Period


class Stamp(StrEnum):
    RESOLVED = "resolved"
    CLOSED = "closed"


def measures(
    workspace: WorkspaceOption,
    target_set: Annotated[str | None, typer.Option(help="Name or kind: shared (the default), ops, dev.")] = None,
    clock: Annotated[
        Clock | None, typer.Option(help="elapsed runs 24 x 7 (the default), working in the support hours.")
    ] = None,
    period: Annotated[str, typer.Option(help="Days such as 2026-01-01..2026-03-31.")] = "..",
    as_of: Annotated[
        str | None,
        typer.Option(help="Stamps as they stood at this ISO instant; cancellations and reopens as known today."),
    ] = None,
    filter_json: Annotated[str | None, typer.Option("--filter", help="An incident filter as JSON.")] = None,
    as_stamped: Annotated[Stamp | None, typer.Option(help="Opened to this stamp, nothing taken off.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print every number: repair times against a target set, the four case numbers, each figure with its sentence."""
    with refusals(as_json), opened(workspace, read_only=True) as services:
        wanted = IncidentFilter() if filter_json is None else IncidentFilter.from_json(filter_json)
        if as_stamped is not None:
            if target_set or clock or as_of or period != "..":
                text = _("It takes every incident and no target: only --filter goes with it.")
                raise typer.BadParameter(text, param_hint="--as-stamped")
            _tell(services.measures.as_stamped(as_stamped.value, wanted), (), (), as_json=as_json)
            return
        days, then = Period.parse(period), _instant(as_of)
        if target_set is not None:
            wanted = replace(wanted, target_set=services.targets.find(target_set).id)
        wanted = replace(wanted, clock=clock or wanted.clock)
        found = services.measures.measures(wanted, days, as_of=then)
        case = () if then is not None else tuple(services.measures.case_numbers(wanted, days))
        _tell(found, case, services.measures.figures(wanted, days, then), as_json=as_json)


def _tell(found: Measures, case: Iterable[CaseNumber], figures: Iterable[Figure], *, as_json: bool) -> None:
    if as_json:
        told = {figure.key: _figure(figure) for figure in figures}
        print_json({**asdict(found), "case_numbers": {each.key: _case_number(each) for each in case}, **told})
        return
    _print_measures(found)
    for each in case:
        print(each.sentence)  # noqa: T201
    for figure in figures:
        print(f"{figure.title}: {figure.headline}")  # noqa: T201


def _figure(figure: Figure) -> dict[str, Any]:
    """A figure's bare numbers with what they mean."""
    return {
        **figure.values,
        "n": figure.n,
        "title": figure.title,
        "headline": figure.headline,
        "definition": " ".join((figure.definition, *figure.definition_lines)),
    }


def _instant(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(_("“{text}” is not an ISO instant.").format(text=text), param_hint="--as-of") from None
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())


def _print_measures(found: Measures) -> None:
    """A table for people; JSON has every digit."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    titles = (
        _("Classification"), _("Opened"), _("Open"), _("Resolved"), _("Mean h"), _("Median h"), _("P85 h"),
        _("Due"), _("In time"),
    )  # fmt: skip
    for index, title in enumerate(titles):
        table.add_column(title, justify="left" if index == 0 else "right")
    for name, group in [*found.by_classification.items(), (_("All"), found.all)]:
        table.add_row(name, *_measure_cells(group))
    console = Console()
    console.print(table)
    if found.definition:
        console.print(found.definition, style="dim", markup=False)
        console.print(_cohorts(), style="dim", markup=False)


def _cohorts() -> str:
    return _(
        "Opened, and Open of them: opened in the period. Resolved, with mean, median and P85: resolved in it. Due, and "
        "In time of them: deadline in the period and passed, without those that cannot be told. Below ten: counts only."
    )


def _case_number(found: CaseNumber) -> dict[str, Any]:
    told = ("n", "of", "unknown", "share", "low", "high", "sentence")
    return {name: getattr(found, name) for name in told}


def _measure_cells(group: GroupMeasures) -> tuple[str, ...]:
    def hours(value: float | None) -> str:
        return "–" if value is None else number(value, 1)

    due = group.in_time + group.missed
    share = number(group.in_time) if group.attainment is None else percent(group.attainment)
    counts = (number(group.incidents), number(group.open), number(group.resolved))
    means = (hours(each) for each in (group.mean_h, group.median_h, group.p85_h))
    return (*counts, *means, number(due), share)
