"""Screen, paper and PDF get the same commands, and other programs can read what comes out."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtGui import QColor, QPainter
from PySide6.QtPrintSupport import QPrinter

from desktop_app.domain.errors import Refused
from desktop_app.ui.printing import render
from desktop_app.ui.printing.layouts import Layout, Paper, compose, write_pdf
from desktop_app.ui.printing.marks import Document, Words
from desktop_app.ui.printing.render import image, layout, paint, pdf
from desktop_app.ui.printing.typeface import Weight, width
from tests.ui.printing.boards import board

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils are not installed here")
POINT = 25.4 / 72


class Recorder(QPainter):
    """Notes what is drawn where, in units of the sheet, and how large a unit is."""  # its methods keep Qt's names

    made: ClassVar[list[Recorder]] = []

    def __init__(self, *device: Any) -> None:
        super().__init__(*device)
        self.noted: list[tuple[Any, ...]] = []
        self.made.append(self)

    def scale(self, sx: float, sy: float) -> None:
        super().scale(sx, sy)
        inch, at = self.device().logicalDpiX(), self.worldTransform()
        self.noted.append(("mm", *(round(v / inch * 25.4, 6) for v in (at.m11(), at.m22(), at.dx(), at.dy()))))

    def drawText(self, *given: Any) -> None:  # noqa: N802
        self.noted.append(("text", given[0].toTuple(), given[1], self.font().pixelSize(), self.pen().color().name()))
        super().drawText(*given)

    def fillRect(self, *given: Any) -> None:  # noqa: N802
        self.noted.append(("fill", given[0].getRect(), given[1].name()))
        super().fillRect(*given)

    def drawLine(self, *given: Any) -> None:  # noqa: N802
        self.noted.append(("line", given[0].toTuple(), self.pen().widthF()))
        super().drawLine(*given)

    def drawRect(self, *given: Any) -> None:  # noqa: N802
        self.noted.append(("rect", given[0].getRect(), self.pen().widthF()))
        super().drawRect(*given)

    def drawLines(self, *given: Any) -> None:  # noqa: N802
        self.noted.append(("lines", tuple(line.toTuple() for line in given[0])))
        super().drawLines(*given)

    def drawPath(self, *given: Any) -> None:  # noqa: N802
        self.noted.append(("path", given[0].elementCount(), given[0].boundingRect().getRect()))
        super().drawPath(*given)

    def drawPolygon(self, *given: Any) -> None:  # noqa: N802
        self.noted.append(("polygon", tuple(point.toTuple() for point in given[0])))
        super().drawPolygon(*given)

    def drawPolyline(self, *given: Any) -> None:  # noqa: N802
        self.noted.append(("polyline", tuple(point.toTuple() for point in given[0])))
        super().drawPolyline(*given)


@pytest.fixture(scope="module")
def month() -> Document:
    return compose(Layout.MONTH, board(15, open_slots=6), Paper.A4)


@pytest.fixture
def recorders(monkeypatch: pytest.MonkeyPatch) -> list[Recorder]:
    """Every painter that render makes from now on."""
    monkeypatch.setattr(Recorder, "made", [])
    monkeypatch.setattr(render, "QPainter", Recorder)
    return Recorder.made


def test_preview_and_pdf_get_the_same_commands_and_rectangles(recorders: list[Recorder], tmp_path: Path) -> None:
    document = compose(Layout.MONTH, board(60), Paper.A4)
    assert len(document.pages) > 1
    for page in document.pages:
        image(page, 96)
    on_screen = [painter.noted for painter in recorders]
    recorders.clear()
    pdf(document, tmp_path / "month.pdf")
    (on_paper,) = (painter.noted for painter in recorders)
    assert [noted[0] for noted in on_screen] == [("mm", 0.01, 0.01, 0.0, 0.0)] * len(document.pages)
    assert [len(noted) - 1 for noted in on_screen] == [len(page.marks) for page in document.pages]
    assert [mark for noted in on_screen for mark in noted] == on_paper


def test_a_picture_is_as_large_as_the_paper(month: Document) -> None:
    made = image(month.pages[0], 150)
    assert (made.width(), made.height()) == (1754, 1240)
    assert made.pixelColor(3, 3) == QColor("white")


def words_of(path: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """By page the words that poppler finds, with their boxes in mm."""
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True)
    line = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    return [
        [(m[5], *(float(m[n]) * POINT for n in (1, 2, 3, 4))) for m in line.finditer(page)]
        for page in done.stdout.split("<page ")[1:]
    ]


@needs_poppler
@pytest.mark.parametrize(
    ("count", "sheet", "paper"),
    [(15, Layout.MONTH, Paper.A4), (60, Layout.QUARTER, Paper.A3), (15, Layout.HUB, Paper.LETTER)],
)
def test_every_word_can_be_found_inside_the_page_where_it_was_meant(
    tmp_path: Path, count: int, sheet: Layout, paper: Paper
) -> None:
    own = board(count)
    document = compose(sheet, own, paper)
    pdf(document, tmp_path / "sheet.pdf")
    pages = words_of(tmp_path / "sheet.pdf")
    assert len(pages) == len(document.pages)
    for found, page in zip(pages, document.pages, strict=True):
        assert found
        for word, left, top, right, bottom in found:
            assert left >= page.margin - 0.3, word
            assert right <= page.width - page.margin + 0.3, word
            assert top >= 0, word
            assert bottom <= page.height, word
        for mark in page.marks:
            if isinstance(mark, Words):
                first = mark.text.split()[0]
                spaces = mark.text[: mark.text.index(first)]
                x = mark.at[0] + width(spaces, mark.points, Weight(mark.weight))
                near = [w for w in found if w[0].startswith(first[:3]) and abs(w[1] - x) < 0.4]
                assert any(w[2] < mark.at[1] < w[4] for w in near), mark.text
    if sheet is not Layout.HUB:
        everything = " ".join(word for found in pages for word, *_box in found)
        for person in own.people:
            assert person.name in everything


@needs_poppler
def test_fonts_are_inside_the_file(month: Document, tmp_path: Path) -> None:
    pdf(month, tmp_path / "month.pdf")
    done = subprocess.run(["pdffonts", str(tmp_path / "month.pdf")], capture_output=True, text=True, check=True)
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    assert rows
    assert all("IBMPlexSansCond" in row[0] for row in rows)
    assert all(row[-5] == "yes" for row in rows), "not embedded"


@needs_poppler
def test_the_file_is_called_what_it_shows(month: Document, tmp_path: Path) -> None:
    pdf(month, tmp_path / "month.pdf")
    done = subprocess.run(["pdfinfo", str(tmp_path / "month.pdf")], capture_output=True, text=True, check=True)
    assert "Winter 2027, January 2027" in done.stdout
    assert re.search(r"Page size:\s+84[12][.\d]* x 59[45][.\d]* pts", done.stdout)


def test_the_command_line_gets_a_sentence(tmp_path: Path) -> None:
    said = write_pdf(board(60), Layout.MONTH, Paper.A4, tmp_path / "rota.pdf")
    assert said == "Winter 2027, January 2027: 5 pages on A4 in “rota.pdf”."
    assert (tmp_path / "rota.pdf").read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["rota.pdf"]


def test_a_folder_that_is_not_there_is_refused_and_an_older_file_kept(month: Document, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"“a\.pdf” cannot be written"):
        pdf(month, tmp_path / "missing" / "a.pdf")
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Refused):
        pdf(month, tmp_path / "a.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


@needs_poppler
def test_a_printer_gets_the_pages_in_the_same_place(tmp_path: Path) -> None:
    document = compose(Layout.MONTH, board(60), Paper.A4)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(layout(document.pages[0]))
    printer.setFullPage(True)
    assert paint(document.pages, printer)
    pdf(document, tmp_path / "written.pdf")
    printed, written = words_of(tmp_path / "printed.pdf"), words_of(tmp_path / "written.pdf")
    assert [[w[0] for w in page] for page in printed] == [[w[0] for w in page] for page in written]
    for one, other in zip(printed[0], written[0], strict=True):
        assert one[1:] == pytest.approx(other[1:], abs=0.1)
