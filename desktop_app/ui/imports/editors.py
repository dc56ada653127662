"""The panes in which the answers of an import are changed; each renews itself from a review and tells the choice."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.imports import ImportAnswers, ImportReview
from desktop_app.domain.language import _
from desktop_app.ui.imports.columns_pane import ColumnsBody
from desktop_app.ui.imports.dates_pane import DatesBody
from desktop_app.ui.imports.file_pane import FileBody
from desktop_app.ui.imports.names_panes import SystemsBody, TeamsBody
from desktop_app.ui.imports.options import Option
from desktop_app.ui.imports.panes import EditPane
from desktop_app.ui.imports.persons_pane import PersonsBody
from desktop_app.ui.imports.profiles_pane import ProfilesBody
from desktop_app.ui.imports.values_panes import priorities_table, priority_lines, state_lines, states_table


class Editors(QObject):
    """One pane per kind of answer. The signals carry what ``ImportAnswers`` takes."""

    fields_chosen = Signal(list, object)  # columns, Field
    order_chosen = Signal(object)  # DateOrder of every column that has none of its own
    order_of_chosen = Signal(str, object)  # column, DateOrder
    zone_chosen = Signal(str)
    sheet_chosen = Signal(str)
    header_row_chosen = Signal(int)
    encoding_chosen = Signal(str)
    delimiter_chosen = Signal(str)
    hidden_rows_chosen = Signal(bool)  # whether they are read
    classification_chosen = Signal(list, object)  # values of the file, Classification
    state_chosen = Signal(list, object)  # values of the file, Meaning, or None: as recognised
    side_chosen = Signal(list, object)  # team names, Side
    team_chosen = Signal(str, str)  # the file's name, ours
    system_chosen = Signal(str, str)
    persons_chosen = Signal(bool)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns_body, self.file, self.dates = ColumnsBody(), FileBody(), DatesBody()
        self.columns = self.columns_body.table
        self.priorities, self.states = priorities_table(), states_table()
        self.teams_body, self.systems_body = TeamsBody(), SystemsBody()
        self.teams, self.systems = self.teams_body.table, self.systems_body.table
        self.side_buttons = self.teams_body.buttons
        self.persons, self.profiles = PersonsBody(), ProfilesBody()
        self.panes = self._panes()
        for pane in self.panes.values():
            pane.hide()
            pane.setParent(parent)
            pane.closed.connect(self.closed)
        self._listen()

    def show_review(self, review: ImportReview, answers: ImportAnswers | None = None) -> None:
        """``answers`` are those that led to the review: the panes say what was chosen by hand."""
        said = answers or ImportAnswers()
        self.columns_body.show_review(review, said)
        self.file.show_review(review, said)
        self.dates.show_review(review)
        self.priorities.show_lines(priority_lines(review, said))
        self.states.show_lines(state_lines(review, said))
        self.teams_body.show_review(review, said)
        self.systems_body.show_review(review, said)
        self.persons.show_review(review, said)
        self.profiles.show_review(review)

    def offer_zones(self, zones: tuple[str, ...]) -> None:
        self.dates.zone.offer(zones)

    def sheet_options(self) -> list[Option]:
        return self.file.sheet_options()

    def _listen(self) -> None:
        for told, signal in (
            (self.columns.chosen, self.fields_chosen),
            (self.priorities.chosen, self.classification_chosen),
            (self.states.chosen, self.state_chosen),
            (self.teams_body.side_chosen, self.side_chosen),
            (self.teams_body.name_chosen, self.team_chosen),
            (self.systems_body.name_chosen, self.system_chosen),
            (self.persons.persons_chosen, self.persons_chosen),
            (self.dates.order_chosen, self.order_chosen),
            (self.dates.order_of_chosen, self.order_of_chosen),
            (self.dates.zone_chosen, self.zone_chosen),
            (self.file.sheet_chosen, self.sheet_chosen),
            (self.file.header_row_chosen, self.header_row_chosen),
            (self.file.encoding_chosen, self.encoding_chosen),
            (self.file.delimiter_chosen, self.delimiter_chosen),
            (self.file.hidden_rows_chosen, self.hidden_rows_chosen),
        ):
            told.connect(signal)

    def _panes(self) -> dict[str, EditPane]:
        return {
            "file": EditPane(_("File"), _("How the file was read. A change reads it again."), self.file),
            "columns": EditPane(
                _("Columns"),
                _("What each column is. Extra fields are kept as text; columns of persons stay in the file."),
                self.columns_body,
            ),
            "dates": EditPane(_("Dates"), _("The order of day, month and year, and the time zone."), self.dates),
            "classification": EditPane(
                _("Classification"), _("What each priority of the file means here."), self.priorities
            ),
            "states": EditPane(_("Status"), _("What each state of the file means here."), self.states),
            "teams": EditPane(
                _("Teams"),
                _("Which side each team stands on. Names suggest some; the rest can also be set later."),
                self.teams_body,
            ),
            "systems": EditPane(
                _("Systems"), _("Which systems are stored here already, and which are new."), self.systems_body
            ),
            "persons": EditPane(
                _("Persons"), _("Names of persons leave the file only if you want them to."), self.persons
            ),
            "profile": EditPane(
                _("Kept answers"), _("These answers are kept for files with the same header."), self.profiles
            ),
        }
