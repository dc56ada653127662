"""Search field, chips and "Save view" above the table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.classifications import Classification
from desktop_app.domain.filter_words import condition_value, field_name, nobody, value_name
from desktop_app.domain.filters import CHOICES, Condition, IncidentFilter
from desktop_app.domain.incidents import Status
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.incidents import Choices
from desktop_app.ui.incidents.choice_popup import Choice, ChoicePopup
from desktop_app.ui.incidents.flow import FlowLayout
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Link
from desktop_app.ui.widgets.chips import Chip
from desktop_app.ui.widgets.fields import LineEdit, SearchField

FIELDS = ("status", "classification", "team", "system")
PAUSE_MS = 150  # of typing before the list is asked for


class _Search(SearchField):
    def sizeHint(self) -> QSize:
        return QSize(theme().px(232), theme().px(32))


class _NameField(LineEdit):
    """Where a view gets its name; Escape gives up."""

    given_up = Signal()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(180), theme().px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        super().keyPressEvent(event)


class FilterRow(QWidget):
    """Shows an IncidentFilter and tells each change of it by ``changed``; wraps when it is narrow."""

    changed = Signal(IncidentFilter)
    save_wanted = Signal(str)
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = IncidentFilter()
        self._choices = Choices((), (), ())
        self._extra: list[Chip] = []
        self._search = _Search(_("Filter these"), hint="Ctrl+F")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_text)
        self._search.textChanged.connect(lambda _text: self._pause.start())
        self._search.returnPressed.connect(self._on_text)
        self._chips = {field: Chip(field_name(field), _("any")) for field in FIELDS}
        self._popups = {field: ChoicePopup(field_name(field), self) for field in FIELDS}
        self._save = Link(_("Save view"), icon="bookmark", tip=_("Keep this filter as a tab"))
        self._delete = Link("", tip=_("Take this tab away; its incidents stay"))
        self._name = _NameField(_("Name of the view"))
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        self._flow = FlowLayout(self)
        self._flow.addWidget(self._search)
        for field, chip in self._chips.items():
            chip.clicked.connect(partial(self._open, field))
            chip.cleared.connect(partial(self._drop_field, field))
            self._popups[field].chosen.connect(partial(self._tick, field))
            self._flow.addWidget(chip)
        for widget in (self._save, self._name, self._delete):
            self._flow.addWidget(widget)
        self._name.hide()
        self._save.clicked.connect(self.begin_saving)
        self._name.returnPressed.connect(self._on_name)
        self._name.given_up.connect(self._end_saving)
        self._delete.clicked.connect(self.delete_wanted)

    def show_filter(self, incident_filter: IncidentFilter, *, removal: str) -> None:
        """Show a filter without telling it as a change; ``removal`` names how the tab goes away, if it can."""
        self._filter = incident_filter
        self._pause.stop()
        if self._search.text().strip() != incident_filter.text:
            self._search.blockSignals(True)
            self._search.setText(incident_filter.text)
            self._search.blockSignals(False)
        for field, chip in self._chips.items():
            own = self._own(field)
            chip.set_value(condition_value(own) if own else _("any"), active=own is not None)
        self._show_extra()
        self._delete.setText(removal)
        self._delete.setVisible(bool(removal))
        self._end_saving()

    def show_total(self, total: int) -> None:
        """How many incidents there are to filter."""
        words = ngettext("Filter this {n}", "Filter these {n}", total).format(n=number(total))
        self._search.setPlaceholderText(words)
        self._search.setAccessibleName(words)

    def set_choices(self, choices: Choices) -> None:
        self._choices = choices

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def begin_saving(self) -> None:
        self._save.hide()
        self._name.clear()
        self._name.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- parts

    def _own(self, field: str) -> Condition | None:
        """The one plain condition that a chip with a menu can show."""
        found = [c for c in self._filter.conditions if c.field == field]
        return found[0] if len(found) == 1 and found[0].operator == "one_of" else None

    def _show_extra(self) -> None:
        for chip in self._extra:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        others = [c for c in self._filter.conditions if c.field not in FIELDS or self._own(c.field) is None]
        self._extra = [self._extra_chip(condition) for condition in others]
        before = self._flow.indexOf(self._save)
        for place, chip in enumerate(self._extra):
            self._flow.insert(before + place, chip)
            chip.show()
        self.updateGeometry()

    def _extra_chip(self, condition: Condition) -> Chip:
        chip = Chip(field_name(condition.field), condition_value(condition), active=True, parent=self)
        chip.clicked.connect(partial(self._drop, condition))
        chip.cleared.connect(partial(self._drop, condition))
        return chip

    def _choices_of(self, field: str) -> Sequence[Choice]:
        if field in CHOICES:
            values = Status if field == "status" else Classification
            return [(value_name(field, v.key), v.key) for v in values]
        names = self._choices.teams if field == "team" else self._choices.systems
        return [*((name, name) for name in names), (nobody(field), None)]

    def _open(self, field: str) -> None:
        own = self._own(field)
        self._popups[field].offer(self._choices_of(field), own.values if own else ())
        self._popups[field].open_below(self._chips[field])

    def _tick(self, field: str, values: tuple[str | None, ...]) -> None:
        self._change(self._filter.where(field, "one_of", *values) if values else self._filter.without(field))

    def _drop_field(self, field: str) -> None:
        self._change(self._filter.without(field))

    def _drop(self, condition: Condition) -> None:
        kept = tuple(c for c in self._filter.conditions if c is not condition)
        self._change(IncidentFilter(kept, self._filter.text))

    def _on_text(self) -> None:
        self._pause.stop()
        text = self._search.text().strip()
        if text != self._filter.text:
            self._change(IncidentFilter(self._filter.conditions, text))

    def _change(self, incident_filter: IncidentFilter) -> None:
        self.changed.emit(incident_filter)

    def _on_name(self) -> None:
        name = self._name.text().strip()
        if name:
            self.save_wanted.emit(name)
        self._end_saving()

    def _end_saving(self) -> None:
        self._name.hide()
        self._save.show()
