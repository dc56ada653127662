"""Saving, renaming, moving and deleting views of the user's own: from tabs and chips to the service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes
from desktop_app.services.saved_views import SavedView, SavedViewService
from desktop_app.services.view_layouts import ViewLayout
from desktop_app.ui.incidents.columns import ColumnChoice
from desktop_app.ui.incidents.shelf import Shelf
from desktop_app.ui.incidents.view_tabs import ViewTabs
from desktop_app.ui.operations import Operations


class ViewKeeping(QObject):
    """``stored`` carries the id of a view that was saved under a new name, ``said`` what was done."""

    stored = Signal(int)
    said = Signal(str)

    def __init__(
        self, service: SavedViewService, operations: Operations, tabs: ViewTabs, shelf: Shelf, choice: ColumnChoice
    ) -> None:
        super().__init__(tabs)
        self._service, self._operations, self._tabs = service, operations, tabs
        self._shelf, self._choice = shelf, choice
        tabs.renamed.connect(self.rename)
        tabs.moved.connect(self.move)
        tabs.save_wanted.connect(self.save_changes)

    def save(self, name: str) -> None:
        """Keep what is shown under a name, and go there."""
        kept, layout = self._shelf.to_save(), self._layout()
        self._write(lambda: self._service.save(name, kept, layout), _("Save view"), partial(self._on_saved, name))

    def save_changes(self) -> None:
        """Store the view of the user's own as it is shown now."""
        view_id, kept, layout = self._shelf.view.id, self._shelf.to_save(), self._layout()
        if view_id > 0:
            done = partial(self._tell, _("The changes to the view were saved."))
            self._write(lambda: self._service.change(view_id, kept, layout), _("Save view"), done)

    def begin_rename(self) -> None:
        self._tabs.begin_rename(self._shelf.view.id)

    def rename(self, view_id: int, name: str) -> None:
        """A name that cannot be stays in the field, with the reason said."""

        def refused(error: SecondWayError) -> None:
            self._operations.failed.emit(error.sentence)
            self._tabs.begin_rename(view_id, name)

        self._operations.execute(
            lambda _progress: self._service.rename(view_id, name),
            title=_("Rename view"),
            done=partial(self._tell, _("The view was renamed.")),
            failed=refused,
        )

    def move(self, view_id: int, places: int) -> None:
        """Among the user's own views, to the right or by a negative number to the left."""
        self._write(lambda: self._service.move(view_id, places), _("Move view"), None)

    def delete(self, view_id: int) -> None:
        done = partial(self._tell, _("The view was deleted."))
        self._write(lambda: self._service.delete(view_id), _("Delete view"), done)

    # -- parts

    def _write(self, write: Callable[[], Changes], title: str, done: Callable[[Changes], None] | None) -> None:
        self._operations.execute(lambda _progress: write(), title=title, done=done)

    def _tell(self, words: str, _changes: Changes) -> None:
        self.said.emit(words)

    def _layout(self) -> ViewLayout:
        narrowed = self._shelf.narrowed
        return ViewLayout(self._choice.arrangement, narrowed.sort, narrowed.descending)

    def _on_saved(self, name: str, _changes: Changes) -> None:
        """The new tab comes with the reload that the change causes; go there once it has."""
        self._operations.query(
            ("incidents", "saved view"), self._service.all, partial(self._go_to, name.strip().casefold())
        )

    def _go_to(self, name: str, views: Sequence[SavedView]) -> None:
        self._shelf.take_saved(tuple(views))
        found = next((view.id for view in views if view.id > 0 and view.name.casefold() == name), None)
        if found is not None:
            self._choice.forget(found)
            self.stored.emit(found)
            self.said.emit(_("The view was saved."))
