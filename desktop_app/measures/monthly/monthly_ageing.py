"""What was open at a month's end by age, each classification against its goal: the staircase of the monthly sheet."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.monthly_sheet import Ageing, AgeRow
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.clock import clocks
from desktop_app.measures.lives import measured
from desktop_app.measures.lives.rewind import rewound
from desktop_app.measures.monthly.monthly_groups import COUNTED, open_at_end
from desktop_app.measures.waiting.ageing import age_edges


def ageing(asked: Asked, rows: pl.DataFrame) -> Ageing:
    """``rows`` are measured rows that hold everything open at the period's end; their history is rewound to it."""
    ends = age_edges(asked)
    names = (*(_("to {time}").format(time=edge.label) for edge in ends), _("longer"))
    held = _open_then(asked, rows)
    age, kind = held["repair_s"].fill_null(0).to_numpy(), held["classification"].to_numpy()
    band = np.searchsorted(np.array([edge.seconds for edge in ends]), age, side="right")
    made = []
    for classification in Classification:
        counts = np.bincount(band[kind == classification], minlength=len(names))
        target = asked.target_set.newest(classification)
        goal = clocks.mark_seconds(target, asked.clock) if target else None
        after = next((n for n, edge in enumerate(ends, 1) if edge.seconds == goal), None)
        made.append(AgeRow(classification, tuple(int(count) for count in counts), after))
    shorter = (*(f"< {edge.label}" for edge in ends), "…")
    return Ageing(names, shorter, tuple(made), _note(held))


def ages(asked: Asked) -> pl.DataFrame:
    """Of what was open at the period's end, by id: ``age_s``, its repair time so far, as it stood then."""
    return _open_then(asked, asked.rows).select("id", age_s=pl.col("repair_s").fill_null(0))


def _note(held: pl.DataFrame) -> str:
    """What the grey is; and how many were open before there was a goal, which they stand against all the same."""
    note = _("heavy line = goal, grey = past it")
    older = held["target_s"].null_count()
    if not older:
        return note
    words = ngettext("{note}; {n} opened before there was one", "{note}; {n} opened before there was one", older)
    return words.format(note=note, n=number(older))


def _open_then(asked: Asked, rows: pl.DataFrame) -> pl.DataFrame:
    """The incidents open at the period's end, measured as they stood then."""
    _start, end = asked.period.instants(asked.frame.zone)
    wanted = rows.filter(COUNTED & open_at_end(asked.frame, asked.period)).get_column("id").sort()
    frame = replace(
        asked.frame,
        incidents=asked.frame.incidents.filter(pl.col("id").is_in(wanted.implode())),
        segments=asked.frame.segments.filter(pl.col("incident").is_in(wanted.implode())),
    )
    then = rewound(frame, (end or asked.frame.now) - 1)
    lives = measured.lives(then, asked.clock, asked.base.rules)
    found = measured.against(then, lives, asked.target_set, asked.clock, asked.base.rules)
    return found.filter(COUNTED & pl.col("open"))
