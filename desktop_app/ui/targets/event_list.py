"""The strip under the normal range: on which days the work changed, and how to tell of another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.domain import stamps
from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.phases import PhaseEvent
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.headers import SectionHeader
from desktop_app.ui.widgets.labels import ElidedLabel, Label, Rule
from desktop_app.ui.widgets.layouts import boxed, clear, column, row

FEW = 4  # the newest ones; the others are one click away


class EventList(QWidget):
    """``add_wanted``: tell of a new event; ``edit_wanted``: change one that was told by hand."""

    add_wanted = Signal()
    edit_wanted = Signal(object)  # PhaseEvent

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events: tuple[PhaseEvent, ...] = ()
        self._whole = False
        self.add = Link(_("Add a change of the work…"), icon="plus")
        self.add.setStatusTip(_("Tell of a day from which the work was another one"))
        self.more = Link("", style=TextStyle.CAPTION_MEDIUM)
        self._none = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self._head = SectionHeader(_("Changes of the work"), tools=(self.add,))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(16))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        lines = boxed(self._grid)
        self.setLayout(column(self._head, self._none, lines, row(self.more, None), spacing=2))
        self.add.clicked.connect(self.add_wanted)
        self.more.clicked.connect(self._unfold)
        self.show_events((), None)

    @property
    def events(self) -> tuple[PhaseEvent, ...]:
        """Those that concern the chosen classification, the newest first."""
        return self._events

    def show_events(self, events: Sequence[PhaseEvent], classification: Classification | None) -> None:
        """Those of one classification, and those of all."""
        kept = [e for e in events if classification is None or e.classification in (None, classification)]
        self._events = tuple(reversed(kept))
        self._fill()

    def _fill(self) -> None:
        clear(self._grid)
        shown = self._events if self._whole else self._events[:FEW]
        for at, event in enumerate(shown):
            self._add_line(at, event)
        rest = len(self._events) - FEW
        self.more.setVisible(rest > 0)
        earlier = ngettext("{n} earlier change", "{n} earlier changes", rest).format(n=number(rest))
        self.more.setText(_("Fewer changes") if self._whole else earlier)
        self._none.setVisible(not self._events)
        self._none.setText(
            _("None is known: the normal range runs through. A rotation or a new goal appears by itself.")
        )

    def _add_line(self, at: int, event: PhaseEvent) -> None:
        concerns = event.classification.label if event.classification else _("all classifications")
        words = _("{kind}, {concerns}").format(kind=event.kind.label, concerns=concerns)
        cells: list[QWidget] = [Label(stamps.day(event.on), TextStyle.CAPTION_MEDIUM), ElidedLabel(event.title)]
        cells.insert(1, Label(words, TextStyle.CAPTION, "text2"))
        if event.id:
            link = Link(_("Edit"), style=TextStyle.CAPTION_MEDIUM)
            link.setAccessibleName(_("Edit {title}").format(title=event.title))
            link.clicked.connect(lambda _checked=False, told=event: self.edit_wanted.emit(told))
            cells.append(link)
        self._grid.setRowMinimumHeight(2 * at, theme().px(30))
        for place, cell in enumerate(cells):
            self._grid.addWidget(cell, 2 * at, place, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(Rule(), 2 * at + 1, 0, 1, 4)

    def _unfold(self) -> None:
        self._whole = not self._whole
        self._fill()
