"""The panes beside the dry run that explain it: things to know, rows behind one, what changes, what may be the same."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLayout, QWidget

from desktop_app.domain.filter_words import field_name
from desktop_app.domain.filters import FIELDS
from desktop_app.domain.imports import ImportReview, Policy
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.trust import TrustCard, TrustLine
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.listing import WordsTable
from desktop_app.ui.imports.options import Option, Options
from desktop_app.ui.imports.panes import EditPane
from desktop_app.ui.imports.trust import DoubtedLines
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import ScrollArea, boxed, column


def policy_label(policy: Policy) -> str:
    return {
        Policy.UPDATE: _("Update them"),
        Policy.SKIP: _("Leave them as they are"),
        Policy.ADD: _("Add them again"),
    }[policy]


def change_label(field: str) -> str:
    """What the window calls a column of the incident."""
    name = field.removesuffix("_at")
    return field_name(name) if name in FIELDS else field


class SideLists(QObject):
    """``policy_chosen`` tells a Policy; ``left_out`` a Doubt and whether it shall be; ``behind`` a TrustLine."""

    policy_chosen = Signal(object)
    left_out = Signal(object, bool)
    behind = Signal(object)
    wanted = Signal(str)  # the pane in which a doubt is settled
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = DoubtedLines()
        self.lines.chosen.connect(self.left_out)
        self.lines.behind.connect(self.behind)
        self.lines.pane.connect(self.wanted)
        self._rows_told = Label("", TextStyle.BODY_MEDIUM, wrap=True)
        self._rows_effect = Label("", TextStyle.CAPTION, "text2", wrap=True)
        row, ticket = _("Row"), _("Ticket")
        self.rows = WordsTable(
            (row, ticket, _("Opened"), _("Title")), numbers=frozenset({0}), accessible_name=_("Rows behind it")
        )
        self.suspects = WordsTable(
            (row, ticket, _("May be the same as"), _("Because")),
            numbers=frozenset({0}),
            accessible_name=_("Possible duplicates"),
        )
        self.panes = {
            "trust": EditPane(
                _("Can these data be trusted?"),
                _("Every thing to know, the largest effect first."),
                ScrollArea(boxed(column(inset(self.lines), None))),
            ),
            "behind": EditPane(
                _("Rows of the file"),
                _("As the spreadsheet numbers them."),
                _led(self.rows, column(inset(self._rows_told), 2, inset(self._rows_effect), 10, (self.rows, 1))),
            ),
            "duplicates": self._duplicates_pane(),
            "suspects": EditPane(
                _("Possible duplicates"),
                _("They are stored as they are. Where two are one, merge them in the list of incidents."),
                self.suspects,
            ),
        }
        for pane in self.panes.values():
            pane.hide()
            pane.setParent(parent)
            pane.closed.connect(self.closed)

    def show_review(self, review: ImportReview, policy: Policy) -> None:
        self._show_card(review.trust)
        choices = tuple((each.value, policy_label(each)) for each in Policy)
        self.policies.show_choices(choices, policy.value)
        chosen = [option for option in self.policies.findChildren(Option) if option.isChecked()]
        self._duplicates.setFocusProxy(chosen[0])
        self._changed.setText(_changed_told(review))
        self.changes.show_lines(
            tuple((each.ticket, change_label(each.field), each.before, each.after) for each in review.changes)
        )
        self.suspects.show_lines(
            tuple((number(each.row), each.ticket, each.other, each.reason) for each in review.suspects)
        )

    def show_behind(self, line: TrustLine) -> None:
        """The rows and tickets that one thing to know speaks of."""
        self._rows_told.setText(line.sentence)
        told = _("the first {n} of {all}").format(n=number(len(line.rows)), all=number(line.count))
        self._rows_effect.setText(line.effect if len(line.rows) >= line.count else f"{line.effect} ({told})")
        beside = (line.tickets, line.openings, line.titles)
        self.rows.show_lines(
            tuple(
                (number(row), *(words[place] if place < len(words) else "" for words in beside))
                for place, row in enumerate(line.rows)
            )
        )

    def _show_card(self, card: TrustCard | None) -> None:
        self.lines.show_lines(card.lines if card else ())

    def _duplicates_pane(self) -> EditPane:
        self.policies = Options(accessible_name=_("Tickets that are here already and differ"))
        self.policies.chosen.connect(lambda value: self.policy_chosen.emit(Policy(value)))
        self._changed = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.changes = WordsTable(
            (_("Ticket"), _("What"), _("Before"), _("After")), accessible_name=_("What the file changes")
        )
        body = column(
            self.policies, 10, inset(Rule()), 10, inset(Label(_("What changes"), TextStyle.BODY_STRONG)), 2,
            inset(self._changed), 6, (self.changes, 1),
        )  # fmt: skip
        self._duplicates = boxed(body)
        said = _("Tickets of the file that are stored already and differ.")
        return EditPane(_("Known tickets"), said, self._duplicates)


def _led(first: QWidget, body: QLayout) -> QWidget:
    """The body of a pane whose focus goes to the first thing of it."""
    held = boxed(body)
    held.setFocusProxy(first)
    return held


def _changed_told(review: ImportReview) -> str:
    """``12 incidents: Status in 12, Title in 3``"""
    if not review.changed_fields:
        return _("Nothing stored is changed.")
    most = sorted(review.changed_fields.items(), key=lambda each: -each[1])
    told = ", ".join(_("{field} in {n}").format(field=change_label(field), n=number(n)) for field, n in most)
    incidents = ngettext("{n} incident", "{n} incidents", review.counts.changed).format(n=number(review.counts.changed))
    return f"{incidents}: {told}"
