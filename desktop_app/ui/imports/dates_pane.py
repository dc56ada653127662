"""How the dates of each column were read, in long form, and the time zone of those that name none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.imports import DateOrder, DateReading, ImportReview
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.answer_fields import AnswerCombo, Section
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.plain_text import brief
from desktop_app.ui.imports.words import SHORT, order_label, zone_fact
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.labels import ElidedLabel, Label
from desktop_app.ui.widgets.layouts import ScrollArea, boxed, clear, column, row
from desktop_app.ui.widgets.zone_field import ZoneField

ORDER_WIDTH = 136
SEVERAL = "several"  # the columns have different orders


def orders() -> tuple[tuple[str, object], ...]:
    return tuple((order_label(each), each) for each in DateOrder)


class _Reading(QWidget):
    """A column of dates with its order at the right, and what one of its cells was taken for."""

    chosen = Signal(str, object)  # column, DateOrder

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.order = AnswerCombo(accessible_name=_("Date order of {column}").format(column=name))
        self.order.setFixedWidth(theme().px(ORDER_WIDTH))
        self._said = Label("", TextStyle.CAPTION, "text2", wrap=True)
        named = ElidedLabel(brief(name), TextStyle.BODY_MEDIUM)
        self.setLayout(column(row((named, 1), self.order), 2, self._said, 14))
        self.order.answered.connect(self._tell)

    def show_reading(self, reading: DateReading) -> None:
        self.order.show_choices(orders(), reading.order)
        told = _("{sample} is {meaning}").format(sample=brief(reading.sample, SHORT), meaning=reading.meaning)
        if not reading.decided:
            told = _("{reading}. Every row reads both ways: choose the order.").format(reading=told)
        self._said.set_tone("text2" if reading.decided else "warntext")
        self._said.setText(told)

    def _tell(self, order: str) -> None:
        self.chosen.emit(self.name, DateOrder(order))  # Qt keeps the text of an enumeration of texts, not its kind


class DatesBody(QWidget):
    """One order for all columns or one for each, and the zone."""

    order_chosen = Signal(object)  # DateOrder
    order_of_chosen = Signal(str, object)  # column, DateOrder
    zone_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.all = AnswerCombo(accessible_name=_("Date order of all columns"))
        self.zone = ZoneField()
        self.readings: list[_Reading] = []
        self._list = column(spacing=0)
        self._all = Section(_("Every column of dates"), inset(self.all))
        self._each = Section(_("One by one"), inset(self._list))
        self._zone = Section(_("Time zone"), inset(row(self.zone, None)))
        self.setLayout(column((ScrollArea(boxed(column(self._all, self._each, self._zone, None))), 1)))
        self.all.answered.connect(self._on_all)
        self.zone.chosen.connect(self.zone_chosen)
        self.zone.unknown.connect(self._say_unknown)

    def show_review(self, review: ImportReview) -> None:
        self._show_each(review.dates)
        found = {reading.order for reading in review.dates}
        several = ((_("Different ones, below"), SEVERAL),) if len(found) > 1 else ()
        self.all.show_choices((*orders(), *several), SEVERAL if several else next(iter(found), None))
        self.zone.show_zone(review.time_zone)
        self._zone.say(zone_fact(review))

    def _show_each(self, readings: tuple[DateReading, ...]) -> None:
        """Lines of the same columns stay, and with them the focus."""
        if [each.name for each in self.readings] != [reading.column for reading in readings]:
            clear(self._list)
            self.readings = [_Reading(reading.column) for reading in readings]
            for each in self.readings:
                each.chosen.connect(self.order_of_chosen)
                self._list.addWidget(each)
        for each, reading in zip(self.readings, readings, strict=True):
            each.show_reading(reading)

    def _on_all(self, order: str) -> None:
        if order != SEVERAL:
            self.order_chosen.emit(DateOrder(order))

    def _say_unknown(self, typed: str) -> None:
        self._zone.say(_("There is no time zone “{zone}”.").format(zone=typed), "warntext")
