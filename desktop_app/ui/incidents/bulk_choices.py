"""The usual changes of many incidents, by one choice from the bar at the foot of the table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filter_words import nobody
from desktop_app.domain.incidents import ReleaseRelated
from desktop_app.domain.language import _
from desktop_app.services.changes import Changes, Progress
from desktop_app.services.incident_edits import BulkEdit
from desktop_app.services.incidents import Choices
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.bulk import Bulk, stored_words
from desktop_app.ui.incidents.bulk_pane import MANY
from desktop_app.ui.incidents.bulk_selection import selection_of
from desktop_app.ui.incidents.parts import Parts
from desktop_app.ui.incidents.table_model import IncidentTableModel
from desktop_app.ui.operations import Operations
from desktop_app.ui.widgets.buttons import Link

MOST_TEAMS = 15  # in the menu; more are found by typing


class BulkChoices(QObject):
    """``said`` is a sentence about what was stored. For very many incidents the pane says first how many."""

    said = Signal(str)

    def __init__(
        self, services: Services, operations: Operations, parts: Parts, model: IncidentTableModel, bulk: Bulk
    ) -> None:
        super().__init__(parts.table)
        self._edits, self._incidents, self._operations = services.edits, services.incidents, operations
        self._parts, self._model, self._bulk = parts, model, bulk
        parts.bulk.classify.clicked.connect(self.offer_classifications)
        parts.bulk.release.clicked.connect(self.offer_release)
        parts.bulk.assign.clicked.connect(self.offer_teams)

    def offer_classifications(self) -> None:
        choices = [(each.label, BulkEdit(classification=each)) for each in Classification]
        self._offer(choices, self._parts.bulk.classify)

    def offer_release(self) -> None:
        order = (ReleaseRelated.YES, ReleaseRelated.NO, ReleaseRelated.UNKNOWN)
        self._offer([(each.label, BulkEdit(release_related=each)) for each in order], self._parts.bulk.release)

    def offer_teams(self) -> None:
        self._operations.query(("incidents", "teams to assign"), self._incidents.choices, self._offer_teams)

    def _offer_teams(self, choices: Choices) -> None:
        if len(choices.teams) > MOST_TEAMS:
            self._bulk.begin(BulkEdit(), "team")
            return
        named = [(name, BulkEdit(team=name)) for name in choices.teams]
        menu = self._menu([*named, (nobody("team"), BulkEdit(team=""))])
        menu.addSeparator()
        menu.addAction(_("Another team…")).triggered.connect(lambda: self._bulk.begin(BulkEdit(), "team"))
        self._parts.bulk.pop_up(menu, self._parts.bulk.assign)

    def _offer(self, choices: Sequence[tuple[str, BulkEdit]], link: Link) -> None:
        self._parts.bulk.pop_up(self._menu(choices), link)

    def _menu(self, choices: Sequence[tuple[str, BulkEdit]]) -> QMenu:
        menu = QMenu(self._parts.bulk)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, edit in choices:
            menu.addAction(words.replace("&", "&&")).triggered.connect(partial(self.choose, edit))
        return menu

    def choose(self, edit: BulkEdit, _on: bool = False) -> None:
        """Store it at once; for very many the pane says first how many."""
        selection = selection_of(self._parts.table, self._model)
        if selection is None:
            return
        if selection.count > MANY:
            self._bulk.begin(edit)
            return

        def write(_progress: Progress) -> Changes:
            return self._edits.bulk_edit(selection.ids(), edit)

        self._operations.execute(write, title=_("Edit incidents"), done=self._on_stored)

    def _on_stored(self, changes: Changes) -> None:
        self.said.emit(stored_words(changes))
