"""The tab More: the remaining figures, one at a time."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.targets.asking import Asking
from desktop_app.ui.targets.more_words import Entry, Option, entries
from desktop_app.ui.targets.reading import Reading
from desktop_app.ui.targets.slot import FigureSlot
from desktop_app.ui.targets.tab import Shown, Tab
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.described_list import WIDTH, Described, DescribedList
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.labels import Label
from desktop_app.ui.widgets.layouts import HANG, ScrollArea, boxed, column, row
from desktop_app.ui.widgets.page_body import PageBody
from desktop_app.ui.widgets.segments import Segments

BESIDE_FROM = 1080  # the width from which list and figure have room beside each other


class MoreTab(Tab):
    """List and figure beside each other; in a narrow window the list becomes a field above the figure."""

    period_wanted = Signal()  # a comparison needs one

    def __init__(self, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = asking
        self._entries = {entry.name: entry for entry in entries()}
        self._reading: Reading | None = None
        self._slots: dict[str, FigureSlot] = {}
        self._options: dict[str, int] = {}  # which option of an entry is chosen
        self._classification: Classification | None = None
        self._name = next(iter(self._entries))
        self.list = DescribedList(accessible_name=_("Figures"))
        self.list.show_lines([Described(e.name, e.title, e.sentence) for e in self._entries.values()])
        self.combo = Combo([(e.title, e.name) for e in self._entries.values()], accessible_name=_("Figure"))
        self._segments = {e.name: self._segments_of(e) for e in self._entries.values() if len(e.options) > 1}
        self.classifications = Segments(
            [(_("All"), None), *((c.label, c) for c in Classification)], accessible_name=_("Classification")
        )
        self._lay_out()
        self.list.chosen.connect(self.show_entry)
        self.combo.activated.connect(lambda _at: self.show_entry(str(self.combo.currentData())))
        self.classifications.chosen.connect(self._choose_classification)
        self._mark()

    def _lay_out(self) -> None:
        px = theme().px
        self._sentence = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self._narrow = boxed(column(self.combo, self._sentence, 8, spacing=4))
        self.choose_period = Link(_("Choose a period…"), tip=_("Show the periods of the bar above"))
        self.choose_period.clicked.connect(self.period_wanted)
        reason = _("A comparison needs a period with a first and a last day; the one before it is as long.")
        self._choose_dates = boxed(column(Label(reason, wrap=True), row(self.choose_period, None), spacing=4))
        self._choices = QVBoxLayout()
        self._choices.setSpacing(0)
        for segments in self._segments.values():
            segments.hide()
            self._choices.addWidget(segments)
        self._figures = QVBoxLayout()
        self._figures.setSpacing(px(16))
        above = PageBody.inset(
            column(self._narrow, self._choices, self.classifications, self._choose_dates, 8, spacing=8)
        )
        self._body = PageBody(column(above, self._figures, None))
        self._area = ScrollArea(self.list)
        self._area.setFixedWidth(px(WIDTH) + self._area.verticalScrollBar().sizeHint().width())
        self._left = boxed(column((self._area, 1)))
        self._left.setContentsMargins(px(32) - HANG, px(12), 0, px(8))
        self.setLayout(row(self._left, (self._body, 1), spacing=0))

    @property
    def entry(self) -> str:
        """The name of what is shown."""
        return self._name

    @property
    def options(self) -> Segments | None:
        """The ways to see the entry that is shown, None where there is only one."""
        return self._segments.get(self._name)

    @property
    def main(self) -> Shown:
        return self._slot(self._option.keys[0])

    @property
    def shown(self) -> tuple[FigureSlot, ...]:
        """The figures that are shown, from above."""
        return tuple(self._slot(key) for key in self._option.keys)

    def show_entry(self, name: str) -> None:
        """Show an entry of the list; a name that is none leaves it as it is."""
        if name in self._entries:
            self._name = name
            self._mark()
            self._ask()

    def parts(self) -> tuple[QWidget, ...]:
        choices = (*self._segments.values(), self.classifications, self.choose_period)
        return (self._area, self._narrow, *choices, *self.shown)

    def show_reading(self, reading: Reading) -> None:
        self._reading = reading
        self._place()
        self._ask()

    def forget(self) -> None:
        for slot in self._slots.values():
            slot.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme().px(BESIDE_FROM)
        self._left.setVisible(beside)
        self._narrow.setVisible(not beside)

    @property
    def _entry(self) -> Entry:
        return self._entries[self._name]

    @property
    def _option(self) -> Option:
        return self._entry.options[self._options.get(self._name, 0)]

    @property
    def _compared(self) -> bool:
        """Whether there is what the entry needs: a comparison needs a period with a first and a last day."""
        period = self._reading.question.period if self._reading is not None else None
        return not self._entry.needs_period or period is None or (period.from_on and period.to_on) is not None

    def _slot(self, key: str) -> FigureSlot:
        if key not in self._slots:
            self._slots[key] = slot = FigureSlot(key, self._asking)
            self._follow(slot)
            self._figures.addWidget(slot)
        return self._slots[key]

    def _segments_of(self, entry: Entry) -> Segments:
        words = [(option.words, at) for at, option in enumerate(entry.options)]
        made = Segments(words, accessible_name=_("What is shown"))
        made.choose(0)
        made.chosen.connect(self._choose_option)
        return made

    def _mark(self) -> None:
        """Show the list, the choices and the places of the entry."""
        self.list.choose(self._name)
        self.combo.choose(self._name)
        self._sentence.setText(self._entry.sentence)
        for name, segments in self._segments.items():
            segments.setVisible(name == self._name)
        self._place()

    def _place(self) -> None:
        shown, compared = self.shown, self._compared
        self._choose_dates.setVisible(not compared)
        for slot in self._slots.values():
            slot.setVisible(slot in shown and compared)
        self.classifications.setVisible(self._option.classified)
        self.classifications.choose(self._classification)
        self._body.verticalScrollBar().setValue(0)

    def _ask(self) -> None:
        if self._reading is None or not self._compared:
            return
        choice = self._option.choice
        if self._option.classified:
            choice = replace(choice, classification=self._classification)
        for slot in self.shown:
            slot.ask(self._reading.question, choice)

    def _choose_option(self, at: object) -> None:
        self._options[self._name] = int(str(at))
        self._place()
        self._ask()

    def _choose_classification(self, classification: object) -> None:
        self._classification = classification if isinstance(classification, Classification) else None
        self._ask()
