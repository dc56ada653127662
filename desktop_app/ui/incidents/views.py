"""Keeps tabs, chips and shelf in step, and asks the service for views and their counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.services.incidents import Choices, IncidentService
from desktop_app.services.saved_views import SavedView, SavedViewService
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.columns import ColumnChoice
from desktop_app.ui.incidents.filter_row import FilterRow
from desktop_app.ui.incidents.listing import Keep
from desktop_app.ui.incidents.shelf import BEHIND, Shelf, ShelfState
from desktop_app.ui.incidents.view_keeping import ViewKeeping
from desktop_app.ui.incidents.view_tabs import ViewTabs
from desktop_app.ui.operations import Operations

OPEN, PAST, ALL, WAITING = -1, -2, -3, -4  # ids of the program's views


@dataclass(frozen=True, slots=True)
class _Known:
    views: tuple[SavedView, ...]
    counts: Mapping[int, int]
    choices: Choices


class Views(QObject):
    """``changed`` when another list is to be shown, ``counted`` with the number of open incidents in the scope."""

    changed = Signal(Keep)
    counted = Signal(int)
    saved = Signal(str)
    arranged = Signal()  # other columns are to be shown
    listed = Signal()  # the user's own views, their counts, or which of them is shown
    unsaved = Signal(bool)  # whether the view differs from what was saved
    known = Signal(Choices)
    left = Signal()  # another view took the place of the one that was shown

    def __init__(
        self,
        services: Services,
        operations: Operations,
        tabs: ViewTabs,
        chips: FilterRow,
        choice: ColumnChoice,
    ) -> None:
        super().__init__(tabs)
        self._service, self._stored, self._choice = services.incidents, services.views, choice
        self._operations, self._tabs, self._chips = operations, tabs, chips
        self._counts: dict[int, int] = {}
        self._chosen = False  # whether anybody has chosen a tab
        self._awaited = 0  # a view that was chosen before the tabs knew it
        self.shelf = Shelf()
        self._on = self.shelf.view
        tabs.view_chosen.connect(self.choose)
        tabs.removed.connect(self.remove)
        self.keeping = ViewKeeping(services.views, operations, tabs, self.shelf, choice)
        self.keeping.said.connect(self.saved)
        self.keeping.stored.connect(self.choose)
        chips.changed.connect(self.narrow)
        chips.save_wanted.connect(self.keeping.save)
        chips.delete_wanted.connect(lambda: self.remove(self.shelf.current))
        self._show()

    def reload(self) -> None:
        """Ask for the saved views, the counts on the tabs, and the names in the menus."""
        behind = [view for view in self.shelf.views if view.id == BEHIND]
        self._operations.query(
            ("incidents", "views"),
            partial(_read, self._service, self._stored, self.shelf.filter_of, behind),
            self._take,
        )

    @property
    def own(self) -> tuple[tuple[int, str, int | None], ...]:
        """Id, name and count of the user's own views, in their order."""
        return tuple((view.id, view.name, self._counts.get(view.id)) for view in self.shelf.views if view.id > 0)

    @property
    def nothing(self) -> str:
        """What an empty view says when nothing narrows it."""
        words = {OPEN: _("Nothing is open."), PAST: _("Nothing is past the goal."), WAITING: _("Nothing waits.")}
        return words.get(self.shelf.view.id, _("No incident is in this view."))

    @property
    def is_changed(self) -> bool:
        """Whether the view differs from what was saved: its incidents, their order, or its columns."""
        columns = self.shelf.view.layout.arrangement
        return self.shelf.is_changed or (columns is not None and self._choice.arrangement != columns)

    def choose(self, view_id: int) -> None:
        self._chosen = True
        if view_id not in {view.id for view in self.shelf.views}:  # it comes with the next reading
            self._awaited = view_id
            self.reload()
            return
        self.shelf.choose(view_id)
        self._show()
        self.changed.emit(Keep())

    def narrow(self, incident_filter: IncidentFilter) -> None:
        self.shelf.narrow(incident_filter)
        self._show_chips()
        self.unsaved.emit(self.is_changed)
        self.changed.emit(Keep())

    def widen(self) -> None:
        """Take chips and text away; where there are none, show all incidents."""
        if self.shelf.narrowed.filter == IncidentFilter():
            self.choose(ALL)
        else:
            self.narrow(IncidentFilter())

    def leave_empty(self) -> bool:
        """Go from the first tab to all incidents when nothing is open and nobody has chosen a tab yet."""
        leaves = not self._chosen and self.shelf.current == OPEN and not self.shelf.is_narrowed
        if leaves:
            self.choose(ALL)
        return leaves

    def sort(self, key: str) -> None:
        self.shelf.sort(key)
        self.unsaved.emit(self.is_changed)
        self.changed.emit(Keep())

    def set_scope(self, incident_filter: IncidentFilter, period: Period) -> bool:
        """Whether it is another scope than before."""
        if (self.shelf.scope, self.shelf.period) == (incident_filter, period):
            return False
        self.shelf.scope, self.shelf.period = incident_filter, period
        return True

    def show_behind(self, incident_filter: IncidentFilter, title: str) -> None:
        self._chosen = True
        self.shelf.show_behind(incident_filter, title)
        self._counts.pop(BEHIND, None)
        self._show()

    def restore(self, state: ShelfState) -> None:
        self.shelf.restore(state)
        self._show()

    def arrange(self) -> None:
        """The user did something to the columns."""
        self.unsaved.emit(self.is_changed)

    def remove(self, view_id: int) -> None:
        """Close the tab of a figure, or delete a view of the user's own."""
        if view_id == BEHIND:
            self.shelf.close_behind()
            self._show()
            self.changed.emit(Keep())
        elif view_id > 0:
            self.keeping.delete(view_id)

    def show_total(self, total: int) -> None:
        """The length of the list on the screen: the whole tab when nothing narrows it."""
        if not self.shelf.is_narrowed:
            self._counts[self.shelf.view.id] = total
            self._tabs.show_views(self.shelf.views, self._counts, self.shelf.current)
        self._chips.show_total(self._counts.get(self.shelf.view.id, total))

    # -- parts

    def _take(self, known: _Known) -> None:
        before = self.shelf.shown()
        for view_id in self.shelf.take_saved(known.views):
            self._choice.forget(view_id)
        self._counts = dict(known.counts)
        self._chips.set_choices(known.choices)
        self.known.emit(known.choices)
        self._show_columns()
        if self.shelf.shown() != before:
            self._show_chips()
            self.changed.emit(Keep())
        self._tabs.show_views(self.shelf.views, self._counts, self.shelf.current)
        self.counted.emit(self._counts.get(OPEN, 0))
        awaited, self._awaited = self._awaited, 0
        if awaited > 0 and any(view.id == awaited for view in self.shelf.views):
            self.choose(awaited)
        self.listed.emit()

    def _show(self) -> None:
        self._tabs.show_views(self.shelf.views, self._counts, self.shelf.current)
        self._show_chips()
        self._show_columns()
        self.listed.emit()

    def _show_columns(self) -> None:
        """Those of the view, or the user's own where it has none."""
        view, before = self.shelf.view, self._on
        self._on = view
        if view.id != before.id or (view.id == BEHIND and view != before):
            self.left.emit()
        if self._choice.lend(view.id, view.layout.arrangement):
            self.arranged.emit()
        self.unsaved.emit(self.is_changed)

    def _show_chips(self) -> None:
        view = self.shelf.view
        removal = _("Close this tab") if view.id == BEHIND else _("Delete view") if view.id > 0 else ""
        self._chips.show_filter(self.shelf.narrowed.filter, removal=removal)


def _read(
    service: IncidentService,
    stored: SavedViewService,
    filter_of: Callable[[SavedView], IncidentFilter],
    behind: Sequence[SavedView],
) -> _Known:
    """On a worker thread."""
    views = stored.all()
    within = [replace(view, filter=filter_of(view)) for view in (*views, *behind)]
    return _Known(views, service.counts(within, IncidentFilter()), service.choices())
