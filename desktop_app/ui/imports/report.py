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
    """``sides_wanted`` when the user goes to set the sides of teams; ``save_wanted`` to keep the refused rows."""

    sides_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.equation, self.refused, self.history = Equation(), RefusedRows(fixable=False), ImportHistory()
        self.sides, self.unsaved = MessageBar(), MessageBar()
        self._sides, self._unsaved = (boxed(column(inset(bar), 14)) for bar in (self.sides, self.unsaved))
        self.sides.closed.connect(self._sides.hide)
        self.unsaved.closed.connect(self._unsaved.hide)
        self.refused.save_wanted.connect(self.save_wanted)
        held = column(
            self._unsaved, self._sides, inset(self.equation), 20, self.refused, 16, self.history, None
        )  # fmt: skip
        self.setLayout(column((Scrolled(boxed(held)), 1)))

    def show_review(self, review: ImportReview, saved: str) -> None:
        """What was stored; ``saved`` is the workbook the refused rows were written to, empty when they were not."""
        self.equation.show_review(review)
        self.refused.show_review(review, {})
        self._say_unsaved(review.counts.refused, saved)
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

    def _say_unsaved(self, refused: int, saved: str) -> None:
        self._unsaved.setVisible(refused > 0)
        if not refused:
            return
        if saved:
            self.unsaved.say(
                _("The refused rows are saved in {file}: mend them there and import it.").format(file=saved)
            )
            return
        told = ngettext(
            "{n} row was refused and is not saved: as a workbook it can be mended and imported again.",
            "{n} rows were refused and are not saved: as a workbook they can be mended and imported again.",
            refused,
        ).format(n=number(refused))
        self.unsaved.say(told, action=_("Save them as xlsx"), act=self.save_wanted.emit)


def unset(review: ImportReview) -> int:
    """How many teams of the file stand on no side."""
    return sum(1 for team in review.teams if team.side is Side.UNKNOWN)
