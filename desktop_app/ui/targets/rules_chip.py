"""How repair time is counted where its reader may choose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.rules import ClassifiedAt, End, Rules
from desktop_app.ui.widgets.chips import Chip

Put = Callable[[Rules, bool], Rules]


class RulesChip(Chip):
    """``chosen`` tells the Rules; the cross leads back to those of the house."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._choices = QMenu()
        super().__init__(_("How it is counted"), "", menu=self._choices, parent=parent)
        self.setStatusTip(_("What ends a repair, and what time counts"))
        self._rules = Rules()
        self._ends: dict[End, QAction] = {}
        self._add_ends()
        self._choices.addSeparator()
        self.pauses = self._add_switch(
            _("Count pauses too: waiting for the user or a supplier"),
            _("What the figures would be if nothing stopped the clock"),
            lambda rules, on: replace(rules, count_pauses=on),
        )
        self.gaps = self._add_switch(
            _("Count the time between a resolve and a reopening"),
            _("The whole time until the last resolve, also while it was thought to be done"),
            lambda rules, on: replace(rules, count_gaps=on),
        )
        self.opening = self._add_switch(
            _("Take the classification when opened"),
            _("Show what was downgraded before it was resolved"),
            lambda rules, on: replace(rules, classified=ClassifiedAt.OPENING if on else ClassifiedAt.RESOLVE),
        )
        self._choices.addSeparator()
        self.house = self._choices.addAction(_("Back to the house rules"))
        self.house.triggered.connect(lambda: self.chosen.emit(Rules()))
        self.cleared.connect(lambda: self.chosen.emit(Rules()))
        self.show_rules(Rules())

    def show_rules(self, rules: Rules) -> None:
        self._rules = rules
        self._ends[rules.end].setChecked(True)
        self.pauses.setChecked(rules.count_pauses)
        self.gaps.setChecked(rules.count_gaps)
        self.opening.setChecked(rules.classified is ClassifiedAt.OPENING)
        self.house.setEnabled(rules != Rules())
        self.set_value(rules_words(rules), active=rules != Rules())

    def _add_ends(self) -> None:
        group = QActionGroup(self._choices)
        for end, words, tip in (
            (End.RESOLVED, _("A repair ends with the last resolve"), _("The house rule")),
            (End.RESTORED, _("A repair ends when the impact ends"), _("A workaround is enough")),
        ):
            action = self._choices.addAction(words)
            action.setStatusTip(tip)
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, chosen=end: self._tell(replace(self._rules, end=chosen)))
            group.addAction(action)
            self._ends[end] = action

    def _add_switch(self, words: str, tip: str, put: Put) -> QAction:
        action = self._choices.addAction(words)
        action.setStatusTip(tip)
        action.setCheckable(True)
        action.triggered.connect(lambda on: self._tell(put(self._rules, on)))
        return action

    def _tell(self, rules: Rules) -> None:
        self.show_rules(rules)
        self.chosen.emit(rules)


def rules_words(rules: Rules) -> str:
    """What differs from the house rules, in a word or two."""
    differing = [
        words
        for words, differs in (
            (_("until the impact ends"), rules.end is End.RESTORED),
            (_("with pauses"), rules.count_pauses),
            (_("with reopen gaps"), rules.count_gaps),
            (_("classified when opened"), rules.classified is ClassifiedAt.OPENING),
        )
        if differs
    ]
    if len(differing) > 1:
        return ngettext("{n} rule changed", "{n} rules changed", len(differing)).format(n=number(len(differing)))
    return differing[0] if differing else _("house rules")
