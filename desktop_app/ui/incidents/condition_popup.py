"""Makes or changes one condition in three short steps: the field, how it is compared, the value."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.filters import FIELDS, Condition, Kind, Value
from desktop_app.domain.language import _
from desktop_app.services.incidents import Choices
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.incidents import filter_offers
from desktop_app.ui.incidents.choice_list import ChoiceList
from desktop_app.ui.incidents.choice_popup import Choosing
from desktop_app.ui.incidents.popup import Popup
from desktop_app.ui.incidents.value_entry import ValueEntry
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.fields import SearchField
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import boxed, column, row

_NOTHING = Choices((), (), ())


class ConditionPopup(Popup):
    """``made`` carries the condition, None when its last tick went; Backspace or Left goes a step back.

    Words, numbers and days close it with Enter; ticks tell at once and leave it open.
    """

    made = Signal(object)  # Condition | None
    counts_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Filter"), parent)
        self._choices = _NOTHING
        self._condition: Condition | None = None
        self._field = ""
        self._anchor: QWidget | None = None
        self._back = Link("", icon="arrow-left", style=TextStyle.CAPTION_STRONG)
        self._comparison = Label("", TextStyle.CAPTION, "text2")
        self._head = boxed(row(self._back, self._comparison, None, spacing=8, margins=(8, 2, 8, 2)))
        self.search = SearchField(_("Find a field"))
        self.fields = ChoiceList(_("Field"), boxes=False)
        self.ways = ChoiceList(_("Comparison"), boxes=False)
        self.choosing = Choosing(_("Values"))
        self.entry = ValueEntry()
        self._steps = ((self.search, self.fields), (self._head, self.ways), (self._head, self.choosing),
                       (self._head, self.entry))  # fmt: skip
        self.setLayout(
            column(
                self._head, self.search, self.fields, self.ways, self.choosing, self.entry, spacing=4, margins=(6,) * 4
            )
        )
        self._listen()

    def _listen(self) -> None:
        self._back.clicked.connect(lambda _on=False: self._go_back())
        self.search.textChanged.connect(self._sieve)
        self.search.returnPressed.connect(lambda: self._choose_field(self.fields.currentIndex().row()))
        self.fields.turned.connect(self._choose_field)
        self.ways.turned.connect(self._choose_way)
        self.choosing.chosen.connect(self._on_ticks)
        self.choosing.closing.connect(self.close)
        self.entry.entered.connect(self._finish)

    def set_choices(self, choices: Choices) -> None:
        self._choices = choices

    def show_counts(self, field: str, counts: Mapping[Value, int]) -> None:
        if field == self._field:
            self.choosing.show_counts(counts)

    def begin(self, anchor: QWidget) -> None:
        """Open for a new condition."""
        self._condition, self._anchor = None, anchor
        self.search.clear()
        self.fields.offer(filter_offers.fields())
        self._show_fields()
        self.open_below(anchor)
        self._focus_fields()

    def edit(self, condition: Condition, anchor: QWidget) -> None:
        """Open at the value of a condition, or at its comparison where that says it all."""
        self._condition, self._field, self._anchor = condition, condition.field, anchor
        self.fields.offer(filter_offers.fields())
        offered = filter_offers.offers(self._field)
        offer = offered[filter_offers.place_of(self._field, condition)]
        if offer.values is None:
            self._show_value(offer.operator)
        else:
            self._show_ways()
        self.open_below(anchor)
        self._focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left)
        if back and not self._head.isHidden():
            self._go_back()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.fields.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    # -- steps

    def _show_fields(self) -> None:
        self._show(0)
        self.fields.choose_row(0)

    def _show_ways(self) -> None:
        offered = filter_offers.offers(self._field)
        self._back.setText(filter_offers.heading(self._field, offered[0].operator)[0])
        self._comparison.setText("")
        self.ways.offer([(offer.words, place) for place, offer in enumerate(offered)])
        same = self._condition if self._condition and self._condition.field == self._field else None
        self.ways.choose_row(filter_offers.place_of(self._field, same))
        self._show(1)

    def _show_value(self, operator: str) -> None:
        field = self._field
        name, comparison = filter_offers.heading(field, operator)
        self._back.setText(name)
        self._comparison.setText(comparison)
        same = self._condition if self._condition and self._condition.field == field else None
        if operator.endswith("one_of"):
            ticked = same.values if same and same.operator.endswith("one_of") else ()
            self.choosing.offer(
                filter_offers.choices_of(field, self._choices), ticked, left_out=operator == "not_one_of"
            )
            self._show(2)
            self.counts_wanted.emit(field)
            return
        fits = same if same and _alike(same.operator, operator) else None
        self.entry.ask(field, operator, fits)
        self._show(3)

    def _show(self, step: int) -> None:
        shown = self._steps[step]
        for widget in (self._head, self.search, self.fields, self.ways, self.choosing, self.entry):
            widget.setVisible(widget in shown)
        self._step = step
        self.adjustSize()
        if self._anchor is not None and self.isVisible():
            self.place_below(self._anchor)
            self._focus()

    def _focus(self) -> None:
        if self._step == 0:
            self._focus_fields()
        elif self._step == 1:
            self.ways.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            (self.choosing if self._step == 2 else self.entry).take_focus()

    def _focus_fields(self) -> None:
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _go_back(self) -> None:
        if self._step == 1:
            self._show_fields()
        else:
            self._show_ways()

    def _sieve(self, wanted: str) -> None:
        self.fields.choices.sieve(wanted)
        self.fields.choose_row(0)

    def _choose_field(self, place: int) -> None:
        if place < 0 or not self.fields.choices.rowCount():
            return
        self._field = str(self.fields.choices.value(place))
        if FIELDS[self._field] is Kind.CHOICE:
            self._show_value("one_of")  # the foot of the ticks turns it round
        else:
            self._show_ways()

    def _choose_way(self, place: int) -> None:
        offer = filter_offers.offers(self._field)[place]
        if offer.values is None:
            self._show_value(offer.operator)
        else:
            self._finish(Condition(self._field, offer.operator, offer.values))

    def _on_ticks(self, values: tuple[Value, ...], left_out: bool) -> None:
        operator = "not_one_of" if left_out else "one_of"
        self._comparison.setText(filter_offers.heading(self._field, operator)[1])
        self._condition = Condition(self._field, operator, values) if values else None
        self.made.emit(self._condition)

    def _finish(self, condition: Condition) -> None:
        self.made.emit(condition)
        self.close()


def _alike(one: str, other: str) -> bool:
    """Whether the value of one comparison can be kept for another."""
    return one == other or all(op in ("contains", "not_contains", "is") for op in (one, other)) or all(
        op in ("last_days", "next_days", "days_ago") for op in (one, other)
    ) or all(op in ("at_least", "at_most") for op in (one, other))  # fmt: skip
