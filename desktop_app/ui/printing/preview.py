"""Shows pages as they will come out, lets choose what and how, and prints them or writes them as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QShortcut, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused, SecondWayError
from desktop_app.domain.file_names import file_name
from desktop_app.domain.language import _, ngettext, number
from desktop_app.ui.operations import Operations
from desktop_app.ui.printing import typeface
from desktop_app.ui.printing.layouts import Layout, Paper, compose
from desktop_app.ui.printing.marks import Document, Page
from desktop_app.ui.printing.preview_choices import Choices, PageChoices
from desktop_app.ui.printing.preview_pages import PagesView, fitting_dpi
from desktop_app.ui.printing.render import image, layout, paint, pdf
from desktop_app.ui.theme import theme
from desktop_app.ui.widgets.buttons import Button, Look
from desktop_app.ui.widgets.layouts import ScrollArea, boxed, column, row
from desktop_app.ui.widgets.messages import MessageBar, Severity

PANE = 272  # px
SETTLED_MS = 120  # after the last change of width the pages are drawn sharply


@dataclass(frozen=True, slots=True)
class _Shown:
    document: Document
    images: tuple[QImage, ...]
    dpi: float


class PagesDialog(QDialog):
    """Opened by ``open()``; composes and draws off the GUI thread. ``saved`` tells the sentence of a written PDF.

    At most ``most_drawn`` pages are drawn on the screen; all of them are printed.
    """

    saved = Signal(str)
    most_drawn = 200

    def __init__(self, choices: PageChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        typeface.load()
        self._operations = Operations(self)
        self.document: Document | None = None
        self.view = PagesView()
        self.message = MessageBar()
        self.choices = choices
        self.print_button = Button(_("Print…"), icon="printer", look=Look.PRIMARY)
        self.save_button = Button(_("Save PDF…"), icon="download")
        self.close_button = Button(_("Close"))
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._build()
        self._connect()

    def composer(self) -> Callable[[], Document]:
        """What makes the pages that are chosen now; it is called on a worker thread."""
        raise NotImplementedError

    def _build(self) -> None:
        self.setWindowTitle(_("Print preview"))
        px = theme().px
        buttons = column(self.print_button, self.save_button, self.close_button, margins=(16, 8, 16, 12))
        pane = boxed(column((ScrollArea(self.choices), 1), buttons))
        pane.setFixedWidth(px(PANE))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.message)
        whole.addLayout(row((self.view, 1), pane, spacing=0), 1)
        self.resize(QSize(px(1120), px(760)).boundedTo(self.screen().availableGeometry().size()))
        self.print_button.setDefault(True)
        for button in (self.save_button, self.close_button):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.choices.changed.connect(self._ask)
        self.choices.rescaled.connect(self._rescale)
        self.view.resized.connect(self._on_resized)
        self._timer.timeout.connect(self._rescale)
        self.print_button.clicked.connect(self.choose_printer)
        self.save_button.clicked.connect(self.choose_file)
        self.close_button.clicked.connect(self.reject)
        for keys, act in (
            (QKeySequence.StandardKey.ZoomIn, partial(self.choices.step_zoom, 1)),
            (QKeySequence.StandardKey.ZoomOut, partial(self.choices.step_zoom, -1)),
            (QKeySequence.StandardKey.Print, self.choose_printer),
            (QKeySequence.StandardKey.Save, self.choose_file),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # -- what is shown

    @property
    def is_busy(self) -> bool:
        """Whether pages are still being composed, drawn, written or printed."""
        return self._operations.is_busy or self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.document is None:
            self._ask()
            self.view.setFocus()

    def done(self, result: int) -> None:
        self._timer.stop()
        self._operations.close()
        super().done(result)

    def _ask(self) -> None:
        self._timer.stop()
        composed, zoom, most = self.composer(), self.choices.zoom, self.most_drawn
        room, ratio = self.view.room, self.devicePixelRatioF()

        def read() -> _Shown:
            document = composed()
            return _pictured(document, fitting_dpi(document.pages, room, zoom), ratio, most)

        self._operations.query("pages", read, self._show, self._refuse_pages)

    def _rescale(self) -> None:
        """Draw the same pages at another size."""
        document = self.document
        if document is None or self._operations.is_busy:
            self._ask()
            return
        dpi, ratio = fitting_dpi(document.pages, self.view.room, self.choices.zoom), self.devicePixelRatioF()
        most = self.most_drawn
        self.view.stretch(dpi)
        self._operations.query("pages", lambda: _pictured(document, dpi, ratio, most), self._show, self._refuse_pages)

    def _show(self, shown: _Shown) -> None:
        if self.document is None:
            self.message.dismiss()
        self.document = shown.document
        drawn = len(shown.images)
        self.view.show_pages(shown.document.pages[:drawn], shown.images, shown.dpi)
        count = len(shown.document.pages)
        words = ngettext("{n} page, {paper}", "{n} pages, {paper}", count)
        words = words.format(n=number(count), paper=_lying(shown.document.pages[0], self.choices.paper))
        if drawn < count:
            words += "\n" + _("The first {n} are shown here; all of them are printed.").format(n=number(drawn))
        self.choices.tell(words)

    def _refuse_pages(self, error: SecondWayError) -> None:
        """Nothing can be shown, so nothing old is left to be printed by mistake."""
        self.document = None
        self.view.show_pages((), (), 96.0)
        self.choices.tell("")
        self._refuse(error)

    def _refuse(self, error: SecondWayError) -> None:
        self.message.say(error.sentence, Severity.WARNING)

    def _on_resized(self) -> None:
        if self.choices.zoom is None and self.document is not None:
            self.view.stretch(fitting_dpi(self.document.pages, self.view.room, None))
            self._timer.start()

    # -- what is done with it

    def choose_file(self) -> None:
        if self.document is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder) / f"{file_name(self.document.title)}.pdf"
        chosen = QFileDialog.getSaveFileName(self, _("Save as PDF"), str(proposed), _("PDF document") + " (*.pdf)")[0]
        if chosen:
            self.save(Path(chosen if chosen.casefold().endswith(".pdf") else f"{chosen}.pdf"))

    def save(self, path: Path) -> None:
        """Write the pages that are shown."""
        document = self.document
        if document is not None:
            self._do(_("Save PDF"), lambda: _saved(document, path), self._tell_saved)

    def choose_printer(self) -> None:
        if self.document is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(layout(self.document.pages[0]))
        printer.setDocName(self.document.title)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Send the pages that are shown."""
        document = self.document
        if document is not None:
            printer.setFullPage(True)
            self._do(_("Print"), lambda: _printed(document, printer), self._tell)

    def _do(self, title: str, task: Callable[[], str], told: Callable[[str], None]) -> None:
        self._operations.work(lambda _progress: task(), title=title, done=told, failed=self._refuse)

    def _tell(self, sentence: str) -> None:
        self.message.say(sentence)

    def _tell_saved(self, sentence: str) -> None:
        self._tell(sentence)
        self.saved.emit(sentence)


class PreviewDialog(PagesDialog):
    """What is printed of a board. ``block_id`` limits slips to those of one block."""

    def __init__(
        self, board: Board, first: Layout = Layout.MONTH, parent: QWidget | None = None, *, block_id: int = 0
    ) -> None:
        choices = Choices(board, first)
        super().__init__(choices, parent)
        self.choices: Choices = choices
        self._board, self._block_id = board, block_id

    def composer(self) -> Callable[[], Document]:
        chosen = self.choices.chosen
        period = chosen.period
        return partial(
            compose, chosen.layout, self._board, chosen.paper, chosen.options, period.first, period.last, self._block_id
        )


def _pictured(document: Document, dpi: float, ratio: float, most: int) -> _Shown:
    return _Shown(document, tuple(image(page, dpi * ratio) for page in document.pages[:most]), dpi)


def _saved(document: Document, path: Path) -> str:
    pdf(document, path)
    words = ngettext("{n} page was saved in “{name}”.", "{n} pages were saved in “{name}”.", len(document.pages))
    return words.format(n=number(len(document.pages)), name=path.name)


def _printed(document: Document, printer: QPrinter) -> str:
    if not paint(document.pages, printer):
        raise Refused(_("The printer “{name}” takes nothing now.").format(name=printer.printerName()))
    words = ngettext("{n} page was sent to the printer.", "{n} pages were sent to the printer.", len(document.pages))
    return words.format(n=number(len(document.pages)))


def _lying(page: Page, paper: Paper) -> str:
    """``A4 landscape``."""
    lies = layout(page).orientation() is QPageLayout.Orientation.Landscape
    words = _("{paper} landscape") if lies else _("{paper} upright")
    return words.format(paper=paper.value)
