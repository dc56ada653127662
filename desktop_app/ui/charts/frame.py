"""Around every chart: headline and tools, key, picture or its table, what stands below, definition line."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.ui.charts.key import ChartKey, repair_time_key
from desktop_app.ui.charts.reading import as_html, as_lines
from desktop_app.ui.charts.repair_time import RepairTimeChart
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import LIGHT, theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.definitions import DefinitionLine
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, column, row
from desktop_app.ui.widgets.painting import text
from desktop_app.ui.widgets.value_table import ValueTable

PICTURE_MARGIN = 16


class FigureFrame(QWidget):
    """A repair-time figure with its tools. Hangs out of the page's column by 8 px: ``Page.add(frame, hang=True)``.

    ``opened`` tells the incidents behind a mark or a number, ``export_wanted`` that the page should save the figure.
    """

    opened = Signal(IncidentFilter)
    export_wanted = Signal()
    copied = Signal(str)  # a sentence for the status bar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: RepairTimeFigure | None = None
        self._headline = Label("", TextStyle.H2, wrap=True)
        self._key, self._chart = ChartKey(), RepairTimeChart()
        self._rows = ValueTable(accessible_name=_("The chart as a table"))
        self._rows.hide()
        self._definition = DefinitionLine()
        self._below = QVBoxLayout()
        self._below.setSpacing(0)
        self._chart.opened.connect(self.opened)
        self._rows.incidents_wanted.connect(self.opened)
        self._swap = self._tool("table-2", _("Show as table"))
        self._swap.setCheckable(True)
        self._swap.toggled.connect(self._show_table)
        tools = [self._swap, self._tool("copy", _("Copy picture")), self._tool("file-spreadsheet", _("Copy data"))]
        tools.append(self._tool("download", _("Export…")))
        for tool, action in zip(tools[1:], (self.copy_picture, self.copy_data, self.export_wanted.emit), strict=True):
            tool.clicked.connect(action)
        self.overhang = (HANG, HANG)
        head = row((self._headline, 1), *tools, spacing=0)
        head.setContentsMargins(HANG, 0, 0, 0)
        key, foot = row((self._key, 1)), row((self._definition, 1))
        for line in (key, foot):
            line.setContentsMargins(HANG, 0, HANG, 0)
        self.setLayout(column(head, 4, key, 8, self._chart, self._rows, self._below, foot))

    @property
    def chart(self) -> RepairTimeChart:
        return self._chart

    @property
    def table(self) -> ValueTable:
        """The chart's rows as a table, shown in its place by the first tool."""
        return self._rows

    def add_below(self, widget: QWidget) -> None:
        """Put something between picture and definition line, such as a table that the same definition covers."""
        self._below.addWidget(widget)
        for inside in widget.findChildren(QWidget):
            if inside.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(self._rows, inside)

    def show_figure(self, figure: RepairTimeFigure) -> None:
        self._figure = figure
        self._headline.setText(figure.headline)
        self._key.show_entries(repair_time_key(figure.target_set))
        self._chart.show_figure(figure)
        self._rows.show_table(figure.as_table())
        self._definition.define(figure.definition, figure.definition_lines)

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setPixmap(self.picture())
        self.copied.emit(_("The picture is on the clipboard."))

    def copy_data(self) -> None:
        """Rows of the picture as tab-separated text and as HTML."""
        if self._figure is None:
            return
        data = QMimeData()
        data.setText(as_lines(self._figure.as_table()))
        data.setHtml(as_html(self._figure.as_table()))
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(_("The figures are on the clipboard."))

    def picture(self, ratio: float = 2.0) -> QPixmap:
        """Headline, key, chart and definition, always light, to be pasted into a report."""
        figure, look = self._figure, theme()
        chart = self._chart.copy_picture(ratio)
        size = chart.deviceIndependentSize()
        width = math.ceil(size.width())
        inner = width - 2 * HANG
        key = ChartKey(repair_time_key(figure.target_set) if figure else (), tokens=LIGHT)
        key.resize(inner, key.heightForWidth(inner))
        head, line = look.px(32), look.px(24)
        height = head + key.height() + look.px(8) + math.ceil(size.height()) + line
        margin = PICTURE_MARGIN
        pixmap = QPixmap(round((width + 2 * margin) * ratio), round((height + 2 * margin) * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(LIGHT.canvas)
        painter = QPainter(pixmap)
        painter.translate(margin, margin)
        if figure is not None:
            text(painter, QRectF(HANG, 0, inner, head), figure.headline, TextStyle.H2, LIGHT.text)
            at = QRectF(HANG, height - line, inner, line)
            text(painter, at, figure.definition, TextStyle.CAPTION, LIGHT.text2)
        key.render(painter, QPoint(HANG, head))
        painter.drawPixmap(0, head + key.height() + look.px(8), chart)
        painter.end()
        return pixmap

    def _tool(self, icon: str, tip: str) -> Button:
        return Button("", icon=icon, look=Look.QUIET, tip=tip, height=28)

    def _show_table(self, shown: bool) -> None:
        self._rows.setVisible(shown)
        self._chart.setVisible(not shown)
        self._key.setVisible(not shown)
        self._swap.setToolTip(_("Show as chart") if shown else _("Show as table"))
        self._swap.setAccessibleName(self._swap.toolTip())
