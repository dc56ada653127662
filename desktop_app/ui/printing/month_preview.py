"""The preview of the monthly sheet: which month, as issued or as counted today, its paper; and handing it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, number
from desktop_app.domain.month_names import month_title
from desktop_app.domain.monthly_sheet import Restatement
from desktop_app.services.changes import Changes, Progress
from desktop_app.services.monthly import MonthlyService, Offered
from desktop_app.ui.operations import Operations
from desktop_app.ui.printing.layouts import Paper
from desktop_app.ui.printing.marks import Document
from desktop_app.ui.printing.month_sheet import month_pages
from desktop_app.ui.printing.preview import PagesDialog
from desktop_app.ui.printing.preview_choices import PageChoices
from desktop_app.ui.printing.scene import Options
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.fields import Combo
from desktop_app.ui.widgets.messages import Severity

PAPERS = (Paper.A4, Paper.LETTER)
Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]


class MonthChoices(PageChoices):
    """Month, which figures, paper, colours, zoom; and the buttons of what a month can be besides printed."""

    def __init__(self, offered: Offered) -> None:
        super().__init__()
        self._numbers = dict(offered.numbers)
        self.months = Combo([(month_title(month), month) for month in offered.months], accessible_name=_("Month"))
        self.months.choose(offered.proposed)
        self.versions = Combo(accessible_name=_("Figures"))
        self.colours = Combo([(_("Black and white"), False), (_("Colour"), True)], accessible_name=_("Colours"))
        self.issue_button = Button(_("Issue this month"), tip=_("Keep these figures under a number, as handed out"))
        self.workbook_button = Button(_("Save workbook…"), icon="file-spreadsheet")
        with QSignalBlocker(self.papers):
            for paper in PAPERS:
                self.papers.addItem(paper.value, paper)
            self.papers.setCurrentIndex(0)
        self.lay_out(
            (_("&Month"), self.months), (_("&Figures"), self.versions), (_("P&aper"), self.papers),
            (_("&Colours"), self.colours), (_("&Zoom"), self.zooms), (_("&Hand out"), self.issue_button),
            (_("&Beside it"), self.workbook_button),
        )  # fmt: skip
        for button in (self.issue_button, self.workbook_button):
            button.setAutoDefault(False)
        self._fill_versions()
        self.months.currentIndexChanged.connect(self._on_month)
        for field in (self.versions, self.colours):
            field.currentIndexChanged.connect(self.changed)

    @property
    def month(self) -> date:
        held: date = self.months.currentData()
        return held

    @property
    def fresh(self) -> bool:
        """Counted today, whatever was issued."""
        return bool(self.versions.currentData())

    @property
    def issue_number(self) -> int | None:
        """The number under which the month was issued last."""
        return self._numbers.get(self.month)

    def number(self, numbers: Mapping[date, int]) -> None:
        """These months were issued under these numbers; the chosen one is shown so where its own is another."""
        before, self._numbers = self.issue_number, dict(numbers)
        if self.issue_number != before:
            self._on_month()

    def _on_month(self) -> None:
        self._fill_versions()
        self.changed.emit()

    def _fill_versions(self) -> None:
        """Of an issued month what was handed out comes first."""
        issue = self.issue_number
        with QSignalBlocker(self.versions):
            self.versions.clear()
            if issue is not None:
                self.versions.addItem(_("As issued, no {n}").format(n=number(issue)), False)
            self.versions.addItem(_("As counted today"), True)
            self.versions.setCurrentIndex(0)
        self.versions.update()


class MonthlySheetDialog(PagesDialog):
    """Opened by ``open()``, with at least one month offered. Issues are written by the window's own operations.

    ``issued`` tells the sentence about an issue, ``undo_wanted`` that its step is to be taken back.
    """

    issued = Signal(str)
    undo_wanted = Signal(int)

    def __init__(
        self,
        monthly: MonthlyService,
        offered: Offered,
        operations: Operations,
        parent: QWidget | None = None,
        wanted: IncidentFilter | None = None,
    ) -> None:
        choices = MonthChoices(offered)
        super().__init__(choices, parent)
        self.choices: MonthChoices = choices
        self._monthly, self._writes, self._wanted = monthly, operations, wanted
        self._issuing = False
        self.ask_save: Chooser = QFileDialog.getSaveFileName
        choices.issue_button.clicked.connect(self.issue)
        choices.workbook_button.clicked.connect(self.choose_workbook)
        operations.changed.connect(self._on_changed)

    def composer(self) -> Callable[[], Document]:
        own = self.choices
        options = Options(colour=bool(own.colours.currentData()))
        return partial(_composed, self._monthly, own.month, self._wanted, own.fresh, own.paper.size, options)

    # -- handing out

    def issue(self) -> None:
        """Keep the figures as counted today under the next number, unless they are those of the issue before."""
        if self._issuing:
            return
        self._issuing = True
        if self.choices.issue_number is None:
            self._write_issue()
            return
        compare = partial(self._monthly.restatements, self.choices.month, self._wanted)
        self._operations.query("restated", compare, self._issue_again, self._on_refused)

    def _issue_again(self, different: tuple[Restatement, ...]) -> None:
        if different:
            self._write_issue()
            return
        self._issuing = False
        words = _("{month} was issued as no {n}, and its figures are the same today: there is nothing to issue again.")
        month, n = month_title(self.choices.month), number(self.choices.issue_number or 0)
        self.message.say(words.format(month=month, n=n))

    def _write_issue(self) -> None:
        month, wanted, monthly = self.choices.month, self._wanted, self._monthly

        def write(_progress: Progress) -> Changes:
            return monthly.issue(month, wanted)

        self._writes.execute(write, title=_("Issue"), done=self._on_issued, failed=self._on_refused)

    def _on_issued(self, changes: Changes) -> None:
        self._issuing = False
        self.message.say(changes.message, action=_("Undo"), act=partial(self.undo_wanted.emit, changes.step))
        self.issued.emit(changes.message)

    def _on_changed(self, _changes: Changes) -> None:
        if not self._operations.closed:
            read = partial(self._monthly.offered, self._wanted)
            self._operations.query("offered", read, self._renumber, self._on_refused)

    def _renumber(self, offered: Offered) -> None:
        self.choices.number(offered.numbers)

    def _on_refused(self, error: SecondWayError) -> None:
        self._issuing = False
        self.message.say(error.sentence, Severity.WARNING)

    # -- the workbook

    def choose_workbook(self) -> None:
        """Ask where, and write the month's workbook."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder) / f"{self.choices.month:%Y-%m}.xlsx"
        kinds = _("Excel workbook") + " (*.xlsx)"
        chosen = self.ask_save(self, _("Monthly workbook"), str(proposed), kinds)[0]
        if chosen:
            self.write_workbook(Path(chosen if chosen.casefold().endswith(".xlsx") else f"{chosen}.xlsx"))

    def write_workbook(self, path: Path) -> None:
        month, wanted, monthly = self.choices.month, self._wanted, self._monthly
        self._do(_("Monthly workbook"), lambda: monthly.write(month, path, wanted), self._tell_saved)


def _composed(
    monthly: MonthlyService,
    month: date,
    wanted: IncidentFilter | None,
    fresh: bool,
    size: tuple[float, float],
    options: Options,
) -> Document:
    return month_pages(monthly.sheet(month, wanted, fresh=fresh), size, options)
