"""Asks where a figure shall be written, and writes it off the GUI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.figures import Figure, RepairTimeFigure
from desktop_app.domain.file_names import file_name
from desktop_app.domain.language import _
from desktop_app.services.exports import ExportService
from desktop_app.ui.operations import Operations
from desktop_app.ui.targets.tab import Shown
from desktop_app.ui.widgets.figure_saving import write_picture


class Saving(QObject):
    """``saved`` and ``refused`` tell a sentence."""

    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, exports: ExportService, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._exports, self._operations = exports, operations

    def ask(self, shown: Shown, ending: str, parent: QWidget) -> None:
        """Ask for a file and write there what is shown, by the file's ending."""
        figure = shown.figure
        if figure is None:
            return
        name = figure.title if isinstance(figure, Figure) else _("repair times")
        if path := ask_path(parent, ending, file_name(name)):
            self.save(shown, path)

    def save(self, shown: Shown, path: Path) -> None:
        """Write a picture to ``.png``, otherwise the table; nothing before there is a figure."""
        if shown.figure is None:
            return
        if path.suffix.casefold() == ".png":
            self.save_picture(shown.picture(), path)
        else:
            self.save_table(shown.figure, path)

    def save_table(self, figure: Figure | RepairTimeFigure, path: Path) -> None:
        self._operations.work(
            lambda _progress: self._exports.figure(figure, path),
            title=_("Exporting the figure"),
            done=self._tell,
            failed=self._refuse,
        )

    def save_picture(self, picture: QPixmap, path: Path) -> None:
        image = picture.toImage()  # a pixmap belongs to the GUI thread, an image does not
        self._operations.work(
            lambda _progress: write_picture(image, path),
            title=_("Exporting the figure"),
            done=self._tell,
            failed=self._refuse,
        )

    def _tell(self, sentence: str) -> None:
        self.saved.emit(sentence)

    def _refuse(self, error: SecondWayError) -> None:
        self.refused.emit(error.sentence)


def ask_path(parent: QWidget, ending: str, name: str) -> Path | None:
    """The file chosen for ``xlsx``, ``csv`` or ``png``, any of them for an empty ending; None when given up."""
    kinds = {
        "xlsx": _("Excel workbook (*.xlsx)"),
        "csv": _("CSV file (*.csv)"),
        "png": _("PNG picture (*.png)"),
    }
    offered = [kinds[ending]] if ending else list(kinds.values())
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    suggested = Path(folder) / f"{name}.{ending or 'xlsx'}"
    chosen, kind = QFileDialog.getSaveFileName(parent, _("Export the figure"), str(suggested), ";;".join(offered))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.casefold().removeprefix(".") in kinds:
        return path
    picked = next((each for each, words in kinds.items() if words == kind), ending or "xlsx")
    return path.with_name(f"{path.name}.{picked}")
