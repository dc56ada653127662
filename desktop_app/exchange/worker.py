"""The process that reads a foreign file: ``read-table`` of the command. It writes Arrow and a JSON of facts.

It is confined and ends with its parent. Whatever happens to it, the parent says a sentence and goes on.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop_app.exchange.limits import confine
from desktop_app.exchange.read_as import ReadAs

TABLE, FACTS = "table.arrow", "facts.json"
DONE, UNREADABLE = 0, 3


def main(argv: Sequence[str]) -> int:
    """Read as told on the command line; 0 when the table is written, 3 when the facts say why it cannot be."""
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

    from desktop_app.exchange.saying import Unreadable

    try:
        facts = _read(given)
    except Unreadable as found:
        _write(given.out, {"unreadable": found.saying.packed()})
        return UNREADABLE
    _write(given.out, facts)
    return DONE


def _read(given: argparse.Namespace) -> dict[str, Any]:
    if given.kind == "workbook":
        from desktop_app.exchange import workbook_values

        begun = workbook_values.begin(given.path, given.wanted.sheet, streaming=given.streaming)
        from desktop_app.exchange import workbook  # loads polars, while the values are being read

        table = workbook.finish(begun, given.wanted, streaming=given.streaming)
    else:
        from desktop_app.exchange import text

        table = text.read(given.path, given.member, given.wanted)
    table.rows.write_ipc(given.out / TABLE)
    return {
        "header": table.header,
        "header_row": table.header_row,
        "persons": table.persons,
        "sheet": table.sheet,
        "sheets": table.sheets,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "errors": table.errors,
        "ragged": table.ragged,
        "encoding_sure": table.encoding_sure,
        "hidden_rows": table.hidden_rows,
        "notes": [note.packed() for note in table.notes],
    }


def _write(folder: Path, facts: dict[str, Any]) -> None:
    (folder / FACTS).write_text(json.dumps(facts), encoding="utf-8")
