"""Cells of a workbook as text, for readers that get numbers: as fastexcel gives them, so that formats do not differ."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal

LAST_DAY = 2_958_465  # 31 December 9999
SHOWN_AS_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])  # numbers of formats
_NO_LETTERS = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
_DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)
_DAY = 86_400_000  # in milliseconds, to which a stamp in a workbook is true
_FIRST_SURE = 61  # Excel counts a 29 February 1900 that never was as day 60
_EPOCH_1900, _EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)  # noqa: DTZ001 - wall times


def number_text(value: float) -> str:
    """Whole numbers without a fraction, others to nine decimals as fastexcel gives them, never with an exponent."""
    if not math.isfinite(value):
        return str(value)
    if value.is_integer():
        return str(int(value))
    text = f"{round(value, 9):.15g}"
    return format(Decimal(text), "f") if "e" in text else text


def date_text(serial: float, *, since_1904: bool) -> str:
    """A day number as an ISO stamp; times of day without a date; what is no date of the calendar stays its number."""
    last = LAST_DAY - 1462 if since_1904 else LAST_DAY
    if not 0 <= serial < last + 1:
        return number_text(serial)
    milliseconds = round(serial * _DAY)
    if milliseconds < _DAY:
        return _time_text(milliseconds)
    if since_1904:
        stamp = _EPOCH_1904 + dt.timedelta(milliseconds=milliseconds)
    elif milliseconds >= _FIRST_SURE * _DAY:
        stamp = _EPOCH_1900 + dt.timedelta(milliseconds=milliseconds)
    elif milliseconds < (_FIRST_SURE - 1) * _DAY:
        stamp = _EPOCH_1900 + dt.timedelta(days=1, milliseconds=milliseconds)
    else:
        return number_text(serial)
    return stamp.isoformat(" ", "milliseconds" if stamp.microsecond else "seconds")


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date or a time: a letter of one outside quotes, escapes and brackets."""
    return bool(_DATE_LETTER.search(_NO_LETTERS.sub("", code).partition(";")[0]))


def _time_text(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{text}.{rest:03}" if rest else text
