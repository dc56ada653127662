"""What can be chosen in the preview: which sheet, of which days, on what paper, and how."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from desktop_app.domain.board import Board
from desktop_app.domain.language import _, number
from desktop_app.ui.printing.layouts import Layout, Paper, Period, choices
from desktop_app.ui.printing.scene import Options
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column
from desktop_app.ui.widgets.painting import RING

ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0)


@dataclass(frozen=True, slots=True)
class Choice:
    layout: Layout
    paper: Paper
    period: Period
    options: Options


def _set_in(*items: QWidget | int) -> QLayout:
    return column(*items, margins=(RING, 0, RING, 0))


class PageChoices(QWidget):
    """The paper and the zoom. ``changed`` asks for other pages, ``rescaled`` for the same at another size."""

    changed = Signal()
    rescaled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.papers = Combo(accessible_name=_("Paper"))
        fits: list[tuple[str, object]] = [(_("Fit the width"), None)]
        self.zooms = Combo([*fits, *((f"{number(100 * z)} %", z) for z in ZOOMS)], accessible_name=_("Zoom"))
        self._count = Label("", tone="text2", wrap=True)
        self.papers.currentIndexChanged.connect(self.changed)
        self.zooms.currentIndexChanged.connect(self.rescaled)

    def lay_out(self, *captioned: tuple[str, QWidget]) -> None:
        """Fields under each other, each below its caption."""
        fields: list[QWidget | QLayout | int] = []
        for caption, field in captioned:
            label = Label(caption, tone="text2")
            label.setBuddy(field)
            if isinstance(field, Button):  # it keeps room for its ring
                fields += [_set_in(label), field, 12 - RING]
            else:
                fields += [_set_in(label, RING, field), 12]
        self.setLayout(column(*fields, _set_in(self._count), None, margins=(20 - RING, 16, 20 - RING, 8)))

    @property
    def paper(self) -> Paper:
        return Paper(self.papers.currentData())  # a StrEnum comes back from Qt as the plain text it is

    @property
    def zoom(self) -> float | None:
        """None lets the widest page fill the width."""
        held = self.zooms.currentData()
        return held if isinstance(held, float) else None

    def step_zoom(self, by: int) -> None:
        self.zooms.setCurrentIndex(max(0, min(self.zooms.count() - 1, self.zooms.currentIndex() + by)))

    def tell(self, sentence: str) -> None:
        """How many pages there are."""
        self._count.setText(sentence)


class Choices(PageChoices):
    """For what is printed of a board."""

    def __init__(self, board: Board, first: Layout) -> None:
        super().__init__()
        self._board = board
        self.layouts = Combo([(each.label, each) for each in Layout], accessible_name=_("Layout"))
        self.periods = Combo(accessible_name=_("Period"))
        self.colours = Combo([(_("Black and white"), False), (_("Colour"), True)], accessible_name=_("Colours"))
        self.names = Combo([(_("Full names"), False), (_("Initials only"), True)], accessible_name=_("Names"))
        self.lay_out(
            (_("&Layout"), self.layouts), (_("P&eriod"), self.periods), (_("P&aper"), self.papers),
            (_("&Colours"), self.colours), (_("&Names"), self.names), (_("&Zoom"), self.zooms),
        )  # fmt: skip
        self.layouts.choose(first)
        self._fill(first)
        self.layouts.currentIndexChanged.connect(self._on_layout)
        for field in (self.periods, self.colours, self.names):
            field.currentIndexChanged.connect(self.changed)

    @property
    def chosen(self) -> Choice:
        options = Options(bool(self.colours.currentData()), bool(self.names.currentData()))
        return Choice(Layout(self.layouts.currentData()), self.paper, self.periods.currentData(), options)

    def _on_layout(self) -> None:
        self._fill(Layout(self.layouts.currentData()))
        self.changed.emit()

    def _fill(self, chosen: Layout) -> None:
        """The papers and periods of a layout, without a signal for each."""
        for field in (self.periods, self.papers):
            field.blockSignals(True)
            field.clear()
        for words, period in choices(chosen, self._board):
            self.periods.addItem(words, period)
        for paper in chosen.papers:
            self.papers.addItem(paper.value, paper)
        for field in (self.periods, self.papers):
            field.setCurrentIndex(0)
            field.blockSignals(False)
            field.update()
