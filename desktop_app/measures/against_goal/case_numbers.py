"""The article's four case numbers over measured incidents, as bounds where a release, an error or a side is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from desktop_app.domain.case_numbers import CaseNumber, CaseNumbers
from desktop_app.domain.classifications import Classification
from desktop_app.domain.filters import Condition, IncidentFilter, Value
from desktop_app.domain.incidents import Exclusion, ReleaseRelated, Status
from desktop_app.domain.language import _, number
from desktop_app.domain.teams import Side
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.certainty.top_share import Bounds, top_bounds
from desktop_app.measures.lives.frame import Frame

TOP: Final = 20
"""So many system errors are the top, as in the article."""

_MILD: Final = (Classification.MEDIUM, Classification.LOW)


def case_numbers(measured: pl.DataFrame, frame: Frame, base: IncidentFilter | None = None) -> CaseNumbers:
    """The numbers of measured incidents that ``base`` kept; what each number ``opens`` narrows that filter."""
    kept = measured.filter((pl.col("exclusion") == Exclusion.NONE) & (pl.col("status") != Status.CANCELLED))
    behind = _included(base or IncidentFilter())
    plain = kept.filter(pl.col("release_related") == ReleaseRelated.NO)
    unsure = kept.filter(pl.col("release_related") == ReleaseRelated.UNKNOWN)
    not_by_release = _and(behind, "release_related", "one_of", ReleaseRelated.NO.key)
    return CaseNumbers(
        _resolved_by_dev(kept, behind),
        _non_release(kept.height, plain.height, unsure.height, behind, not_by_release),
        _medium_or_low(plain, unsure, not_by_release),
        _top_errors(plain, unsure, frame, not_by_release),
        measured.height,
        _left_out(measured),
        _definition(),
    )


def _included(base: IncidentFilter) -> IncidentFilter:
    """The reader's filter without what is left out of every number."""
    return _and(_and(base, "exclusion", "one_of", Exclusion.NONE.key), "status", "not_one_of", Status.CANCELLED.key)


def _and(base: IncidentFilter, field: str, operator: str, *values: Value) -> IncidentFilter:
    """One more condition; those that the reader set on the same field stay."""
    return base.merged(IncidentFilter((Condition(field, operator, values),)))


def _left_out(measured: pl.DataFrame) -> Mapping[str, int]:
    """The excluded by reason; cancelled by status alone counts as cancelled."""
    reason = pl.when(pl.col("exclusion") != Exclusion.NONE).then("exclusion").when(
        pl.col("status") == Status.CANCELLED
    ).then(int(Exclusion.CANCELLED))  # fmt: skip
    counts = dict(measured.select(reason=reason).drop_nulls()["reason"].value_counts().iter_rows())
    return {e.key: counts.get(int(e), 0) for e in Exclusion if e is not Exclusion.NONE}


@dataclass(frozen=True, slots=True)
class _Words:
    """The sentence for a share, for bounds, for a few incidents, and for none."""

    share: str
    bounds: str
    few: str
    none: str


@dataclass(frozen=True, slots=True)
class _Count:
    """``n`` of ``of`` that are told, ``unknown`` beside them, and where they lead."""

    n: int
    of: int
    unknown: int
    opens: IncidentFilter
    opens_all: IncidentFilter


def _made(key: str, title: str, count: _Count, bounds: Bounds, words: _Words) -> CaseNumber:
    every = count.of + count.unknown
    told = {
        "n": number(count.n), "of": number(count.of), "unknown": number(count.unknown), "all": number(every),
        "share": bounds.words, "top": number(TOP),
    }  # fmt: skip
    share = low = high = None
    if not every:
        sentence = words.none
    elif every < FEW:
        sentence = words.few
        if count.unknown:
            sentence = _("{sentence}; {unknown} cannot be told").replace("{sentence}", sentence)
    else:
        share = None if count.unknown else bounds.low
        low, high = bounds.low, bounds.high
        sentence = words.bounds if count.unknown else words.share
    return CaseNumber(
        key, title, count.n, count.of, count.unknown, share, low, high, sentence.format(**told), count.opens,
        count.opens_all, _in_the_article().get(key, ""),
    )  # fmt: skip


def _in_the_article() -> Mapping[str, str]:
    """The article's own words on its case, by the key of a number; of releases alone it gives none."""
    return {
        "resolved_by_dev": _("about 2 %"),
        "medium_or_low": _("more than 90 %"),
        "top_errors": _("most, from about 20"),
    }


def _resolved_by_dev(kept: pl.DataFrame, behind: IncidentFilter) -> CaseNumber:
    side = kept["resolved_side"].drop_nulls()
    unknown = int((side == Side.UNKNOWN).sum())
    hits, every = int((side == Side.DEV).sum()), len(side)
    sides = tuple(each.key for each in Side if each is not Side.UNKNOWN)
    return _made(
        "resolved_by_dev",
        _("Resolved by Dev"),
        _Count(
            hits,
            every - unknown,
            unknown,
            _and(behind, "resolved_side", "one_of", Side.DEV.key),
            _and(behind, "resolved_side", "one_of", *sides),
        ),
        Bounds(_part(hits, every), _part(hits + unknown, every)),
        _Words(
            _("Dev resolved {share} of {of} repaired incidents"),
            _("Dev resolved {share} of {all} repaired incidents; of {unknown} the side is not known"),
            _("Dev resolved {n} of {of} repaired incidents"),
            _("No incident is repaired yet"),
        ),
    )


def _part(n: int, of: int) -> float:
    return n / of if of else 0.0


def _non_release(every: int, n: int, unknown: int, behind: IncidentFilter, opens: IncidentFilter) -> CaseNumber:
    told = _and(behind, "release_related", "one_of", ReleaseRelated.NO.key, ReleaseRelated.YES.key)
    return _made(
        "non_release",
        _("Not caused by a release"),
        _Count(n, every - unknown, unknown, opens, told),
        Bounds(_part(n, every), _part(n + unknown, every)),
        _Words(
            _("{share} of {of} incidents were not caused by a release"),
            _("Of {all} incidents, {share} were not caused by a release; of {unknown} it is not known"),
            _("{n} of {of} incidents were not caused by a release"),
            _("There is no incident to count"),
        ),
    )


def _medium_or_low(plain: pl.DataFrame, unsure: pl.DataFrame, not_by_release: IncidentFilter) -> CaseNumber:
    mild = pl.col("classification").is_in([int(c) for c in _MILD])
    n, of, perhaps = plain.filter(mild).height, plain.height, unsure.filter(mild).height
    grave = unsure.height - perhaps
    low, high = (
        (_part(n, of + grave), _part(n + perhaps, of + perhaps)) if of else (float(not grave), float(perhaps > 0))
    )
    return _made(
        "medium_or_low",
        _("Medium or low"),
        _Count(
            n,
            of,
            unsure.height,
            _and(not_by_release, "classification", "one_of", *(c.key for c in _MILD)),
            not_by_release,
        ),
        Bounds(low, high),
        _Words(
            _("{share} of {of} incidents that no release caused are medium or low"),
            _("Of the incidents that no release caused, {share} are medium or low; of {unknown} it is not known"),
            _("{n} of {of} incidents that no release caused are medium or low"),
            _("No incident is known that no release caused"),
        ),
    )


def _top_errors(plain: pl.DataFrame, unsure: pl.DataFrame, frame: Frame, not_by_release: IncidentFilter) -> CaseNumber:
    known, nameless = _by_error(plain)
    perhaps, perhaps_nameless = _by_error(unsure)
    names = frame.system_errors
    top = sorted(known, key=lambda error: (-known[error], names.get(error, ""), error))[:TOP]
    return _made(
        "top_errors",
        _("From the top {top} errors").format(top=number(TOP)),
        _Count(
            sum(known[error] for error in top),
            plain.height - nameless,
            nameless + unsure.height,
            _and(not_by_release, "system_error", "one_of", *(names[error] for error in top if error in names)),
            _and(not_by_release, "system_error", "not_one_of", None),
        ),
        top_bounds(known, nameless, perhaps, perhaps_nameless, TOP),
        _Words(
            _("{top} system errors cause {share} of {of} incidents that no release caused"),
            _(
                "Of the incidents that no release caused, {top} system errors cause {share}; "
                "of {unknown} the error or the release is not known"
            ),
            _("The {top} most frequent system errors cause {n} of {of} incidents that no release caused"),
            _("No incident is known that no release caused"),
        ),
    )


def _by_error(incidents: pl.DataFrame) -> tuple[dict[int, int], int]:
    """How many incidents each system error has, and how many have none."""
    counts = dict(incidents["system_error"].value_counts().iter_rows())
    nameless = counts.pop(None, 0)
    return counts, nameless


def _definition() -> tuple[str, ...]:
    return (
        _("Cancelled and duplicate incidents, requests, tests and what an import set aside are in no number."),
        _("Resolved by Dev: a Dev team held it at the last resolve; what was closed without one is left out."),
        _("Medium or low, and the top errors: among incidents that no release caused."),
        _("The top errors are the {top} system errors with most of these incidents.").format(top=number(TOP)),
        _("Where a side, a release or an error is not known, a share lies between two bounds."),
    )
