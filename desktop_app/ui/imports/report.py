"""What an import did: its account, what to do next, the rows refused and the imports before it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.imports import ImportReview
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.teams import Side
from desktop_app.ui.imports.edges import Scrolled, inset
from desktop_app.ui.imports.equation import Equation
from desktop_app.ui.imports.history import ImportHistory
from desktop_app.ui.imports.refusals import RefusedRows
from desktop_app.ui.widgets.layouts import boxed, column
from desktop_app.ui.widgets.messages import MessageBar


class Report(QWidget):
    """``sides_wanted`` when the user goes to set the sides of teams."""

    sides_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.equation, self.refused, self.history = Equation(), RefusedRows(), ImportHistory()
        self.sides = MessageBar()
        self._sides = boxed(column(inset(self.sides), 14))
        self.sides.closed.connect(self._sides.hide)
        held = column(self._sides, inset(self.equation), 20, self.refused, 16, self.history, None)
        self.setLayout(column((Scrolled(boxed(held)), 1)))

    def show_review(self, review: ImportReview) -> None:
        self.equation.show_review(review)
        self.refused.show_review(review)
        unknown = unset(review)
        self._sides.setVisible(unknown > 0)
        if not unknown:
            return
        told = ngettext(
            "{n} team has no side yet; the route of what it held is not known.",
            "{n} teams have no side yet; the route of what they held is not known.",
            unknown,
        ).format(n=number(unknown))
        self.sides.say(told, action=_("Set team sides"), act=self.sides_wanted.emit)


def unset(review: ImportReview) -> int:
    """How many teams of the file stand on no side."""
    return sum(1 for team in review.teams if team.side is Side.UNKNOWN)
