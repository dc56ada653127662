"""Keeps the views under "Incidents" in the sidebar in step with the page that they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from desktop_app.ui.window.navigator import Navigator
from desktop_app.ui.window.view_entries import ViewEntries

if TYPE_CHECKING:
    from desktop_app.ui.incidents.page import IncidentsPage


class OwnViews(QObject):
    def __init__(self, entries: ViewEntries, navigator: Navigator) -> None:
        super().__init__(entries)
        self._entries, self._navigator = entries, navigator
        self._page: IncidentsPage | None = None
        entries.chosen.connect(navigator.show_view)
        entries.rename_wanted.connect(self._rename)
        entries.menu_wanted.connect(self._open_menu)
        navigator.shown.connect(self.show)

    def follow(self, page: IncidentsPage | None) -> None:
        """Show the views of this page from now on; without one there are none yet."""
        self._page = page
        if page is None:
            self._entries.show_views((), 0)
        else:
            page.views_listed.connect(self.show)
            self.show()

    def show(self) -> None:
        """None is marked while another page is shown."""
        if self._page is not None:
            shown = self._page.shown_view if self._navigator.page == "incidents" else 0
            self._entries.show_views(self._page.own_views, shown)

    # -- parts

    def _rename(self, view_id: int) -> None:
        self._navigator.show_view(view_id)
        if self._page is not None:
            self._page.commands.table.rename_view.trigger()

    def _open_menu(self, view_id: int, at: QPoint) -> None:
        self._navigator.show_view(view_id)
        if self._page is not None:
            self._page.open_view_menu(view_id, at)
