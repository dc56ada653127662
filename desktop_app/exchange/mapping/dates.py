"""Stamps of a file: one order of day and month per column, decided over all rows or asked about, never by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import polars as pl

from desktop_app.domain.imports import DateOrder, DateReading
from desktop_app.exchange.mapping.date_forms import Form, date_format, epochs, form_of, numbers, prepared, shapes
from desktop_app.exchange.mapping.date_votes import Votes, vote
from desktop_app.exchange.mapping.date_words import simplified
from desktop_app.exchange.mapping.days_told import long_form

_MOST_SHAPES = 300
_SAMPLED = 2_000  # rows in which a telling sample is looked for
_EARLIEST = 86_400
_JUST_SO = re.compile(r"\d+[-/.]\d+[-/.]\d+(?:(?P<gap> |T|, )\d+:\d+(?::\d+)?)?")


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
    since_1904: bool = False

    def reading(self) -> DateReading:
        return DateReading(self.name, self.order, self.decided, self.sample, self._meaning())

    def _meaning(self) -> str:
        cell = pl.Series("v", [self.sample])
        alone = read_columns({self.name: cell}, order=self.order, zone="UTC", since_1904=self.since_1904)
        read = alone[self.name].instants[0]
        return long_form(datetime.fromtimestamp(read, UTC)) if read is not None else ""


@dataclass(slots=True)
class _Shaped:
    """Cells of a column with the forms that occur in it."""

    written: pl.Series  # the cells as they are
    frame: pl.DataFrame  # v (cell made ready), s (shape; absent in a column of one form)
    forms: dict[Form, list[str]] = field(default_factory=dict)
    votes: dict[str, Votes] = field(default_factory=dict)  # by separator
    uniform: dict[DateOrder, pl.Series] = field(default_factory=dict)  # the stamps, where one form reads every cell


def read_columns(
    columns: Mapping[str, pl.Series],
    *,
    order: DateOrder | None,
    orders: Mapping[str, DateOrder] | None = None,
    zone: str,
    newest_year: int = 2100,
    since_1904: bool = False,
) -> dict[str, Column]:
    """Read the cells of several columns of one file; blanks must be null.

    ``orders`` are the user's answers by column and ``order`` that for all others; rows that prove another order come
    first. ``zone`` is an IANA name. ``newest_year`` only helps to tell which of three two-digit numbers is the year;
    ``since_1904`` says from where numbers that are days count.
    """
    shaped = {name: _shaped(values, newest_year, since_1904=since_1904) for name, values in columns.items()}
    together: dict[str, Votes] = {}
    for column in shaped.values():
        for separator, votes in column.votes.items():
            together.setdefault(separator, Votes()).add(votes)
    answers = orders or {}
    return {name: _read(name, column, together, answers.get(name, order), zone) for name, column in shaped.items()}


def _shaped(values: pl.Series, newest_year: int, *, since_1904: bool) -> _Shaped:
    if alike := _alike(values):
        return alike
    frame = pl.DataFrame({"v": simplified(values.str.strip_chars().str.to_lowercase())})
    if quick := _uniform(values, frame):
        return quick
    frame = frame.with_columns(s=shapes(pl.col("v")))
    counts = frame.drop_nulls()["s"].value_counts(sort=True).head(_MOST_SHAPES)
    column = _Shaped(values, frame)
    for shape in counts["s"]:
        if len(shape) < 60 and (form := form_of(shape)):
            if form.kind == "number":
                form = _number_form(frame, shape, since_1904=since_1904)
            column.forms.setdefault(form, []).append(shape)
    for form, of_form in column.forms.items():
        if form.ambiguous:
            cells = frame.filter(pl.col("s").is_in(of_form))["v"]
            column.votes.setdefault(form.separator, Votes()).add(vote(cells, form, newest_year))
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
    return _whole(values, pl.DataFrame({"v": values}), form, read)


def _uniform(written: pl.Series, frame: pl.DataFrame) -> _Shaped | None:
    """The column, if the form of its first cell reads all of them: no need to look at the shape of each."""
    form = _first_form(_first(frame["v"]))
    if form is None:
        return None
    return _whole(written, frame, form, {order: frame.select(_stamps(form, order))["v"] for order in _orders(form)})


def _first(cells: pl.Series) -> str:
    found = cells.drop_nulls().head(1)
    return str(found[0]) if found.len() else ""


def _first_form(cell: str) -> Form | None:
    """The form of a column's first cell, where such a form may read a whole column."""
    shape = pl.DataFrame({"v": [cell.strip().lower()]}).select(shapes(pl.col("v"))).item()
    form = form_of(shape)
    whole = form is not None and form.kind in ("ymd", "ordered") and not form.short_year and not form.zone
    return form if whole else None


def _orders(form: Form) -> tuple[DateOrder, ...]:
    return (DateOrder.DMY, DateOrder.MDY) if form.ambiguous else (DateOrder.YMD,)


def _whole(written: pl.Series, frame: pl.DataFrame, form: Form, read: dict[DateOrder, pl.Series]) -> _Shaped | None:
    """The column as it was read in each order, if one of these reads every cell."""
    whole = [order for order, stamps in read.items() if stamps.null_count() == frame["v"].null_count()]
    if not any(read[order].dt.year().min() >= 1970 for order in whole):  # type: ignore[operator]
        return None
    column = _Shaped(written, frame, {form: []}, uniform=read)
    if form.ambiguous:
        dmy, mdy = read[DateOrder.DMY], read[DateOrder.MDY]
        column.votes[form.separator] = Votes(
            dmy=int((dmy.is_not_null() & mdy.is_null()).sum()),
            mdy=int((mdy.is_not_null() & dmy.is_null()).sum()),
            torn=int((dmy != mdy).sum()),
        )
    return column


def _number_form(frame: pl.DataFrame, shape: str, *, since_1904: bool) -> Form:
    """Numbers of a column are Unix time when most of them are that large; such stamps are UTC whatever the zone."""
    values = frame.filter(pl.col("s") == shape).select(epochs(pl.col("v")))["v"]
    is_epoch = values.null_count() < 0.5 * values.len()
    return Form("epoch") if is_epoch else Form("number", since_1904=since_1904)


def _decide(
    column: _Shaped, form: Form, together: Mapping[str, Votes], answer: DateOrder | None
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


def _read(name: str, column: _Shaped, together: Mapping[str, Votes], answer: DateOrder | None, zone: str) -> Column:
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
            if form.zone:
                read = read.dt.replace_time_zone(form.zone, ambiguous="earliest", non_existent="null")
            instant = pl.when(here).then(read.dt.epoch("s")).otherwise(instant)
        if form.ambiguous or not sample:
            sample = _sample(column.written, column.frame["s"].is_in(of_form))
    frame = column.frame.select("v", local.alias("local"), instant.alias("instant"))
    seconds, missing, double = _placed(frame["local"], zone)
    held = Column(
        name, seconds.fill_null(frame["instant"]), frame["v"].is_not_null(), order, decided, sample, naive=False
    )
    held.missing_hours, held.double_hours = missing, double
    held.naive = frame["local"].null_count() < frame.height
    held.shaped = column.frame["s"].is_in(known)
    held.since_1904 = any(form.since_1904 for form in column.forms)
    return _bounded(held)


def _read_uniform(
    name: str, column: _Shaped, together: Mapping[str, Votes], answer: DateOrder | None, zone: str
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
        _sample(column.written, cells.is_not_null()),
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


def _sample(written: pl.Series, here: pl.Series) -> str:
    """The first of the cells as written, or of those that read both ways, for they are what is asked about."""
    cells = written.filter(here)
    numbers = cells.head(_SAMPLED).str.extract_groups(r"^\s*(\d{1,2})[-/.](\d{1,2})[-/.]").struct.unnest()
    first, second = (numbers[name].cast(pl.Int64) for name in numbers.columns)
    torn = ((first != second) & (first <= 12) & (second <= 12)).fill_null(value=False)
    return _first(cells.head(_SAMPLED).filter(torn)) or _first(cells)


def _stamps(form: Form, order: DateOrder) -> pl.Expr:
    """The cells of one form as naive stamps; those with an offset turned to UTC."""
    if form.kind == "number":
        return numbers(pl.col("v"), since_1904=form.since_1904)
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
