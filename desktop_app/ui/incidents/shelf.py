"""The views on the page's tabs: what each shows, how it is narrowed and sorted, and the scope above them all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.domain.periods import Period
from desktop_app.domain.routes import Outcome
from desktop_app.services.incident_lists import View
from desktop_app.services.saved_views import SavedView, standard_views

BEHIND = 0  # the tab of a figure's incidents; saved views are above it, the program's own below


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the user did to a tab: its chips and text, its order."""

    filter: IncidentFilter = field(default_factory=IncidentFilter)
    sort: str = "opened"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ShelfState:
    """Everything needed to come back to a tab as it was."""

    current: int
    behind: SavedView | None
    narrowed: tuple[tuple[int, Narrowed], ...]


class Shelf:
    """Knows no widget and asks no service."""

    def __init__(self) -> None:
        self._saved = standard_views()
        self._behind: SavedView | None = None
        self._narrowed: dict[int, Narrowed] = {}
        self.current = self._saved[0].id
        self.scope = IncidentFilter()
        self.period = Period()

    @property
    def views(self) -> tuple[SavedView, ...]:
        return (*self._saved, *((self._behind,) if self._behind else ()))

    @property
    def view(self) -> SavedView:
        return next((v for v in self.views if v.id == self.current), self.views[0])

    @property
    def narrowed(self) -> Narrowed:
        return self._narrowed.get(self.view.id) or _untouched(self.view)

    @property
    def is_narrowed(self) -> bool:
        """Whether chips or text leave out more than the tab does by itself."""
        return self.narrowed.filter != _untouched(self.view).filter

    @property
    def is_changed(self) -> bool:
        """Whether a view of the user's own shows other incidents than it was saved with, or in another order."""
        return self.view.id > 0 and self.narrowed != _untouched(self.view)

    def take_saved(self, saved: tuple[SavedView, ...]) -> frozenset[int]:
        """The views as they are stored now, of which those that changed are given; one that is gone gives way."""
        changed = {v.id for v in saved} - {v.id for v in self._saved if v in saved}
        self._saved = saved
        for view_id in changed:  # saved under the same name again: show what was saved
            self._narrowed.pop(view_id, None)
        self.current = self.view.id
        return frozenset(changed)

    def choose(self, view_id: int) -> None:
        self.current = view_id
        self.current = self.view.id

    def narrow(self, incident_filter: IncidentFilter) -> None:
        self._narrowed[self.view.id] = replace(self.narrowed, filter=incident_filter)

    def sort(self, key: str) -> None:
        """By this column, or the other way round when it is that already."""
        now = self.narrowed
        descending = not now.descending if now.sort == key else False
        self._narrowed[self.view.id] = replace(now, sort=key, descending=descending)

    def show_behind(self, incident_filter: IncidentFilter, title: str) -> None:
        """Open the tab of a figure's incidents."""
        self._behind = SavedView(BEHIND, title or _("Behind the figure"), incident_filter)
        self._narrowed.pop(BEHIND, None)
        self.current = BEHIND

    def close_behind(self) -> None:
        self._behind = None
        self.current = self.view.id

    def filter_of(self, view: SavedView) -> IncidentFilter:
        """What the tab shows untouched, within the scope; the incidents behind a figure know no scope."""
        return view.filter if view.id == BEHIND else self._scope_of(view).merged(view.filter)

    def shown(self) -> View:
        """What the table shows now."""
        view, narrowed = self.view, self.narrowed
        kept = narrowed.filter
        if view.id < 0:
            kept = view.filter.merged(kept)
        if view.id != BEHIND:
            kept = self._scope_of(view).merged(kept)
        return View(kept, narrowed.sort, narrowed.descending)

    def shown_without(self, field: str) -> View:
        """What the table would show without the user's own condition on a field."""
        held, view_id = self._narrowed, self.view.id
        self._narrowed = {**held, view_id: replace(self.narrowed, filter=self.narrowed.filter.without(field))}
        try:
            return self.shown()
        finally:
            self._narrowed = held

    def to_save(self) -> IncidentFilter:
        """What "Save view" keeps: the tab and its chips without the scope, which stays above every view."""
        view = self.view
        return view.filter.merged(self.narrowed.filter) if view.id < 0 else self.narrowed.filter

    def state(self) -> ShelfState:
        return ShelfState(self.current, self._behind, tuple(self._narrowed.items()))

    def restore(self, state: ShelfState) -> None:
        self._behind = state.behind
        self._narrowed = dict(state.narrowed)
        self.choose(state.current)

    def _scope_of(self, view: SavedView) -> IncidentFilter:
        """The scope with the period as days of opening.

        A view of open incidents leaves the period's first day out: the oldest of them need somebody most.
        """
        first, last = self.period.from_on, self.period.to_on
        if _only_open(view.filter):
            first = None
        if first is None and last is None:
            return self.scope
        days = (first.isoformat() if first else None, last.isoformat() if last else None)
        return self.scope.merged(IncidentFilter().where("opened", "between", *days))


def _only_open(incident_filter: IncidentFilter) -> bool:
    opened, outcome = incident_filter.condition("open"), incident_filter.condition("outcome")
    return (opened is not None and opened.values == (1,)) or (
        outcome is not None and outcome.values == (Outcome.OPEN_PAST.key,)
    )


def _untouched(view: SavedView) -> Narrowed:
    """A view as it opens: in the order it was saved with; else what is furthest past the goal, or the newest, first.

    The conditions of a saved view are chips and can be changed; those of the program's own views are the view.
    """
    kept = IncidentFilter() if view.id < 0 else view.filter
    if view.layout.sort:
        return Narrowed(kept, view.layout.sort, view.layout.descending)
    return Narrowed(kept, "goal") if _only_open(view.filter) else Narrowed(kept, "opened", descending=True)
