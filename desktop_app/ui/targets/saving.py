"""Asks where a figure shall be written, and writes it off the GUI thread."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import Refused, SecondWayError
from desktop_app.domain.figures import RepairTimeFigure
from desktop_app.domain.language import _
from desktop_app.services.exports import ExportService
from desktop_app.ui.operations import Operations


class Saving(QObject):
    """``saved`` and ``refused`` tell a sentence."""

    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, exports: ExportService, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._exports, self._operations = exports, operations

    def save_table(self, figure: RepairTimeFigure, path: Path) -> None:
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


def ask_path(parent: QWidget, ending: str) -> Path | None:
    """The file chosen for ``xlsx``, ``csv`` or ``png``, any of them for an empty ending; None when given up."""
    kinds = {
        "xlsx": _("Excel workbook (*.xlsx)"),
        "csv": _("CSV file (*.csv)"),
        "png": _("PNG picture (*.png)"),
    }
    offered = [kinds[ending]] if ending else list(kinds.values())
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    suggested = Path(folder) / f"{_('repair times')}.{ending or 'xlsx'}"
    chosen, kind = QFileDialog.getSaveFileName(parent, _("Export the figure"), str(suggested), ";;".join(offered))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.casefold().removeprefix(".") in kinds:
        return path
    picked = next((each for each, words in kinds.items() if words == kind), ending or "xlsx")
    return path.with_name(f"{path.name}.{picked}")


def write_picture(image: QImage, path: Path) -> str:
    """Write a PNG that only its owner reads, whole or not at all; returns the sentence for it. Raises Refused."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.touch(0o600)
        if not image.save(str(beside), "PNG"):  # type: ignore[call-overload]
            raise OSError
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Refused(
            _("The picture could not be written to {path}; check that the folder exists and can be written to.").format(
                path=path
            )
        ) from None
    return _("The picture was written to {name}.").format(name=path.name)
