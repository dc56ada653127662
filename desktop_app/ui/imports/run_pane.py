"""What an import did, row by row of its account, and what became of it after it was taken back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.domain.imports import ImportCounts, Refusal
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.stamps import stamp
from desktop_app.services.import_runs import KeptIncident, RunReport, UndoOutcome
from desktop_app.ui.fonts import TextStyle
from desktop_app.ui.imports.choice_lines import Line
from desktop_app.ui.imports.choice_table import ChoiceTable
from desktop_app.ui.imports.edges import inset
from desktop_app.ui.imports.panes import EditPane
from desktop_app.ui.imports.plain_text import brief, listed
from desktop_app.ui.imports.words import incidents_fact
from desktop_app.ui.widgets.labels import Label, Rule
from desktop_app.ui.widgets.layouts import ScrollArea, boxed, column
from desktop_app.ui.widgets.panes import KeyValue

SHORT = 60  # characters of a file's name or a cell inside a sentence
LINES = 6  # of a list that are seen at once
NAMED = 5  # reasons and failures that are told one by one


class RunBody(QWidget):
    """The account, what an undo did, and the rows and incidents that it speaks of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account = KeyValue()
        self.outcome = Label("", wrap=True)
        self.failed = Label("", TextStyle.CAPTION, "warntext", wrap=True)
        self._undone = boxed(column(10, Rule(), 10, self.outcome, 2, self.failed))
        self.notes = Label("", TextStyle.CAPTION, "text2", wrap=True)
        self.kept = _list(_("Kept, edited since"), 148)
        self.refused = _list(_("Refused rows"), 8)
        told = column(self.account, self._undone, 8, self.notes)
        held = boxed(column(inset(told), 10, self.kept, 10, self.refused, None))
        self._area = ScrollArea(held)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the keys scroll what has no list
        self.setLayout(column((self._area, 1)))
        self.setFocusProxy(self._area)

    def show_run(self, report: RunReport, outcome: UndoOutcome | None) -> None:
        counts = report.run.counts
        self.account.clear()
        for caption, fact in account(counts, report.skipped_reasons):
            self.account.add(caption, fact)
        self.notes.setText("\n".join(report.notes))
        self._undone.setVisible(outcome is not None)
        if outcome is not None:
            self.outcome.setText(outcome_fact(outcome))
            self.failed.setText(failed_fact(outcome))
            self.failed.setVisible(bool(outcome.failed))
        kept = outcome.kept if outcome is not None else ()
        for table, lines in (
            (self.kept, tuple(_kept(incident) for incident in kept)),
            (self.refused, tuple(_refused(refusal) for refusal in report.refusals)),
        ):
            table.show_lines(lines)
            table.setVisible(bool(lines))
            table.setFixedHeight(_height(table))


class RunPane(EditPane):
    """Beside the list of imports."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.run = RunBody()
        super().__init__(_("What this import did"), "", self.run, parent=parent)

    def show_run(self, report: RunReport, outcome: UndoOutcome | None) -> None:
        run = report.run
        told = _("{file}, {when}").format(file=brief(run.file_name, SHORT), when=stamp(run.at))
        self.said.setText(told)
        self.run.show_run(report, outcome)


def account(counts: ImportCounts, reasons: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """Rows read = stored + skipped + refused, and what the stored ones came to."""
    skipped = number(counts.skipped)
    if reasons and counts.skipped:
        named = ", ".join(f"{number(rows)} {reason}" for reason, rows in list(reasons.items())[:NAMED])
        skipped = f"{skipped}: {named}"
    return (
        (_("Rows read"), number(counts.read)),
        (_("Stored"), number(counts.stored)),
        (_("Skipped"), skipped),
        (_("Refused"), number(counts.refused)),
        (_("Incidents"), incidents_fact(counts)),
    )


def outcome_fact(outcome: UndoOutcome) -> str:
    """``Taken back on 9 Oct 2026 10:00: 4,790 incidents. 2 incidents were kept, because they were edited since.``"""
    back = ngettext("Taken back on {when}: {n} incident.", "Taken back on {when}: {n} incidents.", outcome.reversed)
    told = back.format(when=stamp(outcome.at), n=number(outcome.reversed))
    if not outcome.kept_in_all:
        return told
    kept = ngettext(
        "{n} incident was kept, because it was edited since.",
        "{n} incidents were kept, because they were edited since.",
        outcome.kept_in_all,
    ).format(n=number(outcome.kept_in_all))
    if len(outcome.kept) < outcome.kept_in_all:
        kept = f"{kept} " + _("The first {n} are named below.").format(n=number(len(outcome.kept)))
    return f"{told} {kept}"


def failed_fact(outcome: UndoOutcome) -> str:
    """What could not be taken back, and why."""
    named = listed([brief(each, SHORT) for each in outcome.failed], NAMED, between="; ")
    return _("Could not be taken back: {list}.").format(list=named)


def _height(table: ChoiceTable) -> int:
    """As high as its lines, and scrolled when there are many."""
    lines = min(len(table.lines), LINES) * table.verticalHeader().defaultSectionSize()
    return table.horizontalHeader().height() + lines + 2


def _list(name: str, width: int) -> ChoiceTable:
    return ChoiceTable((name, "", ""), (), note_width=8, choice_width=width, accessible_name=name)


def _kept(incident: KeptIncident) -> Line:
    return Line(
        incident.ticket, "", None, incident.why, fixed=True, under=incident.title, why=stamp(incident.edited_at)
    )


def _refused(refusal: Refusal) -> Line:
    row = _("Row {n}").format(n=number(refusal.row))
    cell = _("{column} “{value}”: {reason}").format(
        column=brief(refusal.column, SHORT), value=brief(refusal.value, SHORT), reason=refusal.reason
    )
    named = f"{row}, {refusal.ticket}" if refusal.ticket else row
    return Line(named, "", None, "", fixed=True, under=cell if refusal.column else refusal.reason)
