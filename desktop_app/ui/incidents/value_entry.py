"""Where the value of a condition is typed: words, a number, or one day or two."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.filters import FIELDS, MOST_AMOUNT, Condition, Kind, Value
from desktop_app.domain.language import _, number
from desktop_app.domain.periods import MOST_DAYS
from desktop_app.domain.stamps import EXAMPLE, day, read_day
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.fields import LineEdit
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import column, row
from desktop_app.ui.widgets.painting import RING

_LONGEST = 500


class _Field(LineEdit):
    """As wide as what is typed into it."""

    def __init__(self) -> None:
        super().__init__()
        self.wide = 220

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self.wide), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ValueEntry(QWidget):
    """``entered`` carries the condition; what cannot be taken is said below, and stays to be mended."""

    entered = Signal(Condition)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field, self._operator = "title", "contains"
        self.first, self.second = _Field(), _Field()
        self._and, self._unit = Label(_("and"), tone="text2"), Label("", tone="text2")
        self._problem = Label("", TextStyle.CAPTION, "warntext", wrap=True)
        self.apply = Button(_("Apply"), look=Look.PRIMARY)
        self.apply.clicked.connect(lambda _on=False: self._enter())
        for edit in (self.first, self.second):
            edit.setMaxLength(_LONGEST)
            edit.returnPressed.connect(self._enter)
            edit.textEdited.connect(lambda _text: self._say(""))
        values = row(self.first, self._and, self.second, self._unit, None, spacing=8, margins=(0, 0, RING, 0))
        self.setLayout(
            column(values, self._problem, row(None, self.apply, spacing=0), spacing=6, margins=(8, 2, 8 - RING, 0))
        )
        self._problem.hide()

    def ask(self, field: str, operator: str, condition: Condition | None = None) -> None:
        """Show the inputs for a comparison, filled from a condition that has them."""
        self._field, self._operator = field, operator
        two, words = operator == "between", FIELDS[field] in (Kind.TEXT, Kind.NAME)
        self.first.wide = 280 if words else 124 if two else 84
        self.second.wide = 124
        self.second.setVisible(two)
        self._and.setVisible(two)
        self._unit.setText(_unit(field, operator))
        self._unit.setVisible(bool(self._unit.text()))
        example = day(EXAMPLE) if two else ""
        names = (_("First day"), _("Last day")) if two else (_("Value"), "")
        for edit, name, value in zip((self.first, self.second), names, _typed(condition), strict=True):
            edit.setPlaceholderText(example)
            edit.setAccessibleName(name)
            edit.setText(value)
            edit.updateGeometry()
        if condition is None and operator in ("last_days", "next_days", "days_ago"):
            self.first.setText("7")
        self._say("")

    def take_focus(self) -> None:
        self.first.setFocus(Qt.FocusReason.PopupFocusReason)
        self.first.selectAll()

    @property
    def problem(self) -> str:
        return self._problem.text()

    def _enter(self) -> None:
        try:
            self.entered.emit(Condition(self._field, self._operator, self._values()))
        except Refused as refused:
            self._say(refused.sentence)

    def _values(self) -> tuple[Value, ...]:
        """What was typed. Raises Refused with what is wanted instead."""
        typed = self.first.text().strip()
        if self._operator == "between":
            days = read_day(typed), read_day(self.second.text().strip())
            if days == (None, None):
                raise Refused(_("Give a first day, a last day, or both."))
            if days[0] and days[1] and days[0] > days[1]:
                days = (days[1], days[0])
            return tuple(each.isoformat() if each else None for each in days)
        if FIELDS[self._field] is Kind.DATE:
            return (_whole(typed, 1, MOST_DAYS),)
        if self._field == "repair":
            return (_hours(typed),)
        if FIELDS[self._field] is Kind.NUMBER:
            return (_whole(typed, 0, MOST_AMOUNT),)
        if not typed:
            raise Refused(_("Type the words to look for."))
        return (typed,)

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.first.set_refused(bool(sentence))
        self.window().adjustSize()


def _whole(typed: str, least: int, most: int) -> int:
    if re.fullmatch(r"[0-9]{1,9}", typed) and least <= int(typed) <= most:
        return int(typed)
    raise Refused(
        _("A whole number from {least} to {most} is needed here.").format(least=number(least), most=number(most))
    )


def _hours(typed: str) -> float:
    plain = typed.replace(",", ".")
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", plain) and float(plain) <= MOST_AMOUNT:
        hours = float(plain)
        return int(hours) if hours == int(hours) else hours
    raise Refused(_("A number of hours is needed here, such as 4 or 1.5."))


def _unit(field: str, operator: str) -> str:
    units = {"last_days": _("days"), "next_days": _("days"), "days_ago": _("days ago")}
    return units.get(operator) or {"repair": _("hours"), "reopens": _("times"), "hand_overs": _("times")}.get(field, "")


def _typed(condition: Condition | None) -> tuple[str, str]:
    """The values of a condition as one would type them."""
    if condition is None:
        return "", ""
    values = condition.values
    if condition.operator == "between":
        first, last = (day(found) if v and (found := read_day(str(v))) else "" for v in values)
        return first, last
    return str(values[0]), ""
