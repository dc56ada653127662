"""Where a figure's picture stands, or its table, or a word that there is nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.ui.charts.faces import Face
from desktop_app.ui.charts.reading import described
from desktop_app.ui.charts.view import ChartView
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.widgets.empty import Glyph
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, column, row
from desktop_app.ui.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from desktop_app.ui.charts.repair_time import RepairTimeChart


class Nothing(QWidget):
    """The quiet empty state of a figure; its headline says what is missing."""

    def __init__(self) -> None:
        super().__init__()
        words = Label(_("There is nothing to draw for this choice."), TextStyle.BODY, "text2", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        glyph = row(None, Glyph("chart-bar-decreasing", 28, "text3"), None)
        self.setLayout(column(24, glyph, 8, row((words, 1)), 24))


class Stage(QWidget):
    """One of picture, table and empty state at a time; ``opened`` tells the incidents behind what was pressed."""

    opened = Signal(IncidentFilter)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overhang = (HANG, HANG)
        self._face: Face | None = None
        self._wanted = False
        self.view = ChartView()
        self._repair_time: RepairTimeChart | None = None  # made for the first such figure
        self.table = ValueTable(accessible_name=_("The chart as a table"))
        self.nothing = Nothing()
        self._column = column(self.view, self.table, self.nothing)
        self.setLayout(self._column)
        self.view.opened.connect(self.opened)
        self.table.incidents_wanted.connect(self.opened)
        for widget in (self.view, self.table):
            widget.hide()

    @property
    def picture(self) -> ChartView | RepairTimeChart:
        """The widget that draws the figure shown."""
        repair_time = self._face is not None and isinstance(self._face.picture, RepairTimeFigure)
        return self._repair_time if repair_time and self._repair_time is not None else self.view

    @property
    def shows_picture(self) -> bool:
        return self.picture.isVisibleTo(self)

    def show_face(self, face: Face) -> None:
        """Show a figure in the place of the one before, as a picture or table as it was chosen last."""
        self._face = face
        self.table.show_table(face.table)
        if isinstance(face.picture, RepairTimeFigure):
            self._made().show_figure(face.picture)
        elif face.picture is not None:
            said = described(face.definition, face.table)
            self.view.show_chart(face.picture, name=face.headline, description=said, first=face.first)
        self._choose()

    def show_table(self, wanted: bool) -> None:
        self._wanted = wanted
        self._choose()

    def _choose(self) -> None:
        face = self._face
        has_rows = face is not None and bool(face.table.rows)
        has_picture = face is not None and face.picture is not None
        as_table = has_rows and (self._wanted or not has_picture)
        shown = self.table if as_table else self.picture if has_picture else self.nothing
        for widget in (self.view, self._repair_time, self.table, self.nothing):
            if widget is not None:
                widget.setVisible(widget is shown)

    def _made(self) -> RepairTimeChart:
        if self._repair_time is None:
            from desktop_app.ui.charts.repair_time import RepairTimeChart  # pyqtgraph: a tenth of the whole start

            self._repair_time = made = RepairTimeChart()
            made.opened.connect(self.opened)
            self._column.insertWidget(0, made)
            QWidget.setTabOrder(self.view, made)
        return self._repair_time
