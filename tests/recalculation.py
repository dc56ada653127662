"""Workbooks computed again by LibreOffice, from formulas alone: the values that we put beside them are taken out."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (Debian: libreoffice-calc-nogui) is not here to compute the formulas again"
)
_VALUE = re.compile(rb'(<c r="[A-Z]+[0-9]+"[^>]*?)( t="str")?>(<f[^>]*>[^<]*</f>)<v>[^<]*</v>')


def without_values(path: Path, bare: Path) -> int:
    """A copy whose formulas carry no values; returns how many were taken out."""
    taken = 0
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                data, count = _VALUE.subn(rb"\1>\3", data)
                taken += count
            target.writestr(entry, data)
    return taken


def recalculated(folder: Path, *paths: Path) -> list[Any]:
    """The workbooks with the values that LibreOffice computes."""
    bare = [folder / "bare" / f"{n}.xlsx" for n, _path in enumerate(paths)]
    (folder / "bare").mkdir()
    for path, copy in zip(paths, bare, strict=True):
        assert without_values(path, copy), "no formula carried a value"
    return computed(folder, *bare)


def computed(folder: Path, *bare: Path) -> list[Any]:
    """Workbooks whose formulas carry no values, with those that LibreOffice computes."""
    assert SOFFICE is not None
    into = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "computed")]
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", *into, *map(str, bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [load_workbook(folder / "computed" / copy.name, data_only=True) for copy in bare]


def formulas(path: Path) -> dict[tuple[str, str], Any]:
    """Every formula's own value by sheet and cell, as a reader that does not calculate sees it."""
    shown = load_workbook(path, data_only=True)
    return {
        (page.title, cell.coordinate): shown[page.title][cell.coordinate].value
        for page in load_workbook(path).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def differing(folder: Path, *paths: Path) -> list[tuple[str, str, Any, Any]]:
    """Formulas whose own value is not what LibreOffice computes: sheet, cell, own value, computed value."""
    books = recalculated(folder, *paths)
    return [line for path, book in zip(paths, books, strict=True) for line in differing_from(path, book)]


def differing_from(path: Path, book: Any) -> list[tuple[str, str, Any, Any]]:
    """The same of one workbook, ``book`` being it as LibreOffice computed it."""
    found = []
    for (sheet, at), own in formulas(path).items():
        computed = book[sheet][at].value
        close = _number(own) and _number(computed)
        same = own == (pytest.approx(computed, rel=1e-9) if close else computed)
        if not same or own is None:
            found.append((sheet, at, own, computed))
    return found


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
