"""Around every figure: headline and tools, key, picture or its table, what stands below, definition line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.cells import Table
from desktop_app.domain.figures import Figure, RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.ui.charts.faces import Face, face_of
from desktop_app.ui.charts.frame_picture import figure_picture
from desktop_app.ui.charts.key import ChartKey
from desktop_app.ui.charts.reading import as_html, as_lines
from desktop_app.ui.charts.stage import Stage
from desktop_app.ui.charts.tools import FigureMenu, FigureTools
from desktop_app.ui.charts.view import ChartView
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.definitions import DefinitionLine
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, Item, boxed, column, row
from desktop_app.ui.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from desktop_app.ui.charts.repair_time import RepairTimeChart

HEADLINE = 320  # design pixels that a headline needs beside its tools


class FigureFrame(QWidget):
    """A figure with its tools. Hangs out of the page's column by 8 px, which ``Page.add`` knows.

    ``compact`` is for pages with many figures: the title, the headline below it in small type, one menu instead of the
    tools, and the definition only when it is asked for there. ``opened`` tells the incidents behind a mark or a number,
    ``export_wanted`` that the page should save the figure, ``copied`` a sentence for the status bar.
    """

    opened = Signal(IncidentFilter)
    export_wanted = Signal()
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self.overhang = (HANG, HANG)
        self._compact = compact
        self._face: Face | None = None
        self.headline = Label("", TextStyle.H2, wrap=True)
        self.note = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.tools: FigureTools | FigureMenu = FigureMenu() if compact else FigureTools()
        self._key, self._stage = ChartKey(), Stage()
        self._foot = Label("", TextStyle.CAPTION, "text2", wrap=True) if compact else DefinitionLine()
        self._added, self._below = row(spacing=0), QVBoxLayout()
        self._below.setSpacing(0)
        self._arrange()
        self._connect()

    @property
    def chart(self) -> ChartView | RepairTimeChart:
        """The widget that draws the figure shown."""
        return self._stage.picture

    @property
    def table(self) -> ValueTable:
        """The chart's rows as a table, shown in its place by the first tool."""
        return self._stage.table

    def add_tool(self, widget: QWidget) -> None:
        """Put a link or button of the page into the head, before the tools."""
        self._added.addWidget(widget)

    def add_below(self, widget: QWidget) -> None:
        """Put something between picture and definition line, such as a table that the same definition covers."""
        self._below.addWidget(widget)
        for inside in widget.findChildren(QWidget):
            if inside.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(self.table, inside)

    def show_figure(self, figure: Figure | RepairTimeFigure) -> None:
        """Show a figure of any kind in the place of the one before."""
        self._face = face = face_of(figure)
        note = "\n".join(part for part in (face.headline, face.note) if part) if self._compact else face.note
        self.headline.setText(face.title if self._compact else face.headline)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self._key.show_entries(face.key)
        self._stage.show_face(face)
        if isinstance(self._foot, Label):
            self._foot.setText("\n".join([face.definition, *face.definition_lines]))
        else:
            self._foot.define(face.definition, face.definition_lines)
        self.tools.allow(picture=face.picture is not None, table=bool(face.table.rows))
        self._key.setVisible(self._stage.shows_picture and bool(face.key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With less room than for a few words a line, the headline stands over its tools."""
        super().resizeEvent(event)
        room = self.width() - self._added.sizeHint().width() - self.tools.sizeHint().width()
        beside = self._compact or room >= theme().px(HEADLINE)
        self._head.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        air = 0 if self._compact else theme().px(2)  # more than one line stands apart from what is below
        self.headline.setContentsMargins(0, air, 0 if beside else HANG, air)

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.picture())
        self.copied.emit(_("The picture is on the clipboard."))

    def copy_data(self) -> None:
        """Rows of the picture as tab-separated text and as HTML."""
        if self._face is not None:
            copy_table(self._face.table)
            self.copied.emit(_("The figures are on the clipboard."))

    def picture(self, ratio: float = 2.0) -> QPixmap:
        """Headline, key, chart and definition, always light, to be pasted into a report."""
        if self._face is None:
            return QPixmap()
        return figure_picture(self._face, self.chart.copy_picture(ratio), ratio)

    def _arrange(self) -> None:
        self._head = head = row((self.headline, 1), row(self._added, None, self.tools, spacing=0), spacing=0)
        head.setContentsMargins(HANG, 0, 0, 0)
        note, key = _inset(self.note), _inset(self._key)
        if self._compact:
            self._foot.hide()
            parts: tuple[Item, ...] = (8, self._stage, 4, key, self._below, _inset(self._foot))
        else:
            parts = (2, key, 5, self._stage, self._below, _inset(self._foot))
        self.setLayout(column(head, note, *parts))

    def _connect(self) -> None:
        self._stage.opened.connect(self.opened)
        self.tools.table_wanted.connect(self._show_table)
        self.tools.picture_wanted.connect(self.copy_picture)
        self.tools.data_wanted.connect(self.copy_data)
        self.tools.export_wanted.connect(self.export_wanted)
        if isinstance(self.tools, FigureMenu):
            self.tools.definition_wanted.connect(self._foot.setVisible)

    def _show_table(self, shown: bool) -> None:
        self._stage.show_table(shown)
        self._key.setVisible(self._stage.shows_picture and self._face is not None and bool(self._face.key))


def copy_table(table: Table) -> None:
    """Put a table on the clipboard, as tab-separated text and as HTML."""
    data = QMimeData()
    data.setText(as_lines(table))
    data.setHtml(as_html(table))
    QGuiApplication.clipboard().setMimeData(data)


def _inset(widget: QWidget) -> QWidget:
    """In line with the page's column, which the frame hangs out of."""
    line = row((widget, 1))
    line.setContentsMargins(HANG, 0, HANG, 0)
    return boxed(line)
