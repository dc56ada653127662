"""Tables written as xlsx and csv: text stays text, dates stay dates, and what we write we can read again."""

from __future__ import annotations

import contextlib
import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Final, Protocol

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number

Value = str | int | float | datetime | None

MAX_ROWS: Final = 1_048_576  # of a sheet
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
MAX_TEXT: Final = 32_767  # characters of a cell
_NO_TEXT: Final = ("=", "#")  # what openpyxl takes for a formula or an error; it knows all other text for what it is
DATE_FORMAT: Final = "yyyy-mm-dd hh:mm:ss"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML 1.0
_UNWRITABLE_AS_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # nor in csv
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\v", "\f", "＝", "＋", "－", "＠")  # the wide too


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in characters."""

    title: str
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns and rows, and lines that say what was counted: filters, time zone, definitions.

    A workbook says the lines on a sheet of their own; a csv, which has none, in a last cell of its head.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    about: Sequence[str] = ()


def write(sheet: Sheet, path: Path, *more: Sheet) -> int:
    """Write a table by its suffix, .xlsx or .csv, and return the number of rows; ``more`` go into a workbook alone.

    The file appears whole or not at all, readable by its owner only. Raises Refused with the reason.
    """
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise Refused(_("“{name}” is neither an xlsx nor a csv file name.").format(name=path.name))
    with whole_file(path) as file:
        return _write_xlsx((sheet, *more), file) if suffix == ".xlsx" else write_csv(sheet, file)


def fitting(rows: int, path: Path) -> None:
    """Raises Refused when a sheet cannot hold so many rows: known before minutes are spent on writing them."""
    if path.suffix.lower() == ".xlsx" and rows >= MAX_ROWS:
        raise Refused(_too_many())


def _too_many() -> str:
    return _("A sheet holds at most {n} rows; export as csv instead.").format(n=number(MAX_ROWS - 1))


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when it is complete. Raises Refused when the folder cannot be written."""
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".second-way-", suffix=path.suffix, dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # or a power cut may leave the new name with nothing in it
        Path(temporary).replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(
            _("“{name}” cannot be written in {folder}: {reason}.").format(
                name=path.name, folder=path.parent, reason=reason
            )
        ) from error
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _write_xlsx(sheets: Sequence[Sheet], file: IO[bytes]) -> int:
    from openpyxl import Workbook  # a tenth of a second that no start should pay

    book = Workbook(write_only=True)
    counts = [_add_page(book, sheet) for sheet in sheets]
    lines = [line for sheet in sheets for line in sheet.about]
    if lines:
        about = book.create_sheet(_("About"))
        about.column_dimensions["A"].width = 110
        for line in lines:
            about.append([_text_cell(about, line)])
    book.save(file)
    return counts[0]


def _add_page(book: Any, sheet: Sheet) -> int:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(_sheet_name(sheet.title))
    page.freeze_panes = "A2"
    _set_up_paper(page)
    for index, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(index)].width = column.width
    heads = [_text_cell(page, column.title) for column in sheet.columns]
    for head in heads:
        head.font = Font(bold=True)
        head.alignment = Alignment(vertical="top", wrap_text=True)
    page.append(heads)
    count = 0
    for row in sheet.rows:
        count += 1
        if count >= MAX_ROWS:
            raise Refused(_too_many())
        page.append([_cell(page, value) for value in row])
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count + 1}"
    return count


def _set_up_paper(page: Any) -> None:
    """Across the paper, as wide as one page, the head on each of them with the page's number at the foot."""
    from openpyxl.worksheet.properties import PageSetupProperties

    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = "1:1"
    page.oddFooter.left.text = "&A"
    page.oddFooter.right.text = "&P / &N"


def _cell(page: Any, value: Value) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str):
        text = _escaped(clean(value))
        return _text_cell(page, text) if text.startswith(_NO_TEXT) else text
    if isinstance(value, datetime):
        if value.fold and value.tzinfo:  # an hour that the clock shows twice: only its offset tells which one
            return _text_cell(page, value.isoformat(sep=" ", timespec="seconds"))
        cell = WriteOnlyCell(page, value=value.replace(tzinfo=None))
        cell.number_format = DATE_FORMAT
        return cell
    return value


def _text_cell(page: Any, value: str) -> Any:
    """A cell of text that stays text, even when it begins like a formula."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page)
    cell.value = clean(value)
    cell.data_type = "s"
    return cell


def _escaped(text: str) -> str:
    """As the cells of a workbook write a carriage return, and what would be read as such a sign of theirs."""
    if "_x" in text:
        text = _ESCAPE.sub("_x005F_", text)
    return text.replace("\r", "_x000D_") if "\r" in text else text


def clean(text: str) -> str:
    """Text without what a workbook cannot hold: control characters and lone surrogates; cut where a cell ends."""
    return _UNWRITABLE.sub("", text)[:MAX_TEXT]


class Bytes(Protocol):
    """What takes a file's bytes."""

    def write(self, data: bytes, /) -> int: ...


def write_csv(sheet: Sheet, file: Bytes) -> int:
    """Write a table and return the number of rows.

    UTF-8 with a byte order mark, so that Excel reads accents; ISO stamps with the offset that they carry; no line may
    act as a formula. What was counted is the last cell of the head: it is in the file, and no reader stumbles over it.
    """
    count = 0
    file.write("\ufeff".encode())
    writer = csv.writer(_Utf8(file), lineterminator="\r\n")
    said = [" · ".join(line for line in sheet.about if line)] if sheet.about else []
    nothing = [""] * len(said)
    writer.writerow([csv_text(title) for title in (*(column.title for column in sheet.columns), *said)])
    for row in sheet.rows:
        count += 1
        writer.writerow([_csv_value(value) for value in row] + nothing)
    return count


class _Utf8:
    """The text side of a binary file, for csv.writer."""

    def __init__(self, file: Bytes) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode("utf-8", "replace"))


def _csv_value(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return csv_text(value) if isinstance(value, str) else str(value)


def csv_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a sign that begins one.

    One goes before such an apostrophe as well, so that taking one away always gives back what was there.
    """
    text = _UNWRITABLE_AS_TEXT.sub("", text)
    return "'" + text if text.lstrip("'").startswith(FORMULA_STARTS) else text


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "Sheet"
