"""The panes in which the answers of an import are changed; each renews itself from a review and tells the choice."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import DateOrder, Field, ImportReview
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.choice_table import ChoiceTable, Line
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.options import Option, Options
from desktop_app.ui.imports.panes import EditPane
from desktop_app.ui.imports.words import date_fact, field_label, order_label
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import HANG, ScrollArea, boxed, column, row
from desktop_app.ui.widgets.painting import RING

SIDES = (Side.DEV, Side.OPS, Side.OTHER, Side.UNKNOWN)


class Editors(QObject):
    """One pane per kind of answer. The signals carry what ``ImportAnswers`` takes."""

    fields_chosen = Signal(list, object)  # columns, Field
    order_chosen = Signal(object)  # DateOrder
    sheet_chosen = Signal(str)
    classification_chosen = Signal(list, object)  # values of the file, Classification
    side_chosen = Signal(list, object)  # team names, Side
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._build_tables()
        self._orders, self._sheets = (Options(accessible_name=name) for name in (_("Date order"), _("Sheet")))
        self._orders.chosen.connect(lambda value: self.order_chosen.emit(DateOrder(value)))
        self._sheets.chosen.connect(self.sheet_chosen)
        self._read = Label("", TextStyle.CAPTION, "text2", wrap=True)
        dates = boxed(column(self._orders, 16, inset(Rule()), 12, inset(self._read), None))
        self.panes = {
            "columns": EditPane(
                _("Columns"),
                _("What each column is. Extra fields are kept as text; columns of persons stay in the file."),
                self.columns,
            ),
            "dates": EditPane(
                _("Dates"), _("The order of day, month and year, for every column of dates."), ScrollArea(dates)
            ),
            "sheet": EditPane(
                _("Sheet"),
                _("The file has several sheets; one is imported."),
                ScrollArea(boxed(column(self._sheets, None))),
            ),
            "classification": EditPane(
                _("Classification"), _("What each priority of the file means here."), self.priorities
            ),
            "teams": self._teams_pane(),
        }
        for pane in self.panes.values():
            pane.hide()
            pane.setParent(parent)
            pane.closed.connect(self.closed)

    def show_review(self, review: ImportReview) -> None:
        self.columns.show_lines(
            tuple(
                Line(
                    c.column,
                    c.sample,
                    c.field,
                    field_label(c.field),
                    settled=c.field is not Field.EXTRA,
                    fixed=c.field is Field.PERSON and c.column not in review.header,  # never left the reader
                )
                for c in review.columns
            )
        )
        self.priorities.show_lines(
            tuple(
                Line(p.value, number(p.rows), p.classification, p.classification.label, p.recognised)
                for p in review.priorities
            )
        )
        self.teams.show_lines(
            tuple(
                Line(t.name, number(t.incidents), t.side, t.side.label, t.side is not Side.UNKNOWN)
                for t in review.teams
            )
        )
        order = review.dates[0].order if review.dates else None
        self._orders.show_choices(tuple((each.value, order_label(each)) for each in DateOrder), order or "")
        self._sheets.show_choices(tuple((name, name) for name in review.sheets), review.sheet)
        self._read.setText("\n\n".join(f"{reading.column}\n{date_fact(reading)}" for reading in review.dates))

    def sheet_options(self) -> list[Option]:
        return self._sheets.findChildren(Option)

    def _build_tables(self) -> None:
        self.columns = ChoiceTable(
            (_("Column of the file"), _("For example"), _("Is")),
            [(field_label(field), field) for field in Field],
            note_right=False,
            note_width=120,
            accessible_name=_("Columns of the file"),
        )
        self.priorities = ChoiceTable(
            (_("In the file"), _("Rows"), _("Classification")),
            [(each.label, each) for each in Classification],
            accessible_name=_("Priorities of the file"),
        )
        self.teams = ChoiceTable(
            (_("Team"), _("Incidents"), _("Side")),
            [(side.label, side) for side in SIDES],
            note_width=84,
            choice_width=104,
            accessible_name=_("Teams of the file"),
        )
        for table, signal in (
            (self.columns, self.fields_chosen),
            (self.priorities, self.classification_chosen),
            (self.teams, self.side_chosen),
        ):
            table.chosen.connect(signal)

    def _teams_pane(self) -> EditPane:
        self._selected = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.side_buttons = {side: self._side_button(side) for side in SIDES}
        buttons = list(self.side_buttons.values())
        line = row(*buttons, None, spacing=0)
        line.setContentsMargins(HANG - RING, 0, 0, 0)
        self._count_selected(buttons, 0)
        self.teams.selected.connect(partial(self._count_selected, buttons))
        return EditPane(
            _("Teams"),
            _("Which side each team stands on. Names suggest some; the rest can also be set later."),
            self.teams,
            10,
            inset(self._selected),
            6,
            line,
        )

    def _side_button(self, side: Side) -> Button:
        made = Button(side.label, tip=_("Set all selected teams to {side}").format(side=side.label))
        made.clicked.connect(partial(self._set_selected, side))
        return made

    def _set_selected(self, side: Side) -> None:
        self.side_chosen.emit(self.teams.selected_keys(), side)

    def _count_selected(self, buttons: list[Button], count: int) -> None:
        for button in buttons:
            button.setEnabled(count > 0)
        told = ngettext("Set the selected team to", "Set all {n} selected teams to", count).format(n=number(count))
        self._selected.setText(told if count else _("Select teams (Ctrl+A for all) to set them together."))
