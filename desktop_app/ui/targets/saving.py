"""Asks where a figure shall be written, and writes its picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _


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
    """Write a PNG; returns the sentence for it. Raises Refused."""
    if not image.save(str(path), "PNG"):  # type: ignore[call-overload]
        raise Refused(
            _("The picture could not be written to {path}; check that the folder exists and can be written to.").format(
                path=path
            )
        )
    return _("The picture was written to {name}.").format(name=path.name)
