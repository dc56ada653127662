"""The monthly sheet from the window: looked at, written as PDF or workbook, or handed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.language import _

if TYPE_CHECKING:
    from desktop_app.services.monthly import MonthlyService, Offered
    from desktop_app.ui.window.window import MainWindow

Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]


class MonthDesk(QObject):
    """Every way asks first which months there are; the one that is asked for is taken where it is among them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.ask_save: Chooser = QFileDialog.getSaveFileName

    def sheet(self, way: str, month: date | None) -> None:
        """``way`` is preview, pdf, workbook or issue; without a month the newest whole one is taken."""
        window = self._window
        window.operations.query(
            ("window", "months"), window.services.monthly.offered, lambda found: self._go(way, month, found)
        )

    def preview(self) -> None:
        """The newest whole month, or the one chosen there."""
        self.sheet("preview", None)

    def _go(self, way: str, month: date | None, offered: Offered) -> None:
        chosen = month if month in offered.months else offered.proposed
        if chosen is None:
            self._window.teller.tell(_("There is no month yet: the workspace holds no incident."))
            return
        go = {"pdf": self._write_pdf, "workbook": self._write_workbook, "issue": self._issue}.get(way)
        if go is None:
            self._open(chosen, offered)
        else:
            go(chosen)

    def _open(self, month: date, offered: Offered) -> None:
        from desktop_app.ui.printing.month_preview import MonthlySheetDialog

        window = self._window
        dialog = MonthlySheetDialog(window.services.monthly, offered, window.operations, window)
        dialog.choices.months.choose(month)
        dialog.saved.connect(window.teller.tell)
        dialog.open()

    def _write_pdf(self, month: date) -> None:
        path = self._ask(_("Monthly sheet"), f"{month:%Y-%m}.pdf", _("PDF document") + " (*.pdf)")
        if path:
            self._work(_("Monthly sheet"), partial(_pdf, self._window.services.monthly, month, path))

    def _write_workbook(self, month: date) -> None:
        path = self._ask(_("Monthly workbook"), f"{month:%Y-%m}.xlsx", _("Excel workbook") + " (*.xlsx)")
        if path:
            self._work(_("Monthly workbook"), partial(self._window.services.monthly.write, month, path))

    def _issue(self, month: date) -> None:
        monthly = self._window.services.monthly
        self._window.operations.execute(lambda _progress: monthly.issue(month), title=_("Issue"))

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


def _pdf(monthly: MonthlyService, month: date, path: Path) -> str:
    from desktop_app.ui.printing.month_sheet import write_pdf

    return write_pdf(monthly.sheet(month), path)
