"""What calamine does not tell of a workbook, found by one stream over its XML: errors, hidden rows, lost results.

The stream also checks the sum of each part, so that a damaged file is refused and never half read.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.parsers import expat

from desktop_app.exchange.reader.letters import column_index
from desktop_app.exchange.reader.workbook_found import Findings, damaged
from desktop_app.exchange.reader.workbook_relations import attributes, date_styles, relations, text
from desktop_app.exchange.reader.workbook_text import LAST_DAY

if TYPE_CHECKING:
    import polars as pl

_PIECE = 2 << 20
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b[^>]*\bt=[\"']e[\"'][^>]*>(?:(?!</(?:\w+:)?c>).){0,4000}?<(?:\w+:)?v>([^<]*)<", re.DOTALL
)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_NO_VALUE = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)><(?:\w+:)?f\b[^<]*(?:/>|</(?:\w+:)?f>)(?:</(?:\w+:)?c>|<(?:\w+:)?v ?/>|<(?:\w+:)?v></)"
)
_NO_VALUE_SIGN = re.compile(rb"f>(?:</(?:\w+:)?c>|<(?:\w+:)?v ?/>|<(?:\w+:)?v></)")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=[\"'](?:1|true)[\"'][^>]*")
_ROW_PLACE = re.compile(rb"\br=[\"'](\d+)")
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']"
)  # stands below the rows
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+)(\d+)[\"']")
_FAR = re.compile(rb"r=[\"'](?:[A-Z]{3,}\d|[A-Z]+\d{5})")
_MOST_CELLS = 16_000_000  # of the whole rectangle, which calamine holds, filled or not: 32 bytes for each
_WIDE, _SPARSE = 2_000, 8  # of so many columns an eighth is filled, or some cells lie far from the others
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_LOOK_CLOSELY_BELOW = 16 << 20


def sheet_parts(archive: zipfile.ZipFile, main: str) -> tuple[dict[str, str], list[str]]:
    """Part of each worksheet by the sheet's name, in the workbook's order, and the names of the hidden ones."""
    related = relations(archive, main)
    parts: dict[str, str] = {}
    hidden: list[str] = []
    for sheet in _SHEET.findall(text(archive.read(main))):
        given = attributes(sheet)
        identity = next((value for key, value in given.items() if key.endswith(":id")), "")
        kind, part = related.get(identity, ("", ""))
        name = given.get("name", "")
        if kind == "worksheet":
            parts[name] = part
            hidden += [name] if given.get("state", "visible") != "visible" else []
    return parts, hidden


def needs_streaming(archive: zipfile.ZipFile, part: str, others: Sequence[str] = ()) -> bool:
    """Whether the sheet is not for calamine: one that is small and spans an enormous area, or a part as UTF-16."""
    try:
        if any(_wide(archive, other) for other in (part, *others) if other in archive.namelist()):
            return True
        if archive.getinfo(part).file_size > _LOOK_CLOSELY_BELOW:
            return False
        xml = archive.read(part)
    except KeyError:
        return False
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise damaged(part) from None
    places = set(_REFERENCE.findall(xml)) if _FAR.search(xml) else set()
    width = 1 + max((column_index(letters.decode()) for letters, _row in places), default=0)
    height = max((int(row) for _letters, row in places), default=0)
    if width > _LAST_COLUMN or height > _LAST_ROW:
        raise damaged(part)
    return width * height > _MOST_CELLS or (width > _WIDE and width * height > _SPARSE * len(places))


def _wide(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a part is written in UTF-16, of which calamine makes nothing at all without a word."""
    with archive.open(part) as stream:
        return stream.read(2) in (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def look_through(path: str, part: str, texts: str, styles: str = "") -> Findings:
    """Stream the shared strings, ``texts``, and one sheet. Raises Unreadable when a part is damaged."""
    found = Findings()
    at_work = texts
    try:
        with zipfile.ZipFile(path) as archive:
            if texts in archive.namelist():
                for _piece in _whole(archive, texts):
                    pass
            at_work = styles
            dates = date_styles(archive, styles)
            at_work = part
            if part in archive.namelist():
                no_date, placed = _no_date(dates), True
                for piece in _whole(archive, part):
                    placed = _look(piece, found, no_date) and placed
                if not placed:
                    found = _counted(archive, part, dates, found.head)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, expat.ExpatError):
        raise damaged(at_work) from None
    return found


def _counted(archive: zipfile.ZipFile, part: str, dates: set[int], head: bytes) -> Findings:
    """The findings of a sheet whose cells or rows do not say where they stand."""
    from desktop_app.exchange.reader.workbook_walk import walk  # hardly any file needs it

    with archive.open(part) as stream:
        found = walk(stream, dates)
    found.head = head
    return found


def _no_date(dates: set[int]) -> re.Pattern[bytes] | None:
    """Finds in cells of these styles the numbers that may be no day of the calendar: calamine gives them as blanks."""
    if not dates:
        return None
    styles = "|".join(str(number) for number in sorted(dates)).encode()
    number = rb"(-[\d.eE+-]+|\d{7}[\d.]*(?:[eE]\+?\d+)?|[\d.]+[eE]\+?\d+)"
    return re.compile(
        rb"\bs=[\"'](?:" + styles + rb")[\"'][^>]*>(?:<(?:\w+:)?f>[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>" + number + b"<"
    )


def _whole(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The pieces of a part, parsed once more where a tag seems to have lost its end, which calamine may read over."""
    import polars as pl  # not above: see workbook_values

    opened = closed = 0
    for piece in _pieces(archive, part):
        letters = pl.Series([piece], dtype=pl.Binary).cast(pl.List(pl.UInt8)).explode()  # counts faster than bytes do
        opened += int((letters == ord("<")).sum())
        closed += int((letters == ord(">")).sum())
        yield piece
    if opened != closed:
        with archive.open(part) as stream:
            expat.ParserCreate().ParseFile(stream)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end where a row ends, so that no cell is cut in two."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            piece = rest + piece
            cut = piece.rfind(b"row>") + 4
            if cut < 4:
                cut = max(piece.rfind(b"/>") + 2, len(piece) - 8192) if len(piece) > 8192 else 0
            rest = piece[cut:]
            yield piece[:cut]
    yield rest


def _look(piece: bytes, found: Findings, no_date: re.Pattern[bytes] | None) -> bool:
    """Add what a piece hides to ``found``; False where something of it does not say where it stands."""
    import polars as pl  # not above: see workbook_values

    found.head = found.head or piece
    # polars' search is ten times faster than Python's; error values begin with a sign that is rare elsewhere
    held = pl.Series([piece], dtype=pl.Binary)
    merged = held.bin.contains(b"mergeCell ")[0]
    hidden, formula = held.bin.contains(b"hidden=")[0], held.bin.contains(b"f>")[0]
    if b"#" in piece and re.search(rb"t=[\"']e[\"']", piece):
        for match in _ERROR.finditer(piece):
            place = _PLACE.search(match.group(0).partition(b">")[0])
            if place is None:
                return False
            found.error(place[1].decode(), int(place[2]), match[1].decode("utf-8", "replace"))
    for letters, first, last in _MERGED.findall(piece) if merged else ():
        found.merge(column_index(letters.decode()), int(first), int(last))
    for row in _HIDDEN.findall(piece) if hidden else ():
        number = _ROW_PLACE.search(row)
        if number is None:
            return False
        found.hidden.add(int(number[1]))
    if formula and _NO_VALUE_SIGN.search(piece):
        for match in _NO_VALUE.finditer(piece):
            place = _PLACE.search(match[1])
            if place is None:
                return False
            found.without_result(place[1].decode(), int(place[2]))
    for match in no_date.finditer(piece) if no_date and _may_match(held, no_date) else ():
        if 0 <= float(match[1]) < LAST_DAY + 1:
            continue
        place = _PLACE.search(piece, max(0, piece.rfind(b"<", 0, match.start())), match.end())
        if place is None:
            return False
        found.error(place[1].decode(), int(place[2]), match[1].decode())
    return True


def _may_match(held: pl.Series, pattern: re.Pattern[bytes]) -> bool:
    """Whether it is worth while to search a piece with Python, which takes fifteen times as long."""
    import polars as pl  # not above: see workbook_values

    text = held.cast(pl.String, strict=False)
    return bool(text.null_count()) or bool(text.str.contains(pattern.pattern.decode())[0])


def first_filled(head: bytes, row: int) -> str:
    """Letters of the first column that holds something in a row near the top of the sheet; empty when not found."""
    found = re.search(rb"<(?:\w+:)?row\b[^>]*\br=[\"']%d[\"'].*?(?:</(?:\w+:)?row>|$)" % row, head, re.DOTALL)
    cell = rb"<(?:\w+:)?c\b[^>]*\br=[\"']([A-Z]{1,3})\d+[\"'](?:[^>/]|/(?!>))*><(?:\w+:)?(?:v|is|f)\b"
    filled = re.search(cell, found.group(0)) if found else None
    return filled[1].decode() if filled else ""
