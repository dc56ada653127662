"""Brings pages onto a picture, a printer, a screen or into a PDF, by one routine that draws their marks.

Whatever the device, its painter is scaled once to the sheet's unit of 0.01 mm and is given the same commands.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPdfWriter,
    QPen,
    QPolygonF,
)
from PySide6.QtPrintSupport import QPrinter

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, printable
from desktop_app.ui.printing.marks import (
    UNIT,
    Box,
    Document,
    Dots,
    Fill,
    Frame,
    Hatch,
    Line,
    Mark,
    Page,
    Shape,
    Stroke,
    Words,
)
from desktop_app.ui.printing.typeface import Weight, font
from desktop_app.ui.theme import GREY_PRINT

PDF_DPI = 1200
MM_PER_INCH = 25.4
DASH = (1.2, 0.8)  # mm


def draw(page: Page, painter: QPainter, dpi: float) -> None:
    """Draw a page from the painter's origin, for a device of so many dots per inch."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    scale = dpi / MM_PER_INCH / UNIT
    painter.scale(scale, scale)
    for mark in page.marks:
        _draw(mark, painter)
    painter.restore()


def image(page: Page, dpi: float) -> QImage:
    """A picture of the page on white paper."""
    size = [round(length / MM_PER_INCH * dpi) for length in (page.width, page.height)]
    made = QImage(size[0], size[1], QImage.Format.Format_RGB32)
    made.fill(GREY_PRINT.paper)
    made.setDotsPerMeterX(round(dpi / 0.0254))
    made.setDotsPerMeterY(round(dpi / 0.0254))
    painter = QPainter(made)
    draw(page, painter, dpi)
    painter.end()
    return made


def pdf(document: Document, path: Path) -> None:
    """Write the pages into a file with their fonts inside. Raises Refused when it cannot be written."""
    beside = path.with_name(f".{path.name}.part")
    writer = QPdfWriter(str(beside))
    writer.setResolution(PDF_DPI)
    writer.setTitle(document.title)
    writer.setCreator("Second Way")
    writer.setPageLayout(layout(document.pages[0]))
    painter = QPainter()
    try:
        beside.touch(0o600)  # before Qt makes it, readable by everybody
        if not painter.begin(writer):
            raise OSError
        for index, page in enumerate(document.pages):
            if index:
                writer.newPage()
            draw(page, painter, PDF_DPI)
        if not painter.end():
            raise OSError
        os.replace(beside, path)  # noqa: PTH105
    except OSError:
        if painter.isActive():
            painter.end()
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise Refused(
            _("“{name}” cannot be written in {folder}.").format(name=printable(path.name), folder=path.parent)
        ) from None


def paint(pages: Iterable[Page], printer: QPrinter) -> bool:
    """Send pages to a printer whose page layout is that of ``layout``. False when it takes none."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    done = True
    for index, page in enumerate(pages):
        if index:
            done = printer.newPage() and done
        painter.save()
        corner = printer.paperRect(QPrinter.Unit.DevicePixel).topLeft()
        if not printer.fullPage():
            corner -= printer.pageRect(QPrinter.Unit.DevicePixel).topLeft()
        painter.translate(corner)
        draw(page, painter, printer.resolution())
        painter.restore()
    return painter.end() and done


def layout(page: Page) -> QPageLayout:
    """The page as Qt's printing knows it: the paper upright, its orientation, no margin of the device's own."""
    short, long = sorted((page.width, page.height))
    lying = QPageLayout.Orientation.Landscape if page.width > page.height else QPageLayout.Orientation.Portrait
    size = QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    made = QPageLayout(size, lying, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made


def _draw(mark: Mark, painter: QPainter) -> None:
    match mark:
        case Words():
            painter.setFont(font(mark.points, Weight(mark.weight)))
            painter.setPen(mark.colour)
            painter.drawText(QPointF(mark.at[0] * UNIT, mark.at[1] * UNIT), mark.text)
        case Fill():
            painter.fillRect(_rect(mark.box), mark.colour)
        case Line():
            painter.setPen(_pen(mark.thickness, mark.colour))
            painter.drawLine(_line((mark.start, mark.end)))
        case Frame():
            _frame(mark, painter)
        case Hatch():
            painter.setPen(_pen(mark.thickness, mark.colour))
            painter.drawLines([_line(ends) for ends in mark.lines])
        case Dots():
            _dots(mark, painter)
        case Shape():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(mark.colour))
            painter.drawPolygon(_polygon(mark.points))
        case Stroke():
            painter.setPen(_pen(mark.thickness, mark.colour))
            painter.drawPolyline(_polygon(mark.points))


def _frame(mark: Frame, painter: QPainter) -> None:
    pen = _pen(mark.thickness, mark.colour)
    if mark.dashed:
        pen.setDashPattern([length / mark.thickness for length in DASH])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(_rect(mark.box.shrunk(mark.thickness / 2)))


def _dots(mark: Dots, painter: QPainter) -> None:
    path = QPainterPath()
    for x, y in mark.centres:
        path.addEllipse(QPointF(x * UNIT, y * UNIT), mark.radius * UNIT, mark.radius * UNIT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(mark.colour))
    painter.drawPath(path)


def _pen(thickness: float, colour: QColor) -> QPen:
    pen = QPen(colour, thickness * UNIT)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _rect(box: Box) -> QRectF:
    return QRectF(box.x * UNIT, box.y * UNIT, box.width * UNIT, box.height * UNIT)


def _line(ends: tuple[tuple[float, float], tuple[float, float]]) -> QLineF:
    (x1, y1), (x2, y2) = ends
    return QLineF(x1 * UNIT, y1 * UNIT, x2 * UNIT, y2 * UNIT)


def _polygon(points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(x * UNIT, y * UNIT) for x, y in points])
