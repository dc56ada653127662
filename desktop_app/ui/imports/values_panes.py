"""What the priorities and the states of the file mean here; each is asked once."""

from __future__ import annotations

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import FoundPriority, FoundState, ImportAnswers, ImportReview
from desktop_app.domain.language import _, number
from desktop_app.ui.imports.choice_lines import Line
from desktop_app.ui.imports.choice_table import ChoiceTable
from desktop_app.ui.imports.meanings import meaning_choices, meaning_effect, meaning_label


def priorities_table() -> ChoiceTable:
    return ChoiceTable(
        (_("In the file"), _("Rows"), _("Classification")),
        [(each.label, each) for each in Classification],
        accessible_name=_("Priorities of the file"),
    )


def states_table() -> ChoiceTable:
    return ChoiceTable(
        (_("In the file"), _("Rows"), _("Means")),
        meaning_choices(),
        choice_width=180,
        accessible_name=_("Statuses of the file"),
    )


def priority_lines(review: ImportReview, answers: ImportAnswers) -> tuple[Line, ...]:
    return tuple(_priority(each, by_hand=each.value in answers.priorities) for each in review.priorities)


def state_lines(review: ImportReview, answers: ImportAnswers) -> tuple[Line, ...]:
    return tuple(_state(each, by_hand=each.value in answers.states) for each in review.states)


def _priority(found: FoundPriority, *, by_hand: bool) -> Line:
    return Line(
        found.value,
        number(found.rows),
        found.classification,
        found.classification.label,
        found.recognised,
        under="" if found.recognised or by_hand else _("not a known priority"),
        warns=True,
        why=_("chosen by hand") if by_hand else "",
    )


def _state(found: FoundState, *, by_hand: bool) -> Line:
    return Line(
        found.value,
        number(found.rows),
        found.meaning,
        meaning_label(found.meaning),
        found.meaning is not None,
        under="" if found.meaning is not None else _("not recognised"),
        warns=True,
        why=", ".join(part for part in (_("chosen by hand") if by_hand else "", meaning_effect(found.meaning)) if part),
    )
