"""What the table shows, as words for paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.domain.filter_words import filter_words
from desktop_app.domain.language import _
from desktop_app.domain.stamps import stamp
from desktop_app.services.incident_lists import IncidentList, View
from desktop_app.services.workspaces import Workspace, local
from desktop_app.ui.incidents.cells import words
from desktop_app.ui.incidents.columns import all_columns

if TYPE_CHECKING:
    from desktop_app.ui.printing.incident_list import IncidentsOnPaper

_CHUNK = 1_000  # rows read at once


def on_paper(workspace: Workspace, found: IncidentList, view: View, name: str, keys: Sequence[str]) -> IncidentsOnPaper:
    """The list with the columns ``keys``, on a worker thread. ``name`` is the tab's."""
    from desktop_app.ui.printing.incident_list import MOST_ROWS, IncidentsOnPaper, ListColumn

    columns, facts = {column.key: column for column in all_columns()}, workspace.facts()
    rows = tuple(
        tuple(words(row, key) for key in keys)
        for start in range(0, min(found.total, MOST_ROWS), _CHUNK)
        for row in found.page(start, min(_CHUNK, MOST_ROWS - start))
    )
    about = [
        _("Filter: {filter}").format(filter=filter_words(view.filter)),
        _("Measured against {goal}").format(goal=found.goal),
        _("Times are in the zone {zone}").format(zone=facts.zone),
    ]
    if found.as_of is not None:
        about.append(_("Ages as of {at}").format(at=stamp(found.as_of)))
    return IncidentsOnPaper(
        title=_("Incidents: {view}").format(view=name),
        columns=tuple(ListColumn(columns[key].title, columns[key].grows) for key in keys),
        rows=rows,
        total=found.total,
        facts=(_order(view, columns[view.sort].title), *([_("made-up data")] if facts.demo else [])),
        about=tuple(about),
        printed=_("printed {stamp}").format(stamp=stamp(local(workspace.now(), facts.zone))),
        owner=_("Second Way · {workspace}").format(workspace=facts.name),
    )


def _order(view: View, column: str) -> str:
    if view.sort == "opened":
        return _("newest first") if view.descending else _("oldest first")
    ordered = _("ordered by {column}, last first") if view.descending else _("ordered by {column}")
    return ordered.format(column=column)
