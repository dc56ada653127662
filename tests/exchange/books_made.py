"""Small workbooks in formats that openpyxl cannot write: binary records for xlsb and xls, XML for ods."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ERROR_CODES = {"#DIV/0!": 0x07, "#REF!": 0x17, "#N/A": 0x2A}


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def relations(**targets: tuple[str, str]) -> str:
    """Relations by their id: kind and target."""
    tags = [f'<Relationship Id="{i}" Type="{_OFFICE}/{k}" Target="{t}"/>' for i, (k, t) in targets.items()]
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(tags)}</Relationships>'


def record(kind: int, content: bytes = b"") -> bytes:
    """One record of BIFF12."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, sizes = len(content), b""
    while length >= 128:
        sizes, length = sizes + bytes([length & 0x7F | 0x80]), length >> 7
    return number + sizes + bytes([length]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


class Day(float):
    """A number that is shown as a date."""


def xlsb_cell(column: int, value: object) -> bytes:
    """A cell: text, number, day, truth value, or the name of an error."""
    place = struct.pack("<II", column, 1 if isinstance(value, Day) else 0)
    if isinstance(value, bool):
        return record(4, place + bytes([value]))
    if isinstance(value, int):
        return record(2, place + struct.pack("<i", value << 2 | 2))
    if isinstance(value, float):
        return record(5, place + struct.pack("<d", value))
    if value in ERROR_CODES:
        return record(3, place + bytes([ERROR_CODES[str(value)]]))
    return record(7, place + struct.pack("<I", int(str(value)[1:]))) if str(value)[:1] == "@" else (
        record(6, place + wide(str(value)))
    )  # fmt: skip


def xlsb_sheet(rows: Mapping[int, Sequence[tuple[int, object]]], hidden: Sequence[int] = ()) -> bytes:
    """Cells (column from 0, value; ``@2`` is the third shared text) by the row's number."""
    made = [record(129), record(145)]
    for number, cells in rows.items():
        made.append(record(0, struct.pack("<IIHBBB", number - 1, 0, 300, 0, 0x10 if number in hidden else 0, 0)))
        made += [xlsb_cell(column, value) for column, value in cells]
    return b"".join([*made, record(146), record(130)])


def xlsb(path: Path, sheet: bytes, *, texts: Sequence[str] = (), since_1904: bool = False, more: str = "") -> Path:
    """A workbook of one sheet and a hidden one; ``more`` is the name of a part beside them."""
    secret = xlsb_sheet({1: [(0, "x")]})
    entries = [
        record(156, struct.pack("<II", state, place) + wide(f"r{place}") + wide(name))
        for place, (name, state) in enumerate([("Tickets", 0), ("Secret", 1)], 1)
    ]
    styles = record(617) + record(47, struct.pack("<HH", 0, 0)) + record(47, struct.pack("<HH", 0, 22)) + record(618)
    return zipped(
        path,
        {
            "xl/workbook.bin": record(153, struct.pack("<I", since_1904)) + b"".join(entries),
            "xl/_rels/workbook.bin.rels": relations(
                r1=("worksheet", "worksheets/sheet1.bin"),
                r2=("worksheet", "worksheets/sheet2.bin"),
                r3=("sharedStrings", "sharedStrings.bin"),
                r4=("styles", "styles.bin"),
            ),
            "xl/worksheets/sheet1.bin": sheet,
            "xl/worksheets/sheet2.bin": secret,
            "xl/sharedStrings.bin": record(159) + b"".join(record(19, b"\0" + wide(t)) for t in texts) + record(160),
            "xl/styles.bin": styles,
            **({more: b"x"} if more else {}),
        },
    )


def ods(path: Path, tables: str, **parts: str) -> Path:
    """A workbook of these tables as XML; ``parts`` are further ones, their dots and slashes as two and three ``_``."""
    names = "".join(
        f' xmlns:{n}="{_ODF}:{n if n != "draw" else "drawing"}:1.0"' for n in ("office", "table", "text", "style")
    )
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    hidden = (
        '<office:automatic-styles><style:style style:name="unseen" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    content = (
        f"<office:document-content{names}{calc}>{hidden}<office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    more = {name.replace("___", "/").replace("__", "."): text for name, text in parts.items()}
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(path, {"mimetype": mimetype, "content.xml": content, **more})


def ods_row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def ods_text(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{escape(text)}</text:p></table:table-cell>'


def biff(kind: int, content: bytes = b"") -> bytes:
    """One record of an old workbook."""
    return struct.pack("<HH", kind, len(content)) + content


def encrypted_xls(path: Path) -> Path:
    """The beginning of an old workbook that is protected, without a container around it."""
    begin = biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1996, 0, 0))
    path.write_bytes(begin + biff(0x2F, bytes(54)) + biff(0x0A))
    return path
