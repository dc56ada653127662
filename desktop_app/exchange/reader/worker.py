"""The process that reads a foreign file: ``read-table`` of the command. It writes Arrow and a JSON of facts.

It is confined and ends with its parent. Whatever happens to it, the parent says a sentence and goes on.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.exchange.reader import handed
from desktop_app.exchange.reader.limits import confine
from desktop_app.exchange.reader.read_as import ReadAs

FACTS = "facts.json"
DONE, UNREADABLE, NO_MEMORY = 0, 3, 4


def main(argv: Sequence[str]) -> int:
    """Read as told on the command line; 0 when the table is written, 3 when the facts say why it cannot be, 4 when
    the memory allowed was not enough.
    """
    parser = argparse.ArgumentParser(prog="read-table")
    parser.add_argument("path")
    parser.add_argument("--kind", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--member", default="")
    parser.add_argument("--streaming", action="store_true")
    parser.add_argument("--as", dest="wanted", type=ReadAs.from_json, default=ReadAs(), help="what is known, as JSON")
    parser.add_argument("--parent", type=int, default=os.getppid())
    given = parser.parse_args(argv)
    confine(given.parent)

    from desktop_app.exchange.reader.saying import Unreadable

    try:
        facts = _read(given)
    except Unreadable as found:
        _write(given.out, {"unreadable": found.saying.packed()})
        return UNREADABLE
    except MemoryError:
        return NO_MEMORY
    _write(given.out, facts)
    return DONE


def _read(given: argparse.Namespace) -> dict[str, Any]:
    parts = handed.Parts(given.out)
    if given.kind == "workbook":
        from desktop_app.exchange.reader import workbook_values

        begun = workbook_values.begin(given.path, given.wanted.sheet, streaming=given.streaming)
        from desktop_app.exchange.reader import workbook  # loads polars, while the values are being read

        table = workbook.finish(begun, given.wanted, streaming=given.streaming)
        parts.take(table.rows)
    elif given.kind in ("xls", "xlsb", "ods"):
        from desktop_app.exchange.reader import workbook

        table = workbook.read_other(given.path, given.kind, given.wanted)
        parts.take(table.rows)
    elif given.kind == "web page":
        from desktop_app.exchange.reader import web_tables

        table = web_tables.read(given.path, given.wanted)
        parts.take(table.rows)
    else:
        from desktop_app.exchange.reader import text

        told = partial(handed.tell, given.out)
        table = text.stream(given.path, given.member, given.wanted, parts, told=told)
        if not parts.count:
            parts.take(table.rows)
    return {
        "parts": parts.count,
        "columns": table.rows.columns,
        "header": table.header,
        "header_row": table.header_row,
        "persons": table.persons,
        "sheet": table.sheet,
        "sheets": table.sheets,
        "alike": table.alike,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "errors": table.errors,
        "ragged": table.ragged,
        "encoding_sure": table.encoding_sure,
        "hidden_rows": table.hidden_rows,
        "since_1904": table.since_1904,
        "notes": [note.packed() for note in table.notes],
    }


def _write(folder: Path, facts: dict[str, Any]) -> None:
    (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")
