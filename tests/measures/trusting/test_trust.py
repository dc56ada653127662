"""The trust card says what is odd in a dump, what that does to its figures, and how good it is as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import (
    ColumnReview,
    DateOrder,
    DateReading,
    Field,
    FixKind,
    ImportCounts,
    ImportReview,
    ProposedFix,
    Refusal,
)
from desktop_app.domain.incidents import Exclusion, Status
from desktop_app.domain.teams import Side
from desktop_app.domain.trust import Doubt, Grade, TrustCard, TrustLine
from desktop_app.measures.trusting import trust

START = int(dt.datetime(2025, 3, 3, 8, tzinfo=dt.UTC).timestamp())
HOUR, DAY = 3600, 86400
SCHEMA: Mapping[str, Any] = {
    "row": pl.UInt32, "ticket": pl.String, "classification": pl.Int8, "status": pl.Int8, "exclusion": pl.Int8,
    "team": pl.String, "opened_at": pl.Int64, "resolved_at": pl.Int64, "closed_at": pl.Int64,
}  # fmt: skip


def incidents(repairs: Iterable[float | None], kinds: Iterable[int] = (), **more: Any) -> pl.DataFrame:
    """One incident per repair time in hours, opened five hours apart; None is open."""
    hours = list(repairs)
    ranks = list(kinds) or [1 + n % 4 for n in range(len(hours))]
    rows = []
    for n, repair in enumerate(hours):
        opened = START + 5 * HOUR * n
        end = None if repair is None else opened + int(repair * HOUR)
        status = Status.NEW if repair is None else Status.RESOLVED
        rows.append((n + 2, f"INC{n}", ranks[n], int(status), 0, "Desk", opened, end, None))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").with_columns(**more)


def told(read: int = 0, **more: Any) -> ImportReview:
    columns = tuple(ColumnReview(field.value, field, 1.0, 1, "") for field in (Field.OPENED, Field.RESOLVED))
    facts: dict[str, Any] = {"columns": columns, "dates": (), "refusals": (), **more}
    return ImportReview(
        "a.csv", "ServiceNow", False, "", (), "", facts["columns"], facts["dates"], (), (), ImportCounts(read=read), {},
        facts["refusals"], (), (), (), (), "Europe/Berlin", True,
    )  # fmt: skip


def behind(frame: pl.DataFrame, mask: pl.Expr | pl.Series) -> pl.DataFrame:
    return frame.filter(mask).select("row", "ticket")


def card(
    frame: pl.DataFrame,
    doubts: Mapping[Doubt, pl.DataFrame] | None = None,
    review: ImportReview | None = None,
    sides: Mapping[str, Side] | None = None,
    left_out: Iterable[Doubt] = (),
) -> TrustCard:
    none = frame.head(0).select("row", "ticket")
    found = trust.card(
        frame, {**dict.fromkeys(Doubt, none), **(doubts or {})}, review or told(frame.height),
        sides={"Desk": Side.OPS} if sides is None else sides, as_of=START, left_out=frozenset(left_out),
    )  # fmt: skip
    assert found is not None
    return found


def line(found: TrustCard, doubt: Doubt) -> TrustLine:
    (one,) = [each for each in found.lines if each.doubt is doubt]
    return one


CLEAN = [2.0 + n % 7 for n in range(80)]


def test_a_clean_dump_has_nothing_odd() -> None:
    assert card(incidents(CLEAN)) == TrustCard(Grade.A, "very good, with nothing odd")


def test_zero_minute_repairs_say_which_median_they_move_and_how_far() -> None:
    repairs = [0.0] * 9 + [3.4] * 11 + [8.0] * 60
    frame = incidents(repairs, [1] * 20 + [3] * 60)
    found = line(card(frame, {Doubt.ZERO_MINUTES: behind(frame, pl.col("row") < 11)}), Doubt.ZERO_MINUTES)
    critical = frame.filter(pl.col("classification") == 1)
    before = (critical["resolved_at"] - critical["opened_at"]).median()
    assert before == 3.4 * HOUR, "the oracle: half of the repairs are not zero"
    assert found.effect == "Without them no median changes."
    frame = incidents([0.0] * 9 + [2.0] * 2 + [3.4] * 9 + [8.0] * 60, [1] * 20 + [3] * 60)
    found = line(card(frame, {Doubt.ZERO_MINUTES: behind(frame, pl.col("row") < 11)}), Doubt.ZERO_MINUTES)
    assert (found.count, found.sentence) == (9, "9 zero-minute repairs")
    assert found.effect == "Without them the median of Critical goes from 2.0 h to 3.4 h."
    assert (found.action, found.left_out) == ("Leave out", False)
    assert (found.rows[:2], found.tickets[:2]) == ((2, 3), ("INC0", "INC1"))


def test_what_is_set_aside_stays_on_the_card_and_costs_no_grade() -> None:
    frame = incidents([0.0] * 20 + CLEAN)
    doubts = {Doubt.ZERO_MINUTES: behind(frame, pl.col("row") < 22)}
    assert card(frame, doubts).grade is Grade.C
    found = card(frame, doubts, left_out=[Doubt.ZERO_MINUTES])
    assert found.grade is Grade.A
    assert line(found, Doubt.ZERO_MINUTES).left_out


def test_bulk_closes_name_the_minute_in_the_zone_of_the_file() -> None:
    at = int(dt.datetime(2025, 3, 3, 16, tzinfo=dt.UTC).timestamp())
    frame = incidents(CLEAN).with_columns(
        opened_at=pl.when(pl.col("row") < 22).then(START - 9 * DAY).otherwise("opened_at"),
        resolved_at=pl.when(pl.col("row") < 22).then(at + pl.col("row")).otherwise("resolved_at"),
    )
    doubts = {Doubt.BULK_CLOSES: behind(frame, pl.col("row") < 22)}
    found = line(card(frame, doubts), Doubt.BULK_CLOSES)
    assert found.sentence == "20 incidents closed in the same minute, 3 Mar 2025 17:00"
    assert found.effect.startswith("Their true end lies earlier; without them the median of")
    assert found.action == "Keep as estimated"
    kept = line(card(frame, doubts, left_out=[Doubt.BULK_CLOSES]), Doubt.BULK_CLOSES)
    assert kept.effect == "Their true end lies earlier; in time is shown as a range."


def test_without_any_end_mttr_cannot_be_computed_and_the_missing_column_is_named() -> None:
    found = card(incidents([None] * 40), review=told(40, columns=()))
    assert found.lines[0].doubt is Doubt.NO_RESOLVE
    assert found.lines[0].effect == "MTTR cannot be computed from this export: add the column Resolved."
    assert found.grade is Grade.D
    assert not card(incidents([None] * 40)).lines, "a list of open incidents that has the column is no riddle"


@pytest.mark.parametrize(
    ("missing", "effect"),
    [
        (4, "Their true end lies earlier; in time is shown as a range."),
        (20, "In time is shown as a range; mean and median rest on 75 % of the resolved incidents."),
        (80, "No mean or median can be computed: in time is shown as a range. Add the column Resolved."),
    ],
)
def test_ends_without_a_resolve_are_bounds(missing: int, effect: str) -> None:
    frame = incidents(CLEAN)
    lacking = pl.col("row") < 2 + missing
    frame = frame.with_columns(
        closed_at=pl.when(lacking).then("resolved_at"), resolved_at=pl.when(~lacking).then("resolved_at")
    )
    found = line(card(frame), Doubt.NO_RESOLVE)
    assert (found.count, found.effect) == (missing, effect)


def refused(n: int, fix: FixKind | None) -> tuple[Refusal, ...]:
    proposed = ProposedFix(fix, "Swap the two dates") if fix else None
    return tuple(Refusal(100 + row, f"BAD{row}", "Resolved", "x", "before it was opened", proposed) for row in range(n))


def test_resolved_before_opened_is_refused_unless_swapped() -> None:
    frame = incidents(CLEAN)
    rows = pl.DataFrame(
        [(100 + n, f"BAD{n}") for n in range(6)], schema={k: SCHEMA[k] for k in ("row", "ticket")}, orient="row"
    )
    doubts = {Doubt.RESOLVED_FIRST: rows}
    found = line(card(frame, doubts, told(86, refusals=refused(6, FixKind.SWAP))), Doubt.RESOLVED_FIRST)
    assert (found.count, found.sentence) == (6, "6 incidents resolved before they were opened")
    assert found.effect == "Refused unless the two dates are swapped."
    assert found.tickets == tuple(f"BAD{n}" for n in range(6))
    assert line(card(frame, doubts, told(86, refusals=refused(6, None))), Doubt.RESOLVED_FIRST).effect == (
        "Refused, as 7 % of the rows."
    )
    late = line(card(frame, {Doubt.FUTURE: rows}, told(86)), Doubt.FUTURE)
    assert (
        late.effect == "Refused: a date in the future would make open incidents look older. The data end on 3 Mar 2025."
    )


def test_one_classification_for_nearly_all_says_how_few_the_others_have() -> None:
    found = card(incidents(CLEAN, [3] * 76 + [1] * 4))
    assert (found.grade, found.said) == (Grade.B, "good, with one thing to know")
    one = line(found, Doubt.DEFAULT_CLASSIFICATION)
    assert one.sentence == "95 % of the incidents are Medium"
    assert one.effect == "Goals by classification say little: the other three have 4 incidents together."
    assert one.tickets == ("INC76", "INC77", "INC78", "INC79")
    everything = line(card(incidents(CLEAN, [3] * 80)), Doubt.DEFAULT_CLASSIFICATION)
    assert everything.sentence == f"Every incident is {Classification.MEDIUM.label}"


def test_dates_that_read_both_ways_make_every_figure_doubtful() -> None:
    reading = DateReading("Opened", DateOrder.DMY, False, "03/04/2025", "3 April 2025 00:00")
    found = card(incidents(CLEAN), review=told(80, dates=(reading,)))
    assert found.grade is Grade.D
    assert "03/04/2025 was read as 3 April 2025 00:00" in line(found, Doubt.AMBIGUOUS_DATES).effect


def test_duplicates_say_how_many_are_too_many_and_how_repeated_rows_are_settled() -> None:
    frame = incidents(CLEAN)
    twice = line(card(frame, {Doubt.DUPLICATES: behind(frame, pl.col("row") < 6)}), Doubt.DUPLICATES)
    assert twice.effect == "If they are, 76 incidents are counted as 80: 5 % too many."
    many = incidents(CLEAN * 5)
    seldom = line(card(many, {Doubt.DUPLICATES: behind(many, pl.col("row") == many["row"][0])}), Doubt.DUPLICATES)
    assert seldom.effect == "If they are, 399 incidents are counted as 400: under 1 % too many."
    assert not twice.action
    again = pl.DataFrame([(200, "INC1")] * 20, schema={k: SCHEMA[k] for k in ("row", "ticket")}, orient="row")
    repeated = line(card(frame, {Doubt.DUPLICATES: again}, told(100)), Doubt.DUPLICATES)
    assert repeated.sentence == "20 rows repeat a ticket with other values"
    assert repeated.effect == "Refused unless the newest row of each ticket is kept; they are 20 % of all rows."
    assert repeated.action == "Keep the newest"


def test_ends_on_the_last_day_of_the_month_stand_out() -> None:
    frame = incidents([1.0 + n % 23 for n in range(240)])
    last = pl.from_epoch(pl.col("opened_at")).dt.month_end().dt.epoch("s") // DAY * DAY + 15 * HOUR
    piled = frame.with_columns(resolved_at=pl.when(pl.col("row") % 3 == 0).then(last).otherwise("resolved_at"))
    found = line(card(piled), Doubt.MONTH_END)
    assert found.sentence.endswith("of the ends lie on the last day of a month")
    assert found.effect.startswith("Usual is 3 %; without them the median of")
    assert not card(frame).lines


def test_unknown_sides_say_what_ops_and_dev_stand_on() -> None:
    frame = incidents(CLEAN, team=pl.when(pl.col("row") < 22).then(pl.lit("Else")).otherwise("team"))
    found = card(frame, sides={"Desk": Side.DEV, "Else": Side.UNKNOWN})
    one = line(found, Doubt.UNKNOWN_SIDES)
    assert (one.count, one.effect) == (20, "Figures of Ops and Dev rest on 75 % of the incidents.")
    assert found.grade is Grade.B
    assert "Nothing can be said" in line(card(frame, sides={}), Doubt.UNKNOWN_SIDES).effect


def test_the_worst_stands_first_and_the_grade_counts_them_in_words() -> None:
    frame = incidents([0.0] * 6 + CLEAN[:34] + [3.0] * 160, [1] * 20 + [3] * 180)
    doubts = {
        Doubt.ZERO_MINUTES: behind(frame, pl.col("row") < 8),
        Doubt.DUPLICATES: behind(frame, pl.col("row") > 199),
    }
    found = card(frame, doubts, sides={})
    assert [one.doubt for one in found.lines] == [
        Doubt.ZERO_MINUTES, Doubt.UNKNOWN_SIDES, Doubt.DEFAULT_CLASSIFICATION, Doubt.DUPLICATES,
    ]  # fmt: skip
    assert found.said == "good, with four things to know"


def test_what_is_left_out_of_the_measures_is_in_no_doubt() -> None:
    cancelled = incidents([None] * 40, exclusion=pl.lit(int(Exclusion.CANCELLED), dtype=pl.Int8))
    assert not card(pl.concat([incidents(CLEAN), cancelled])).lines


def test_a_file_of_which_nothing_can_be_stored_has_a_card_only_when_rows_were_refused() -> None:
    empty = incidents([])
    assert trust.card(empty, {}, told(), sides={}, as_of=0) is None
    found = trust.card(empty, {}, told(6, refusals=refused(6, None)), sides={}, as_of=0)
    assert found is not None
    assert found.grade is Grade.D
