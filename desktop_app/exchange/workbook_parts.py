"""What calamine does not tell of a workbook, found by one stream over its XML: errors, hidden rows, lost results.

The stream also checks the sum of each part, so that a damaged file is refused and never half read.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop_app.domain.language import _
from desktop_app.exchange.letters import column_index
from desktop_app.exchange.saying import Unreadable

_PIECE = 2 << 20
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b[^>]*\bt=[\"']e[\"'][^>]*>(?:(?!</(?:\w+:)?c>).){0,4000}?<(?:\w+:)?v>([^<]*)<", re.DOTALL
)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_NO_VALUE = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)><(?:\w+:)?f\b[^<]*(?:/>|</(?:\w+:)?f>)(?:</(?:\w+:)?c>|<(?:\w+:)?v ?/>|<(?:\w+:)?v></)"
)
_NO_VALUE_SIGN = re.compile(rb"f>(?:</(?:\w+:)?c>|<(?:\w+:)?v ?/>|<(?:\w+:)?v></)")
_HIDDEN = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=[\"'](?:1|true)[\"']")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+)(\d+)[\"']")
_FAR = re.compile(rb"r=[\"'](?:[A-Z]{3,}\d|[A-Z]+\d{5})")
_MOST_CELLS = 40_000_000
_MOST_COLUMNS = 2_000  # fastexcel's time grows with the square of the width
_LOOK_CLOSELY_BELOW = 16 << 20
_MOST_TOLD = 5000


@dataclass(slots=True)
class Findings:
    """Places are (column letters, row number)."""

    errors: list[tuple[str, int, str]] = field(default_factory=list)
    valueless: list[tuple[str, int]] = field(default_factory=list)
    hidden_rows: int = 0
    head: bytes = b""  # the beginning of the sheet, where its header is


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part of each worksheet by the sheet's name, in the workbook's order; empty when it says nothing usable."""
    try:
        workbook = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return {}
    targets: dict[str, str] = {}
    for relation in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", relations):
        given = _attributes(relation)
        targets[given.get("Id", "")] = given.get("Target", "")
    parts: dict[str, str] = {}
    for sheet in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", workbook):
        given = _attributes(sheet)
        identity = next((value for key, value in given.items() if key.endswith(":id")), "")
        target = targets.get(identity, "")
        if target:
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            parts[given.get("name", "")] = path
    return parts


def hidden_sheets(archive: zipfile.ZipFile) -> list[str]:
    try:
        workbook = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    except KeyError:
        return []
    sheets = [_attributes(sheet) for sheet in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", workbook)]
    return [given.get("name", "") for given in sheets if given.get("state", "visible") != "visible"]


def _attributes(tag: str) -> dict[str, str]:
    pairs = re.findall(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return {name: html.unescape(double or single) for name, double, single in pairs}


def needs_streaming(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether the sheet is not for calamine: a small sheet that spans an enormous area, or one written as UTF-16."""
    try:
        size = archive.getinfo(part).file_size
        with archive.open(part) as stream:
            head = stream.read(2)
            if head in (b"\xff\xfe", b"\xfe\xff"):
                return True
            if size > _LOOK_CLOSELY_BELOW:
                return False
            xml = head + stream.read()
    except KeyError:
        return False
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise damaged(part) from None
    places = set(_REFERENCE.findall(xml)) if _FAR.search(xml) else set()
    widest = max((column_index(letters.decode()) for letters, _row in places), default=0)
    lowest = max((int(row) for _letters, row in places), default=0)
    return widest > _MOST_COLUMNS or widest * lowest > _MOST_CELLS


def damaged(part: str) -> Unreadable:
    return Unreadable(_("{file} is damaged in its part {part}. Fetch it again."), part=part)


def look_through(path: str, part: str) -> Findings:
    """Stream one sheet and the shared strings. Raises Unreadable when a part is damaged."""
    found = Findings()
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/sharedStrings.xml" in archive.namelist():
                for _piece in _pieces(archive, "xl/sharedStrings.xml"):
                    pass
            if part in archive.namelist():
                for piece in _pieces(archive, part):
                    _look(piece, found)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise damaged(part) from None
    return found


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end where a row ends, so that no cell is cut in two."""
    rest = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            piece = rest + piece
            cut = piece.rfind(b"row>") + 4
            if cut < 4:
                cut = len(piece) - 8192 if len(piece) > 8192 else 0
            rest = piece[cut:]
            yield piece[:cut]
    yield rest


def _look(piece: bytes, found: Findings) -> None:
    import polars as pl  # not above: see workbook_values

    found.head = found.head or piece
    # polars' search is ten times faster than Python's; error values begin with a sign that is rare elsewhere
    held = pl.Series([piece], dtype=pl.Binary)
    hidden, formula = held.bin.contains(b"hidden=")[0], held.bin.contains(b"f>")[0]
    if b"#" in piece and re.search(rb"t=[\"']e[\"']", piece):
        for match in _ERROR.finditer(piece):
            place = _PLACE.search(match.group(0))
            if place and len(found.errors) < _MOST_TOLD * 20:
                found.errors.append((place[1].decode(), int(place[2]), match[1].decode("utf-8", "replace")))
    if hidden:
        found.hidden_rows += len(_HIDDEN.findall(piece))
    if formula and _NO_VALUE_SIGN.search(piece):
        for match in _NO_VALUE.finditer(piece):
            place = _PLACE.search(match[1])
            if place and len(found.valueless) < _MOST_TOLD:
                found.valueless.append((place[1].decode(), int(place[2])))


def first_filled(head: bytes, row: int) -> str:
    """Letters of the first column that holds something in a row near the top of the sheet; empty when not found."""
    found = re.search(rb"<(?:\w+:)?row\b[^>]*\br=[\"']%d[\"'].*?(?:</(?:\w+:)?row>|$)" % row, head, re.DOTALL)
    cell = rb"<(?:\w+:)?c\b[^>]*\br=[\"']([A-Z]{1,3})\d+[\"'](?:[^>/]|/(?!>))*><(?:\w+:)?(?:v|is|f)\b"
    filled = re.search(cell, found.group(0)) if found else None
    return filled[1].decode() if filled else ""
