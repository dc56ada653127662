"""Search field, chips and "Save view" above the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.domain.filter_words import condition_value, field_name
from desktop_app.domain.filters import Condition, IncidentFilter, Value
from desktop_app.domain.language import _, ngettext, number
from desktop_app.services.incidents import Choices
from desktop_app.ui.incidents.choice_popup import ChoicePopup
from desktop_app.ui.incidents.condition_chips import ConditionChips
from desktop_app.ui.incidents.filter_offers import choices_of
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
    counts_wanted = Signal(str)  # the field whose choices are being shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = IncidentFilter()
        self._choices = Choices((), (), ())
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
        self._flow = FlowLayout(self)
        self._others = ConditionChips(self, self._flow)
        self._others.replaced.connect(self._replace)
        self._others.popup.counts_wanted.connect(self.counts_wanted)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _lay_out(self) -> None:
        self._flow.addWidget(self._search)
        for field, chip in self._chips.items():
            chip.clicked.connect(partial(self._open, field))
            chip.cleared.connect(partial(self._drop_field, field))
            self._popups[field].chosen.connect(partial(self._tick, field))
            self._flow.addWidget(chip)
        for widget in (self._others.add, self._save, self._name, self._delete):
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
        self._others.show_conditions(self._without_chip())
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
        self._others.popup.set_choices(choices)

    def show_counts(self, field: str, counts: Mapping[Value, int]) -> None:
        """How many incidents there are beside each choice of a field."""
        if field in self._popups:
            self._popups[field].choosing.show_counts(counts)
        self._others.popup.show_counts(field, counts)

    def begin_condition(self) -> None:
        """Open the menu of fields, as the link does."""
        self._others.begin()

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
        return found[0] if len(found) == 1 and found[0].operator in ("one_of", "not_one_of") else None

    def _without_chip(self) -> list[Condition]:
        return [c for c in self._filter.conditions if c.field not in FIELDS or self._own(c.field) is None]

    def _open(self, field: str) -> None:
        own = self._own(field)
        left_out = own is not None and own.operator == "not_one_of"
        choices = choices_of(field, self._choices)
        self._popups[field].choosing.offer(choices, own.values if own else (), left_out=left_out)
        self._popups[field].open_below(self._chips[field])
        self.counts_wanted.emit(field)

    def _tick(self, field: str, values: tuple[Value, ...], left_out: bool = False) -> None:
        """What is ticked instead of what was; other conditions on the field stay."""
        ticked = Condition(field, "not_one_of" if left_out else "one_of", values) if values else None
        self._replace(self._own(field), ticked)

    def _drop_field(self, field: str) -> None:
        self._replace(self._own(field), None)

    def _replace(self, old: Condition | None, new: Condition | None) -> None:
        """One condition in the place of another; either may be none."""
        held = list(self._filter.conditions)
        place = held.index(old) if old is not None and old in held else len(held)
        held[place : place + 1] = [] if new is None else [new]
        self._change(replace(self._filter, conditions=tuple(held)))

    def _on_text(self) -> None:
        self._pause.stop()
        text = self._search.text().strip()
        if text != self._filter.text:
            self._change(replace(self._filter, text=text))

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
