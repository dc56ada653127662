"""Which page is shown, and the way back to the one before."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.ui.window.pages import Pages
from desktop_app.ui.window.trail import Place, Trail

if TYPE_CHECKING:
    from desktop_app.ui.rotations.page import RotationsPage


class Navigator(QObject):
    """Shows the pages of one workspace in the window's stack; ``shown`` names the page after each change."""

    shown = Signal(str)

    def __init__(self, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._stack, self._trail = stack, Trail()
        self._pages: Pages | None = None
        self.page = ""
        self.wanted = ""  # the page that was asked for before a workspace was open

    def begin(self, pages: Pages) -> None:
        """Take the pages of another workspace; the old ones go."""
        if self._pages is not None:
            for page in self._pages.by_name.values():
                self._stack.removeWidget(page)
                page.deleteLater()
            self._pages.deleteLater()
        self._pages, self._trail, self.page = pages, Trail(), ""
        if not self._stack.count():
            self._stack.addWidget(QWidget())  # calm until it is known which page comes first
        self._stack.setCurrentIndex(0)
        for page in pages.by_name.values():
            self._stack.addWidget(page)
        pages.made.connect(self._stack.addWidget)

    @property
    def pages(self) -> Pages:
        """Raises RuntimeError before ``begin``."""
        if self._pages is None:
            raise RuntimeError("No workspace is shown yet.")
        return self._pages

    @property
    def is_open(self) -> bool:
        """Whether a workspace is shown."""
        return self._pages is not None

    @property
    def can_go_back(self) -> bool:
        return len(self._trail) > 0

    def show_page(self, name: str) -> None:
        """Go to a page; Alt+Left comes back from it."""
        if self._pages is None:
            self.wanted = name
        if self._pages is None or name == self.page:
            return
        if self.page and self.page != "start":
            self._trail.leave(self._place())
        self.show(name)

    def show_incidents(self, incident_filter: IncidentFilter) -> None:
        """Open exactly the incidents behind a figure."""
        self._trail.leave(self._place())
        self.pages.incidents.show_filter(incident_filter)
        self.show("incidents")

    def show_incident(self, incident_id: int) -> None:
        """Open one incident in its pane."""
        self.show_page("incidents")
        self.pages.incidents.show_incident(incident_id)

    def show_view(self, view_id: int) -> None:
        """The incidents of a saved view."""
        self.show_page("incidents")
        self.pages.incidents.show_view(view_id)

    def show_person(self, person_id: int) -> None:
        self.show_page("people")
        self.pages.people.show_person(person_id)

    def show_session(self, session_id: int) -> None:
        self.show_page("hub")
        self.pages.hub.show_session(session_id)

    def go_back(self) -> None:
        place = self._trail.back()
        if place is None:
            return
        restore = getattr(self.pages.page(place.page), "restore", None)
        if restore is not None and place.state is not None:
            restore(place.state)
        self.show(place.page)
        control = place.focus()
        if control is not None and shiboken6.isValid(control) and control.isVisible() and control.isEnabled():
            control.setFocus(Qt.FocusReason.OtherFocusReason)  # its ring stays as it was

    def import_files(self, paths: Sequence[Path]) -> None:
        """Begin to import files that were chosen or dropped."""
        self.show_page("import")
        self.pages.imports.begin(*paths)

    def log_incident(self) -> None:
        self.show_page("incidents")
        self.pages.incidents.new_incident()

    def rotations(self) -> RotationsPage:
        """Show the page Rotations, for a command that works on it."""
        self.show_page("rotations")
        return self.pages.rotations

    def import_people(self) -> None:
        self.show_page("people")
        self.pages.people.importing.choose()

    def new_session(self) -> None:
        self.show_page("hub")
        self.pages.hub.new_session()

    def export(self, page: str) -> None:
        """Show a page and ask where to write what it shows."""
        self.show_page(page)
        if page == "incidents":
            self.pages.incidents.commands.export_xlsx.trigger()
        else:
            self.pages.targets.head.export.wanted.emit("xlsx")

    def show(self, name: str) -> None:
        """Show a page without a step on the way back."""
        self.page, self.wanted = name, ""
        widget = self.pages.page(name)
        self._stack.setCurrentWidget(widget)
        if name == "incidents":
            self.pages.incidents.take_focus()
        elif name in (
            "overview",
            "cracks",
            "targets",
            "teams",
            "calendars",
            "people",
            "hub",
            "history",
            "files",
        ):  # no control is singled out until a key is pressed
            widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self.shown.emit(name)

    def _place(self) -> Place:
        page = self.pages.by_name.get(self.page)
        state, focus = getattr(page, "state", None), QApplication.focusWidget()
        told = state() if state is not None else None
        if page is None or focus is None or focus is page or not page.isAncestorOf(focus):
            return Place(self.page, told)
        return Place(self.page, told, weakref.ref(focus))
