"""Asks where a figure shall be written, and writes it off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import Refused, SecondWayError
from desktop_app.domain.figures import Figure, RepairTimeFigure
from desktop_app.domain.file_names import file_name
from desktop_app.domain.language import _
from desktop_app.services.exports import ExportService
from desktop_app.ui.operations import Operations

Chooser = Callable[[QWidget, str, str, str], tuple[str, str]]


class FigureSaving(QObject):
    """``saved`` and ``refused`` tell a sentence."""

    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, exports: ExportService, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._exports, self._operations, self._page = exports, operations, parent
        self.ask_save: Chooser = QFileDialog.getSaveFileName

    def save(
        self, figure: Figure | RepairTimeFigure, picture: Callable[[], QPixmap] | None = None, ending: str = ""
    ) -> None:
        """Ask for a file of the kind ``ending``, or of any, and write to it."""
        name = figure.title if isinstance(figure, Figure) else _("repair times")
        path = self._ask(file_name(name), ending, with_picture=picture is not None)
        if path is not None:
            self.save_to(path, figure, picture)

    def save_to(
        self, path: Path, figure: Figure | RepairTimeFigure, picture: Callable[[], QPixmap] | None = None
    ) -> None:
        """Write the table, or the picture where the file is a ``.png``."""
        if path.suffix.casefold() == ".png" and picture is not None:
            image = picture().toImage()  # a pixmap belongs to the GUI thread, an image does not
            self._write(partial(write_picture, image, path))
        else:
            self._write(partial(self._exports.figure, figure, path))

    def _write(self, write: Callable[[], str]) -> None:
        self._operations.work(
            lambda _progress: write(), title=_("Exporting the figure"), done=self._tell, failed=self._refuse
        )

    def _tell(self, sentence: str) -> None:
        self.saved.emit(sentence)

    def _refuse(self, error: SecondWayError) -> None:
        self.refused.emit(error.sentence)

    def _ask(self, name: str, ending: str, *, with_picture: bool) -> Path | None:
        """The file chosen, with an ending that can be written; None when given up."""
        kinds = {"xlsx": _("Excel workbook (*.xlsx)"), "csv": _("CSV file (*.csv)")}
        if with_picture:
            kinds["png"] = _("PNG picture (*.png)")
        offered = [kinds[ending]] if ending else list(kinds.values())
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = Path(folder) / f"{name}.{ending or 'xlsx'}"
        chosen, kind = self.ask_save(self._page, _("Export the figure"), str(suggested), ";;".join(offered))
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
