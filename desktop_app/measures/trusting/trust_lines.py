"""The ten doubts of a dump, each with how many, what it does to the figures, and which rows are behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import Field, FixKind, ImportReview
from desktop_app.domain.incidents import Status
from desktop_app.domain.language import _, ngettext, number, percent
from desktop_app.domain.stamps import day, stamp
from desktop_app.domain.teams import Side
from desktop_app.domain.trust import Doubt, TrustLine
from desktop_app.measures.trusting.trust_effects import counted, local, ratio, shift

_SHOWN: Final = 1_000
_ONE_KIND: Final = 0.9  # share of one classification from which it looks like a default
_ENOUGH: Final = 30  # incidents from which shares are spoken of
_SPIKE: Final = 3 / 30.4  # three times the share of ends that the last day of a month has by itself
_MOST_ESTIMATED: Final = 0.1


@dataclass(frozen=True, slots=True)
class Weighed:
    """A line with what it weighs: ``effect`` sorts (what it moves in a figure), ``touched`` grades (share of rows)."""

    line: TrustLine
    effect: float
    touched: float


@dataclass(frozen=True, slots=True)
class Dump:
    """What is known of a dump: see ``trust.card``."""

    incidents: pl.DataFrame
    doubts: Mapping[Doubt, pl.DataFrame]
    review: ImportReview
    sides: Mapping[str, Side]
    as_of: int
    left_out: frozenset[Doubt]

    def mask(self, doubt: Doubt) -> pl.Series:
        return self.incidents["row"].is_in(self.doubts[doubt]["row"].implode())

    def line(self, doubt: Doubt, behind: pl.DataFrame, sentence: str, effect: str, action: str = "") -> TrustLine:
        shown = behind.head(_SHOWN)
        rows, tickets = tuple(shown["row"]), tuple(shown["ticket"])
        left_out = doubt in self.left_out
        return TrustLine(doubt, behind.height, sentence, effect, rows, tickets, action=action, left_out=left_out)

    def behind(self, doubt: Doubt) -> pl.DataFrame:
        return self.doubts.get(doubt, self.incidents.select("row", "ticket").head(0))


def no_resolve(dump: Dump) -> Weighed | None:
    """Ends that nobody told: the whole column, or of some incidents."""
    incidents = dump.incidents
    said_ended = incidents["status"].is_in([int(Status.RESOLVED), int(Status.CLOSED)]) & counted(incidents)
    ended = int(said_ended.sum())
    known = any(column.field is Field.RESOLVED for column in dump.review.columns)
    stamped = incidents.select(pl.any_horizontal(pl.col("resolved_at", "closed_at").is_not_null().any())).item()
    if not stamped and (ended or not known):
        line = dump.line(
            Doubt.NO_RESOLVE, incidents.select("row", "ticket"), _("No date says when an incident was resolved"),
            _("MTTR cannot be computed from this export: add the column Resolved."),
        )  # fmt: skip
        return Weighed(line, 10.0, 1.0)
    lacking = incidents.filter(said_ended & incidents["resolved_at"].is_null()).select("row", "ticket")
    n = lacking.height
    if not n:
        return None
    sentence = ngettext("{n} incident ended without a resolved date", "{n} incidents ended without a resolved date", n)
    share = n / ended
    if n == ended:
        effect = _("No mean or median can be computed: in time is shown as a range. Add the column Resolved.")
    elif share > _MOST_ESTIMATED:
        effect = _("In time is shown as a range; mean and median rest on {share} of the resolved incidents.")
        effect = effect.format(share=percent(1 - share))
    else:
        effect = _("Their true end lies earlier; in time is shown as a range.")
    return Weighed(dump.line(Doubt.NO_RESOLVE, lacking, sentence.format(n=number(n)), effect), 1 + share, share)


def resolved_first(dump: Dump) -> Weighed | None:
    behind = dump.behind(Doubt.RESOLVED_FIRST)
    n, read = behind.height, dump.review.counts.read
    if not n:
        return None
    text = ngettext("{n} incident resolved before it was opened", "{n} incidents resolved before they were opened", n)
    rows = set(behind["row"])
    swaps = sum(
        1 for one in dump.review.refusals if one.row in rows and one.fix is not None and one.fix.kind is FixKind.SWAP
    )
    effect = _("Refused, as {share} of the rows.").format(share=_small(n / read))
    if swaps == n:
        effect = _("Refused unless the two dates are swapped.")
    elif swaps:
        effect = _("Refused; in {n} of them the two dates can be swapped.").format(n=number(swaps))
    return Weighed(dump.line(Doubt.RESOLVED_FIRST, behind, text.format(n=number(n)), effect), n / read, n / read)


def zero_minutes(dump: Dump) -> Weighed | None:
    behind = dump.behind(Doubt.ZERO_MINUTES)
    n = behind.height
    if not n:
        return None
    sentence = ngettext("{n} zero-minute repair", "{n} zero-minute repairs", n).format(n=number(n))
    moved = shift(dump.incidents, dump.mask(Doubt.ZERO_MINUTES))
    effect = _("No other repair is left to compare them with.")
    if moved is not None:
        effect = _("Without them {what}.").format(what=moved.text)
    size = moved.size if moved is not None else 1.0
    line = dump.line(Doubt.ZERO_MINUTES, behind, sentence, effect, _("Leave out"))
    return Weighed(line, size, ratio(n, dump.incidents.height))


def bulk_closes(dump: Dump) -> Weighed | None:
    behind = dump.behind(Doubt.BULK_CLOSES)
    n = behind.height
    if not n:
        return None
    mask = dump.mask(Doubt.BULK_CLOSES)
    minutes = (dump.incidents.filter(mask)["resolved_at"] // 60).value_counts(sort=True, name="n")
    busiest = stamp(local(int(minutes["resolved_at"][0]) * 60, dump.review.time_zone))
    sentence = _("{n} incidents closed in the same minute, {when}").format(n=number(n), when=busiest)
    if minutes.height > 1:
        text = _("{n} incidents closed in bulk within {minutes} minutes, the largest group at {when}")
        sentence = text.format(n=number(n), minutes=number(minutes.height), when=busiest)
    moved = shift(dump.incidents, mask)
    effect = _("Their true end lies earlier; in time is shown as a range.")
    if Doubt.BULK_CLOSES not in dump.left_out and moved is not None:
        effect = _("Their true end lies earlier; without them {what}.").format(what=moved.text)
    line = dump.line(Doubt.BULK_CLOSES, behind, sentence, effect, _("Keep as estimated"))
    share = ratio(n, dump.incidents.height)
    return Weighed(line, max(share, moved.size if moved is not None else 1.0), share)


def future(dump: Dump) -> Weighed | None:
    behind = dump.behind(Doubt.FUTURE)
    n, read = behind.height, dump.review.counts.read
    if not n:
        return None
    sentence = ngettext("{n} row has a date after today", "{n} rows have dates after today", n).format(n=number(n))
    effect = _("Refused: a date in the future would make open incidents look older.")
    if dump.as_of:
        until = day(local(dump.as_of, dump.review.time_zone))
        effect = _("Refused: a date in the future would make open incidents look older. The data end on {day}.").format(
            day=until
        )
    return Weighed(dump.line(Doubt.FUTURE, behind, sentence, effect), n / read, n / read)


def default_classification(dump: Dump) -> Weighed | None:
    """One classification for nearly everything: what most tools write where nobody chose."""
    used = dump.incidents.filter(counted(dump.incidents))
    if used.height < _ENOUGH:
        return None
    kind, n = used["classification"].value_counts(sort=True).row(0)
    share, others = n / used.height, used.height - n
    if share < _ONE_KIND:
        return None
    label = Classification(kind).label
    if others:
        sentence = _("{share} of the incidents are {kind}").format(share=percent(share), kind=label)
        effect = ngettext(
            "Goals by classification say little: the other three have {n} incident together.",
            "Goals by classification say little: the other three have {n} incidents together.",
            others,
        ).format(n=number(others))
    else:
        sentence = _("Every incident is {kind}").format(kind=label)
        effect = _("Goals by classification say nothing: all {n} incidents have the same goal.").format(n=number(n))
    behind = used.filter(pl.col("classification") != kind).select("row", "ticket")
    line = replace(dump.line(Doubt.DEFAULT_CLASSIFICATION, behind, sentence, effect), count=n)
    return Weighed(line, share * 0.03, 0.02 * share)


def ambiguous_dates(dump: Dump) -> Weighed | None:
    torn = [reading for reading in dump.review.dates if not reading.decided]
    if not torn:
        return None
    names = ", ".join(reading.column for reading in torn[:4])
    sentence = ngettext(
        "The dates in {names} read both ways", "The dates in {n} columns read both ways: {names}", len(torn)
    )
    effect = _("{sample} was read as {meaning}; the other way round every repair time may change.")
    line = replace(
        dump.line(
            Doubt.AMBIGUOUS_DATES, dump.incidents.select("row", "ticket"),
            sentence.format(n=number(len(torn)), names=names),
            effect.format(sample=torn[0].sample, meaning=torn[0].meaning),
        ),
        count=len(torn),
    )  # fmt: skip
    return Weighed(line, 9.0, 1.0)


def _small(share: float) -> str:
    """A share that may be far below one in a hundred, which is not rounded up to it."""
    return _("under 1 %") if 0 < share < 0.005 else percent(share)


def duplicates(dump: Dump) -> Weighed | None:
    """Rows that repeat a ticket with other values, and incidents that may have two tickets."""
    behind = dump.behind(Doubt.DUPLICATES)
    if not behind.height:
        return None
    twice = behind.filter(pl.col("row").is_in(dump.incidents["row"].implode())).height
    again, read, stored = behind.height - twice, dump.review.counts.read, dump.incidents.height
    sentences, effects = [], []
    if again:
        text = ngettext(
            "{n} row repeats a ticket with other values", "{n} rows repeat a ticket with other values", again
        )
        sentences.append(text.format(n=number(again)))
        text = _("Refused unless the newest row of each ticket is kept; they are {share} of all rows.")
        if Doubt.DUPLICATES in dump.left_out:
            text = _("The newest row of each ticket is kept; {share} of the rows are older.")
        effects.append(text.format(share=_small(again / read)))
    if twice:
        text = ngettext(
            "{n} incident may be in the file twice, under another ticket",
            "{n} incidents may be in the file twice, under other tickets",
            twice,
        )
        sentences.append(text.format(n=number(twice)))
        text = _("If they are, {n} incidents are counted as {all}: {share} too many.")
        share = _small(ratio(twice, stored - twice))
        effects.append(text.format(n=number(stored - twice), all=number(stored), share=share))
    action = _("Keep the newest") if again else ""
    line = dump.line(Doubt.DUPLICATES, behind, "; ".join(sentences), " ".join(effects), action)
    return Weighed(line, (again + twice) / read, (again + twice) / read)


def month_end(dump: Dump) -> Weighed | None:
    """Ends that pile up on the last days of months: closed for a report rather than repaired."""
    ends = pl.from_epoch(pl.col("resolved_at")).dt.replace_time_zone("UTC").dt.convert_time_zone(dump.review.time_zone)
    date = ends.dt.date()
    used = dump.incidents.select(
        "row", "ticket", last=(date == date.dt.month_end()), month=date.dt.truncate("1mo")
    ).with_columns(last=pl.col("last") & counted(dump.incidents))
    resolved = used.filter(pl.col("month").is_not_null() & counted(dump.incidents))
    spikes = resolved.group_by("month").agg(n=pl.len(), last=pl.col("last").sum())
    months = spikes.filter(pl.col("last") > _SPIKE * pl.col("n"))
    behind = resolved.filter("last").select("row", "ticket")
    share = ratio(behind.height, resolved.height)
    if resolved.height < _ENOUGH or share < _SPIKE or months.height < max(2, spikes.height / 2):
        return None
    sentence = _("{share} of the ends lie on the last day of a month").format(share=percent(share))
    moved = shift(dump.incidents, used["last"].fill_null(value=False))
    effect = _("Usual is {usual}: nothing else is left to compare them with.").format(usual=percent(1 / 30.4))
    if moved is not None:
        effect = _("Usual is {usual}; without them {what}.").format(usual=percent(1 / 30.4), what=moved.text)
    size = moved.size if moved is not None else 1.0
    return Weighed(dump.line(Doubt.MONTH_END, behind, sentence, effect), size, share)


def unknown_sides(dump: Dump) -> Weighed | None:
    known = [name for name, side in dump.sides.items() if side is not Side.UNKNOWN]
    used = dump.incidents.filter(counted(dump.incidents))
    unknown = used.filter(~pl.col("team").is_in(known).fill_null(value=False))
    if not unknown.height:
        return None
    n, share = unknown.height, ratio(unknown.height, used.height)
    sentence = ngettext("{n} incident without a known side", "{n} incidents without a known side", n)
    sentence = sentence.format(n=number(n))
    effect = _("Nothing can be said of Ops and Dev until the sides of the teams are set.")
    if n < used.height:
        effect = _("Figures of Ops and Dev rest on {share} of the incidents.").format(share=percent(1 - share))
    behind = unknown.select("row", "ticket")
    return Weighed(dump.line(Doubt.UNKNOWN_SIDES, behind, sentence, effect), share * 0.03, 0.02 * share)
