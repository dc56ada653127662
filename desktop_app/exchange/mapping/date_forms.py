"""The written forms of a stamp: a shape such as ``9/9/Y 9:9`` (Y: four or more digits) and how to read its rows.

A form is exact: a cell that does not fit it, or names a day that does not exist, is null and never something near it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from desktop_app.domain.imports import DateOrder
from desktop_app.exchange.mapping.date_words import MONTHS, zone_of

_TIME = r"(?P<time>9:9(?::9(?P<fraction>[.,][9Y])?)?)"
_HALF = r"(?P<half>\s?[ap]\.?\s?m\.?)"
_ZONE = r"(?P<zone>\s?(?:z|utc|gmt)|\s?[+-](?:9:9|Y|9))"
_REST = re.compile(rf"(?P<gap>\s*t\s*|\s+-\s+|,?\s+(?:at|um|as|a)?\s*){_TIME}{_HALF}?{_ZONE}?(?P<clock>\s+(?:uhr|h))?")
_DATE = re.compile(r"(?P<a>9|Y)(?P<one>[-/.])(?P<b>9)(?P=one)(?P<c>9|Y)\.?")
_NAMED = re.compile(
    r"(?:[a-z]+(?:-[a-z]+)?\.?,?\s+)??"
    r"(?:(?P<day>9)(?:st|nd|rd|th|er|\.|º)?[-/.\s]*(?:de\s+|of\s+)?(?P<name>[a-z]+)\.?,?[-/\s]*(?:de\s+)?(?P<year>9|Y)"
    r"|(?P<name2>[a-z]+)\.?\s+(?P<day2>9)(?:st|nd|rd|th)?,?\s+(?P<year2>Y)"
    r"|(?P<year3>Y)[-/\s](?P<name3>[a-z]+)[-/\s](?P<day3>9))"
)


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing stamps; ``ordered`` ones leave open which of their first numbers is the day."""

    kind: str  # ymd, ordered, named, number
    separator: str = ""
    short_year: bool = False
    time: str = ""  # strptime's format of all that follows the date, with what stands between
    offset: bool = False
    utc: bool = False
    zone: str = ""  # the name of a zone that is written behind the time
    since_1904: bool = False  # day numbers count from there

    @property
    def naive(self) -> bool:
        return not (self.offset or self.utc or self.zone or self.kind == "epoch")

    @property
    def ambiguous(self) -> bool:
        return self.kind == "ordered"


def shapes(values: pl.Expr) -> pl.Expr:
    """The shape of each stripped, lower-case cell: runs of four and more digits as Y, shorter ones as 9."""
    return values.str.replace_all(r"\d{4,}", "Y").str.replace_all(r"\d+", "9")


def form_of(shape: str) -> Form | None:
    """The form of a shape, or None when it is not one of a stamp."""
    if re.fullmatch(r"Y([.,][9Y])?", shape):
        return Form("number")
    found = _DATE.match(shape)
    if found and (found["a"] == "9" or found["c"] == "9"):
        rest = _rest(shape[found.end() :])
        if rest is None:
            return None
        if found["a"] == "Y":
            return Form("ymd", found["one"], False, *rest)
        return Form("ordered", found["one"], found["c"] == "9", *rest)
    named = _NAMED.match(shape)
    if named and (named["name"] or named["name2"] or named["name3"]) in MONTHS:
        rest = _rest(shape[named.end() :])
        return None if rest is None else Form("named", "", named["year"] == "9", *rest)
    return None


def _rest(tail: str) -> tuple[str, bool, bool, str] | None:
    """Format of the part after the date, whether it has an offset, whether it says UTC in letters, a zone's name."""
    if not tail.strip():
        return "", False, False, ""
    tail, named = zone_of(tail)
    found = _REST.fullmatch(tail)
    if not found:
        return None
    clock = {1: "%H:%M", 2: "%H:%M:%S"}[found["time"].count(":")]
    if found["half"]:
        clock = clock.replace("%H", "%I") + "%P"
    if found["fraction"]:
        clock = clock.replace("%S", "%S%.f")
    zone = (found["zone"] or "").strip()
    offset = zone[:1] in ("+", "-")
    return " " + clock + ("%#z" if offset else ""), offset, zone in ("z", "utc", "gmt"), "" if zone else named


def prepared(values: pl.Expr, form: Form) -> pl.Expr:
    """The cells of one form as ``strptime`` wants them: one blank before the time, no words, months as numbers."""
    cells = values
    if form.kind == "named":
        day = cells.str.extract(r"(?:^|[^\d:])(\d{1,2})(?:[a-z]|\.|º)*(?:[-/.,\s]|\d{4}|\d\d?:|$)", 1)
        name = cells.str.extract_all(r"[a-z]{3,}").list.eval(
            pl.element().replace_strict(MONTHS, default=None, return_dtype=pl.Int64)
        )
        year = (
            cells.str.extract(r"(\d{4,})", 1) if not form.short_year else cells.str.extract(r"\d\D+(\d{2})(?:\D|$)", 1)
        )
        date = pl.concat_str(year, pl.lit("-"), name.list.drop_nulls().list.first().cast(pl.String), pl.lit("-"), day)
        cells = pl.concat_str(date, cells.str.extract(r"(\s*t?\s*\d{1,2}:\d.*)$", 1).fill_null(""))
    if form.time:
        cells = cells.str.replace(r"(?:\s*t\s*|\s+-\s+|,?\s+(?:at |um |as |a )?\s*)(\d{1,2}:)", " $1")
        if "%P" in form.time:
            cells = cells.str.replace(r"\s*([ap])\.?\s?m\.?", "${1}m")
        if form.zone:
            cells = cells.str.replace(r"\s[a-z]+(?:/[a-z_-]+)+$", "")
        if "%.f" in form.time:
            cells = cells.str.replace(r"(:\d+),(\d+)", "$1.$2").str.replace(r"(\.\d{9})\d+", "$1")
        cells = cells.str.replace(r"\s*(?:z|utc|gmt)(?:\s.*)?$" if form.utc else r"\s+(?:uhr|h)$", "")
        if form.offset:
            cells = cells.str.replace(r"\s+([+-]\d)", "$1").str.replace(r"([+-])(\d)$", "${1}0$2")
    else:
        cells = cells.str.strip_chars(" .")
    return cells


def date_format(form: Form, order: DateOrder) -> str:
    """The whole format of a form, its date in ``order`` where the form does not fix it."""
    year = "%y" if form.short_year else "%Y"
    if form.kind == "named":
        return f"{year}-%m-%d{form.time}"
    parts = {DateOrder.DMY: ("%d", "%m", year), DateOrder.MDY: ("%m", "%d", year), DateOrder.YMD: (year, "%m", "%d")}
    return form.separator.join(parts[DateOrder.YMD if form.kind == "ymd" else order]) + form.time


def numbers(values: pl.Expr, *, since_1904: bool = False) -> pl.Expr:
    """Numbers that stand for wall times, as naive stamps: yyyymmdd, with hhmm or hhmmss too, Excel's day numbers."""
    value = values.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    day_one = 24107 if since_1904 else 25569  # 1 January 1970
    serial = ((value - day_one) * 86400).round(0) * 1_000_000
    return (
        pl.when(value.is_between(20_000, 80_000))
        .then(serial.cast(pl.Int64, strict=False).cast(pl.Datetime("us")))
        .when(value.is_between(19_700_101, 21_001_231))
        .then(values.str.strptime(pl.Date, "%Y%m%d", strict=False).cast(pl.Datetime("us")))
        .when(value.is_between(197_001_010_000, 210_012_312_359))
        .then(values.str.strptime(pl.Datetime("us"), "%Y%m%d%H%M", strict=False))
        .when(value.is_between(19_700_101_000_000, 21_001_231_235_959))
        .then(values.str.strptime(pl.Datetime("us"), "%Y%m%d%H%M%S", strict=False))
    )


def epochs(values: pl.Expr) -> pl.Expr:
    """Seconds since 1970, or thousandths, millionths, billionths, as naive UTC stamps; null where it is none."""
    value = values.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    seconds = pl.coalesce(
        pl.when(value.is_between(5e8 * unit, 4.2e9 * unit)).then(value / unit) for unit in (1.0, 1e3, 1e6, 1e9)
    )
    return (seconds * 1e6).cast(pl.Int64, strict=False).cast(pl.Datetime("us"))
