"""What a cell of an OpenDocument sheet says, as text: numbers and stamps as the other formats give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from desktop_app.exchange.reader.workbook_text import number_text

OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
DRAWN: Final = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 "
CALC: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CALC_KIND, _FORMULA, _KIND, _STRING = (
    CALC + "value-type",
    TABLE + "formula",
    OFFICE + "value-type",
    OFFICE + "string-value",
)
_ERROR = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d+")
_DATE = re.compile(r"(-?\d+-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)([.,]\d+)?)?")
_TIME = re.compile(r"PT(\d+)H(\d+)M(\d+)([.,]\d+)?S")


def error_of(given: Mapping[str, str], shown: str) -> str:
    """The error a cell shows; empty where it shows none."""
    if given.get(_CALC_KIND) == "error":
        return shown or "#?"
    return shown if _FORMULA in given and _ERROR.fullmatch(shown) else ""


def cell_text(given: Mapping[str, str], shown: str) -> str:
    """The value of a cell with these attributes that shows this text. Raises ValueError for a number that is none."""
    kind = given.get(_KIND, "string")
    if kind == "string":
        return given.get(_STRING) or shown
    if kind in ("float", "percentage", "currency"):
        return number_text(float(given.get(OFFICE + "value", "")))
    if kind == "date":
        return _date_text(given.get(OFFICE + "date-value", shown))
    if kind == "time":
        return _time_text(given.get(OFFICE + "time-value", shown))
    if kind == "boolean":
        return given.get(OFFICE + "boolean-value", shown).lower()
    return shown


def _date_text(value: str) -> str:
    found = _DATE.fullmatch(value)
    return f"{found[1]} {found[2] or '00:00:00'}{_fraction(found[3])}" if found else value


def _time_text(value: str) -> str:
    """``PT12H30M00S`` as 12:30:00."""
    found = _TIME.fullmatch(value)
    return f"{int(found[1]):02}:{int(found[2]):02}:{int(found[3]):02}{_fraction(found[4])}" if found else value


def _fraction(given: str | None) -> str:
    """Of a second, to the millisecond; nothing for none."""
    milliseconds = round(float(f"0.{given[1:]}") * 1000) if given else 0
    return f".{min(milliseconds, 999):03}" if milliseconds else ""
