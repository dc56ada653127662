"""The figure of the tab Now with the table under it, and the bar that says why there are no routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap

from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _
from desktop_app.ui.charts.place import frame_for
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.targets.reading import Reading
from desktop_app.ui.targets.states import sides_words
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.layouts import boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar
from desktop_app.ui.widgets.page_body import PageBody
from desktop_app.ui.widgets.tab_order import tab_through
from desktop_app.ui.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from desktop_app.ui.charts.frame import FigureFrame


class FigureView(PageBody):
    """Scrolls below its least height. ``opened`` tells the incidents behind a mark, a row or a number."""

    opened = Signal(IncidentFilter)
    sides_wanted = Signal()
    article_wanted = Signal()
    export_wanted = Signal()
    copied = Signal(str)

    def __init__(self) -> None:
        self.sides = MessageBar()
        self._notice = boxed(PageBody.inset(row((self.sides, 1)), bottom=12))  # hidden with its bar, it takes no room
        self._notice.hide()
        self._column = column(self._notice)
        self._column.addStretch(1)
        super().__init__(self._column, top=6, bottom=0)  # the whole page is seen at 1440 x 900
        self.figure: RepairTimeFigure | None = None
        self.frame: FigureFrame | None = None  # made for the first figure: what draws it takes long to load
        self.table = ValueTable(accessible_name=_("Repair time against the targets, per classification"))
        self.table.incidents_wanted.connect(self.opened)
        self.sides.closed.connect(self._notice.hide)
        self.article = Link(_("Beside the article's own numbers"), style=TextStyle.CAPTION_MEDIUM)
        self.article.setStatusTip(_("Goals and mean repair times as the article printed them, and yours"))
        self.article.clicked.connect(self.article_wanted)
        self._sides_due = True

    def show_reading(self, reading: Reading) -> None:
        """Draw a figure in the place of the one before."""
        self.figure = reading.figure
        self._made().show_figure(reading.figure)
        self.table.show_table(reading.figure.table)
        self.tell_sides(reading)

    def tell_sides(self, reading: Reading, *, again: bool = False) -> None:
        """Link to where sides are set until the bar is closed or followed; ``again`` shows it once more."""
        self._sides_due |= again or reading.figure.by_route
        if reading.figure.by_route:
            self.sides.dismiss()
        elif self._sides_due:
            self._sides_due = False
            self._notice.show()
            self.sides.say(sides_words(sided=reading.sided), action=_("Set team sides"), act=self.sides_wanted.emit)

    def picture(self) -> QPixmap:
        """Headline, key, chart and definition in the light theme; empty before the first figure."""
        return self.frame.picture() if self.frame else QPixmap()

    def _made(self) -> FigureFrame:
        if self.frame is None:
            self.frame = made = frame_for(self)
            made.add_tool(self.article)
            made.add_below(boxed(column(8, self.table)))
            self._column.insertWidget(self._column.count() - 1, made)
            tab_through(made)  # the link stands left of the tools
        return self.frame
