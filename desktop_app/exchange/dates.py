"""Stamps of a file: one order of day and month per column, decided over all rows or asked about, never by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import polars as pl

from desktop_app.domain.imports import DateOrder, DateReading
from desktop_app.exchange.date_forms import Form, date_format, epochs, form_of, numbers, prepared, shapes
from desktop_app.exchange.days_told import long_form

_MOST_SHAPES = 300
_SLIPS = 0.01  # rows that only the other order can read, as a share, which are taken for typing errors
_EARLIEST = 86_400
_JUST_SO = re.compile(r"\d+[-/.]\d+[-/.]\d+(?:(?P<gap> |T|, )\d+:\d+(?::\d+)?)?")


@dataclass(slots=True)
class _Votes:
    """How many rows can be read in only one order, and whether any reads differently in another."""

    dmy: int = 0
    mdy: int = 0
    ymd: int = 0
    torn: int = 0  # reads both ways, to different days

    def add(self, other: _Votes) -> None:
        self.dmy, self.mdy, self.ymd, self.torn = (
            self.dmy + other.dmy, self.mdy + other.mdy, self.ymd + other.ymd, self.torn + other.torn,
        )  # fmt: skip

    @property
    def order(self) -> DateOrder | None:
        counts = {DateOrder.DMY: self.dmy, DateOrder.MDY: self.mdy, DateOrder.YMD: self.ymd}
        best = max(counts, key=lambda order: counts[order])
        others = sum(counts.values()) - counts[best]
        return best if counts[best] and others <= _SLIPS * counts[best] else None


@dataclass(slots=True)
class Column:
    """A column's stamps: ``instants`` are UTC seconds (Int64), ``bad`` marks filled cells that are no stamp."""

    name: str
    instants: pl.Series
    bad: pl.Series
    order: DateOrder
    decided: bool
    sample: str
    naive: bool
    missing_hours: int = 0
    double_hours: int = 0
    shaped: pl.Series | None = None  # whether a bad cell at least looks like a stamp

    def reading(self) -> DateReading:
        return DateReading(self.name, self.order, self.decided, self.sample, self._meaning())

    def _meaning(self) -> str:
        cell = pl.Series("v", [self.sample])
        read = read_columns({self.name: cell}, order=self.order, zone="UTC")[self.name].instants[0]
        return long_form(datetime.fromtimestamp(read, UTC)) if read is not None else ""


@dataclass(slots=True)
class _Shaped:
    """Cells of a column with the forms that occur in it."""

    frame: pl.DataFrame  # v (cell), s (shape; absent in a column of one form)
    forms: dict[Form, list[str]] = field(default_factory=dict)
    votes: dict[str, _Votes] = field(default_factory=dict)  # by separator
    uniform: dict[DateOrder, pl.Series] = field(default_factory=dict)  # the stamps, where one form reads every cell


def read_columns(
    columns: Mapping[str, pl.Series], *, order: DateOrder | None, zone: str, newest_year: int = 2100
) -> dict[str, Column]:
    """Read the cells of several columns of one file; blanks must be null.

    ``order`` is the user's answer, ``zone`` an IANA name. ``newest_year`` only helps to tell which of three two-digit
    numbers is the year.
    """
    shaped = {name: _shaped(values, newest_year) for name, values in columns.items()}
    together: dict[str, _Votes] = {}
    for column in shaped.values():
        for separator, votes in column.votes.items():
            together.setdefault(separator, _Votes()).add(votes)
    return {name: _read(name, column, together, order, zone) for name, column in shaped.items()}


def _shaped(values: pl.Series, newest_year: int) -> _Shaped:
    if alike := _alike(values):
        return alike
    lower = pl.col("v").str.strip_chars().str.to_lowercase()
    frame = pl.DataFrame({"v": values}).with_columns(lower)
    if values.drop_nulls().str.contains(r"[^\x00-\x7f]").any():
        marks = [("ä", "a"), ("ö", "o"), ("ü", "u"), ("ç", "c"), ("à", "a"), ("\u202f", " "), ("\u00a0", " ")]
        frame = frame.with_columns(pl.col("v").str.replace_many([a for a, _b in marks], [b for _a, b in marks]))
    if quick := _uniform(frame):
        return quick
    frame = frame.with_columns(s=shapes(pl.col("v")))
    counts = frame.drop_nulls()["s"].value_counts(sort=True).head(_MOST_SHAPES)
    column = _Shaped(frame)
    for shape in counts["s"]:
        if len(shape) < 60 and (form := form_of(shape)):
            column.forms.setdefault(_number_form(frame, shape) if form.kind == "number" else form, []).append(shape)
    for form, of_form in column.forms.items():
        if form.ambiguous:
            cells = frame.filter(pl.col("s").is_in(of_form))["v"]
            column.votes.setdefault(form.separator, _Votes()).add(_vote(cells, form, newest_year))
    return column


def _alike(values: pl.Series) -> _Shaped | None:
    """The column, if all cells are written just as the first, as a program writes them; ten times faster than the rest.

    Nothing is made ready for ``strptime``: one cell that is written otherwise sends the whole column the slower way.
    """
    first = _first(values)
    form = _first_form(first)
    written = _JUST_SO.fullmatch(first)
    if form is None or written is None or form.offset or form.utc:
        return None
    gap, kind = written["gap"], pl.Datetime("us") if form.time else pl.Date()
    read = {}
    for order in _orders(form):
        pattern = date_format(form, order).replace(" %H", f"{gap}%H")
        read[order] = values.str.strptime(kind, pattern, strict=False).cast(pl.Datetime("us"))
    return _whole(pl.DataFrame({"v": values}), form, read)


def _uniform(frame: pl.DataFrame) -> _Shaped | None:
    """The column, if the form of its first cell reads all of them: no need to look at the shape of each."""
    form = _first_form(_first(frame["v"]))
    if form is None:
        return None
    return _whole(frame, form, {order: frame.select(_stamps(form, order))["v"] for order in _orders(form)})


def _first(cells: pl.Series) -> str:
    found = cells.drop_nulls().head(1)
    return str(found[0]) if found.len() else ""


def _first_form(cell: str) -> Form | None:
    """The form of a column's first cell, where such a form may read a whole column."""
    shape = pl.DataFrame({"v": [cell.strip().lower()]}).select(shapes(pl.col("v"))).item()
    form = form_of(shape)
    return form if form is not None and form.kind in ("ymd", "ordered") and not form.short_year else None


def _orders(form: Form) -> tuple[DateOrder, ...]:
    return (DateOrder.DMY, DateOrder.MDY) if form.ambiguous else (DateOrder.YMD,)


def _whole(frame: pl.DataFrame, form: Form, read: dict[DateOrder, pl.Series]) -> _Shaped | None:
    """The column as it was read in each order, if one of these reads every cell."""
    whole = [order for order, stamps in read.items() if stamps.null_count() == frame["v"].null_count()]
    if not any(read[order].dt.year().min() >= 1970 for order in whole):  # type: ignore[operator]
        return None
    column = _Shaped(frame, {form: []}, uniform=read)
    if form.ambiguous:
        dmy, mdy = read[DateOrder.DMY], read[DateOrder.MDY]
        column.votes[form.separator] = _Votes(
            dmy=int((dmy.is_not_null() & mdy.is_null()).sum()),
            mdy=int((mdy.is_not_null() & dmy.is_null()).sum()),
            torn=int((dmy != mdy).sum()),
        )
    return column


def _number_form(frame: pl.DataFrame, shape: str) -> Form:
    """Numbers of a column are Unix time when most of them are that large; such stamps are UTC whatever the zone."""
    values = frame.filter(pl.col("s") == shape).select(epochs(pl.col("v")))["v"]
    return Form("epoch") if values.null_count() < 0.5 * values.len() else Form("number")


def _vote(cells: pl.Series, form: Form, newest_year: int) -> _Votes:
    """Count over the distinct dates of the cells, of which a column has few."""
    votes = _Votes()
    pattern = r"^(\d+)\D(\d+)\D(\d+)"
    dates = cells.str.extract_groups(pattern).struct.unnest().cast(pl.Int64, strict=False).drop_nulls()
    for first, second, third, rows in dates.group_by(dates.columns).len().iter_rows():
        year_last = not form.short_year or 2000 + third <= newest_year or third >= 70
        dmy, mdy = year_last and _exists(third, second, first), year_last and _exists(third, first, second)
        ymd = form.short_year and (2000 + first <= newest_year or first >= 70) and _exists(first, second, third)
        if dmy + mdy + ymd == 1:
            votes.dmy, votes.mdy, votes.ymd = votes.dmy + rows * dmy, votes.mdy + rows * mdy, votes.ymd + rows * ymd
        elif dmy + mdy + ymd > 1 and not (first == second and not ymd):
            votes.torn += rows
    return votes


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime(year if year > 99 else 2000 + year, month, day, tzinfo=UTC)
    except (ValueError, OverflowError):
        return False
    return True


def _decide(
    column: _Shaped, form: Form, together: Mapping[str, _Votes], answer: DateOrder | None
) -> tuple[DateOrder, bool]:
    """The order of an ambiguous form: the column's own vote, the answer, the other columns', else undecided."""
    own = column.votes[form.separator]
    if own.order and not (form.short_year and own.torn and own.order is DateOrder.YMD):
        return own.order, True
    if answer and (answer is not DateOrder.YMD or form.short_year):  # a year that stands last is not read first
        return answer, True
    others = together[form.separator].order
    if others and not (own.dmy or own.mdy or own.ymd):
        return others, True
    if not own.torn and not (own.dmy and own.mdy):
        return own.order or DateOrder.DMY, True  # day and month are equal wherever both orders read
    return DateOrder.DMY, False


def _read(name: str, column: _Shaped, together: Mapping[str, _Votes], answer: DateOrder | None, zone: str) -> Column:
    if column.uniform:
        return _read_uniform(name, column, together, answer, zone)
    order, decided, sample = DateOrder.YMD, True, ""
    instant: pl.Expr = pl.lit(None, dtype=pl.Int64)
    local: pl.Expr = pl.lit(None, dtype=pl.Datetime("us"))
    known: list[str] = []
    for form, of_form in column.forms.items():
        form_order = DateOrder.YMD
        if form.ambiguous:
            form_order, sure = _decide(column, form, together, answer)
            order, decided = form_order, decided and sure
        known += of_form
        here, read = pl.col("s").is_in(of_form), _stamps(form, form_order)
        if form.naive:
            local = pl.when(here).then(read).otherwise(local)
        else:
            instant = pl.when(here).then(read.dt.epoch("s")).otherwise(instant)
        if form.ambiguous or not sample:
            sample = _sample(column.frame.filter(pl.col("s").is_in(of_form))["v"])
    frame = column.frame.select("v", local.alias("local"), instant.alias("instant"))
    seconds, missing, double = _placed(frame["local"], zone)
    held = Column(
        name, seconds.fill_null(frame["instant"]), frame["v"].is_not_null(), order, decided, sample, naive=False
    )
    held.missing_hours, held.double_hours = missing, double
    held.naive = frame["local"].null_count() < frame.height
    held.shaped = column.frame["s"].is_in(known)
    return _bounded(held)


def _read_uniform(
    name: str, column: _Shaped, together: Mapping[str, _Votes], answer: DateOrder | None, zone: str
) -> Column:
    form = next(iter(column.forms))
    order, decided = _decide(column, form, together, answer) if form.ambiguous else (DateOrder.YMD, True)
    cells, stamps = column.frame["v"], column.uniform[order]
    seconds, missing, double = _placed(stamps, zone) if form.naive else (stamps.dt.epoch("s"), 0, 0)
    held = Column(
        name,
        seconds,
        cells.is_not_null(),
        order,
        decided,
        _sample(cells),
        form.naive,
        missing,
        double,
        cells.is_not_null(),
    )
    return _bounded(held)


def _bounded(held: Column) -> Column:
    """Stamps before 1970 are slips or Excel's zero: not taken. ``bad`` comes in as the filled cells."""
    early = held.instants < _EARLIEST
    if early.any():
        held.instants = pl.select(pl.when(~early).then(held.instants)).to_series()
    held.bad = held.bad & held.instants.is_null()
    return held


def _sample(cells: pl.Series) -> str:
    return _first(cells).upper()


def _stamps(form: Form, order: DateOrder) -> pl.Expr:
    """The cells of one form as naive stamps; those with an offset turned to UTC."""
    if form.kind == "number":
        return numbers(pl.col("v"))
    if form.kind == "epoch":
        return epochs(pl.col("v"))
    cells, pattern = prepared(pl.col("v"), form), date_format(form, order)
    if form.offset:
        aware = cells.str.strptime(pl.Datetime("us", "UTC"), pattern, strict=False)
        return aware.dt.replace_time_zone(None)
    if not form.time:
        return cells.str.strptime(pl.Date, pattern, strict=False).cast(pl.Datetime("us"))
    return cells.str.strptime(pl.Datetime("us"), pattern, strict=False)


def _placed(local: pl.Series, zone: str) -> tuple[pl.Series, int, int]:
    """Wall times as UTC seconds, how many do not exist and how many exist twice; those take the earlier offset."""
    if zone == "UTC" or local.null_count() == local.len():
        return local.dt.epoch("s"), 0, 0
    early = local.dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
    late = local.dt.replace_time_zone(zone, ambiguous="latest", non_existent="null")
    double = int((early != late).sum())
    gap = early.is_null() & local.is_not_null()
    seconds = early.dt.epoch("s")
    if gap.any():
        # no zone changes twice in three hours: the offset of three hours earlier is the one before the gap
        before = local.dt.offset_by("-3h").dt.replace_time_zone(zone, ambiguous="earliest", non_existent="null")
        seconds = pl.select(pl.when(gap).then(before.dt.epoch("s") + 3 * 3600).otherwise(seconds)).to_series()
    return seconds, int(gap.sum()), double
