"""The views of the incidents: the program's own, and those that people keep under a name."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.language import _
from desktop_app.domain.names import tidy
from desktop_app.domain.routes import Outcome
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.targets import LONGEST_NAME
from desktop_app.services.view_layouts import UNCHOSEN, ViewLayout
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import saved_filters

_VIEWS = frozenset({Topic.VIEWS})


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named filter with its layout; the program's own have ids below zero."""

    id: int
    name: str
    filter: IncidentFilter
    layout: ViewLayout = UNCHOSEN


def standard_views() -> tuple[SavedView, ...]:
    """The views that are always there."""
    opened = IncidentFilter().where("open", "is", 1).where("exclusion", "one_of", Exclusion.NONE.key)
    return (
        SavedView(-1, _("Open"), opened),
        SavedView(-2, _("Past the shared goal"), IncidentFilter().where("outcome", "one_of", Outcome.OPEN_PAST.key)),
        SavedView(-4, _("Waiting"), opened.where("status", "one_of", Status.PAUSED.key)),
        SavedView(-3, _("All"), IncidentFilter()),
    )


class SavedViewService:
    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def all(self) -> tuple[SavedView, ...]:
        """The program's views, then the user's own in their order."""
        with self._workspace.database.read() as connection:
            own = saved_filters.all_filters(connection)
        return standard_views() + tuple(
            SavedView(held.id, held.name, held.filter, ViewLayout.from_json(held.layout)) for held in own
        )

    def save(self, name: str, incident_filter: IncidentFilter, layout: ViewLayout | None = None) -> Changes:
        """Keep a filter under a name; the same name replaces it. Raises Refused for a name that cannot be."""
        name = _checked(name)
        step_name = _("Save view {name}").format(name=name)
        with self._workspace.step(step_name) as (connection, step):
            kept = layout.to_json() if layout else None
            view_id = saved_filters.save(connection, step, name, incident_filter, kept)
            return Changes(_VIEWS, (view_id,), step.id, step_name)

    def change(self, view_id: int, incident_filter: IncidentFilter, layout: ViewLayout) -> Changes:
        """Store what a view holds now under the name it has. Raises Refused when it is gone."""
        name = _("Save view {name}").format(name=self._name(view_id))
        with self._workspace.step(name) as (_connection, step):
            saved_filters.change(step, view_id, incident_filter, layout.to_json())
            return Changes(_VIEWS, (view_id,), step.id, name)

    def rename(self, view_id: int, name: str) -> Changes:
        """Raises Refused for a name that cannot be, or that another view has, and for a view that is gone."""
        name, before = _checked(name), self._name(view_id)
        if any(view.name.casefold() == name.casefold() and view.id != view_id for view in self.all()):
            raise Refused(_("There is a view “{name}” already.").format(name=name))
        step_name = _("Rename view {name}").format(name=before)
        with self._workspace.step(step_name) as (_connection, step):
            saved_filters.rename(step, view_id, name)
            return Changes(_VIEWS, (view_id,), step.id, step_name)

    def move(self, view_id: int, places: int) -> Changes:
        """Move a view among the user's own, to the end of the list (positive) or its beginning. Raises Refused."""
        name = _("Move view {name}").format(name=self._name(view_id))
        with self._workspace.step(name) as (connection, step):
            order = [held.id for held in saved_filters.all_filters(connection)]
            place = order.index(view_id)
            order.insert(max(0, min(len(order) - 1, place + places)), order.pop(place))
            saved_filters.reorder(step, order)
            return Changes(_VIEWS, (view_id,), step.id, name)

    def delete(self, view_id: int) -> Changes:
        with self._workspace.step(_("Delete view")) as (_connection, step):
            saved_filters.delete(step, view_id)
            return Changes(_VIEWS, step=step.id, name=_("Delete view"))

    def _name(self, view_id: int) -> str:
        with self._workspace.database.read() as connection:
            names = {held.id: held.name for held in saved_filters.all_filters(connection)}
        if view_id not in names:
            raise Refused(_("This view is no longer there."))
        return names[view_id]


def _checked(name: str) -> str:
    name = tidy(name)
    if not name:
        raise Refused(_("A view needs a name."))
    if len(name) > LONGEST_NAME:
        raise Refused(_("A name has at most {n} characters.").format(n=LONGEST_NAME))
    if name.casefold() in {view.name.casefold() for view in standard_views()}:
        raise Refused(_("There is a view “{name}” already.").format(name=name))
    return name
