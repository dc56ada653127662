"""How the workbooks made for people look: fonts, greys that print, paper, and text that stays text."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final

from desktop_app.exchange.exports import clean

A4: Final = 9  # Excel's number for the paper
FONT: Final = "Arial"  # on every system, or one of the same widths
_WHITE, _INK, _RULE = "FFFFFF", "1A1A1A", "808080"


class Ground(Enum):
    """A fill as (pattern, pattern's colour, ground). Spreadsheets without patterns show a grey between the two."""

    PLAIN = (None, _WHITE, _WHITE)
    REST = ("solid", "E2E2E2", "E2E2E2")  # weekend or holiday
    BAND = ("solid", "CFCFCF", "CFCFCF")
    DARK = ("solid", _INK, _INK)
    HATCHED = ("lightUp", "8A8A8A", _WHITE)
    DOTTED = ("gray125", "8A8A8A", _WHITE)

    @property
    def fill(self) -> Any:
        from openpyxl.styles import PatternFill

        pattern, front, back = self.value
        return PatternFill() if pattern is None else PatternFill(pattern, fgColor=front, bgColor=back)

    @property
    def ink(self) -> str:
        return _WHITE if self is Ground.DARK else _INK


def new_book() -> Any:
    """A workbook without sheets whose columns are measured in the font that we write in."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    book: Any = Workbook()
    book.remove(book.worksheets[0])
    font = Font(FONT, size=10)
    book._fonts = IndexedList([font])  # openpyxl has no other door to the font of the style Normal
    book._named_styles["Normal"].font = font
    return book


def text(page: Any, at: str, words: str, *, size: float = 9, bold: bool = False, ink: str = _INK) -> Any:
    """Text that stays text, even when it begins like a formula. Returns the cell."""
    from openpyxl.styles import Alignment, Font

    cell = page[at]
    cell.value = clean(words)
    cell.data_type = "s"
    cell.font = Font(FONT, size=size, bold=bold, color=ink)
    cell.alignment = Alignment(vertical="center")
    return cell


def figure(cell: Any, form: str = "General", *, bold: bool = False) -> Any:
    """The type of numbers, and how they are shown. Returns the cell."""
    from openpyxl.styles import Alignment, Font

    cell.alignment = Alignment(horizontal="right", vertical="center")
    cell.font = Font(FONT, size=9, bold=bold, color=_INK)
    cell.number_format = form
    return cell


def aligned(cell: Any, horizontal: str = "left", *, wrap: bool = False, shrink: bool = False, top: bool = False) -> Any:
    from openpyxl.styles import Alignment

    vertical = "top" if top else "center"
    cell.alignment = Alignment(horizontal=horizontal, vertical=vertical, wrap_text=wrap, shrink_to_fit=shrink)
    return cell


def edge(style: Any, *, strong: bool = False) -> Any:
    """A line for a border, black or grey; None is no line."""
    from openpyxl.styles import Side

    return Side(style=style, color=_INK if strong else _RULE) if style else Side()


def on_paper(page: Any, *, landscape: bool, head_rows: str = "", footer: str = "") -> None:
    """A4, one page wide, as many as are needed long; the rows of the head on each; a footer with the page's number."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top, page.page_margins.bottom = 0.5, 0.7
    page.page_margins.header = page.page_margins.footer = 0.3
    page.sheet_view.showGridLines = False
    if head_rows:
        page.print_title_rows = head_rows
    page.oddFooter.left.text = footer.replace("&", "&&")
    page.oddFooter.right.text = "&P / &N"


def widths(page: Any, characters: Sequence[float]) -> None:
    """Column widths from A on."""
    from openpyxl.utils import get_column_letter

    for index, width in enumerate(characters, 1):
        page.column_dimensions[get_column_letter(index)].width = width
