"""The monthly sheet from the window: looked at, written as PDF or workbook, or handed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _

if TYPE_CHECKING:
    from desktop_app.services.monthly import MonthlyService, Offered
    from desktop_app.ui.window.window import MainWindow

Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]


class MonthDesk(QObject):
    """Every way asks first which months there are; the one that is asked for is taken where it is among them.

    All of them are about the incidents of the filter that the reader sees.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.ask_save: Chooser = QFileDialog.getSaveFileName

    @property
    def scope(self) -> IncidentFilter | None:
        """The filter of the scope bar where it is shown; None for everything."""
        bar = self._window.scope_bar
        return bar.filter if bar.isVisibleTo(self._window) else None

    def sheet(self, way: str, month: date | None, wanted: IncidentFilter | None = None) -> None:
        """``way`` is preview, pdf, workbook or issue; without a month the newest whole one is taken.

        ``wanted`` keeps the incidents that the sheet is about, all of them without it.
        """
        window = self._window
        window.operations.query(
            ("window", "months"),
            partial(window.services.monthly.offered, wanted),
            lambda found: self._go(way, month, wanted, found),
        )

    def preview(self) -> None:
        """The newest whole month, or the one chosen there."""
        self.sheet("preview", None, self.scope)

    def _go(self, way: str, month: date | None, wanted: IncidentFilter | None, offered: Offered) -> None:
        chosen = month if month in offered.months else offered.proposed
        if chosen is None:
            self._window.teller.tell(_("There is no month yet: the workspace holds no incident."))
            return
        go = {"pdf": self._write_pdf, "workbook": self._write_workbook}.get(way)
        if go is None:
            self._open(chosen, wanted, offered, to_issue=way == "issue")
        else:
            go(chosen, wanted)

    def _open(self, month: date, wanted: IncidentFilter | None, offered: Offered, *, to_issue: bool) -> None:
        """A month is issued from its preview, where it is seen; the button for it then has the focus."""
        from desktop_app.ui.printing.month_preview import MonthlySheetDialog

        window = self._window
        dialog = MonthlySheetDialog(window.services.monthly, offered, window.operations, window, wanted)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.choices.months.choose(month)
        dialog.saved.connect(window.teller.tell)
        dialog.issued.connect(window.teller.tell_done)
        dialog.undo_wanted.connect(window.commands.undo_step)
        dialog.open()
        if to_issue:
            dialog.choices.issue_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _write_pdf(self, month: date, wanted: IncidentFilter | None) -> None:
        path = self._ask(_("Monthly sheet"), f"{month:%Y-%m}.pdf", _("PDF document") + " (*.pdf)")
        if path:
            self._work(_("Monthly sheet"), partial(_pdf, self._window.services.monthly, month, path, wanted))

    def _write_workbook(self, month: date, wanted: IncidentFilter | None) -> None:
        path = self._ask(_("Monthly workbook"), f"{month:%Y-%m}.xlsx", _("Excel workbook") + " (*.xlsx)")
        if path:
            self._work(_("Monthly workbook"), partial(self._window.services.monthly.write, month, path, wanted))

    def _ask(self, title: str, name: str, kinds: str) -> Path | None:
        last = self._window.memory.last()
        folder = last.parent if last else Path.home()
        chosen = self.ask_save(self._window, title, str(folder / name), kinds)[0]
        ending = Path(name).suffix
        if not chosen:
            return None
        return Path(chosen if chosen.casefold().endswith(ending) else chosen + ending)

    def _work(self, title: str, write: Callable[[], str]) -> None:
        teller = self._window.teller
        self._window.operations.work(
            lambda _progress: write(),
            title=title,
            done=teller.tell,
            failed=lambda error: teller.warn(error.sentence),
        )


def _pdf(monthly: MonthlyService, month: date, path: Path, wanted: IncidentFilter | None) -> str:
    from desktop_app.ui.printing.month_sheet import write_pdf

    return write_pdf(monthly.sheet(month, wanted), path)
