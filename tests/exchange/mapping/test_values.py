"""Words of foreign scales come to ours."""

from __future__ import annotations

import polars as pl
import pytest

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import FoundState, Meaning
from desktop_app.domain.incidents import Exclusion, PauseReason, ReleaseRelated, Status
from desktop_app.exchange.mapping import values


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("1 - Critical|P1|Highest|Urgent|Muito alta|Kritisch|sev 1|Très haute", Classification.CRITICAL),
        ("2 - High|P2|Alta|hoch|Haute|2", Classification.HIGH),
        ("3 - Moderate|P3|Medium|Média|Mittel|Normal|Moyenne", Classification.MEDIUM),
        ("4 - Low|P4|5|P5|Lowest|Baixa|Niedrig|Basse|Very low|5 - Planning", Classification.LOW),
    ],
)
def test_the_usual_scales_are_known(words: str, meaning: Classification) -> None:
    for word in words.split("|"):
        assert values.classification(word) is meaning, word


def test_a_word_says_more_than_the_number_before_it_and_a_negated_one_nothing() -> None:
    told = {"5 - Critical": 1, "4 - High": 2, "1 - Low": 4, "2 - Major": 2, "Major": 1, "4 - non-urgent": 4}
    assert {word: values.classification(word) for word in told} == told
    assert values.classification("Non-urgent") is None
    assert values.classification("not critical") is None


def test_what_has_not_ended_does_not_read_as_ended() -> None:
    for word in ("Not closed", "Not done", "Not yet fixed", "Being fixed", "Resolving", "Nicht behoben"):
        assert values.state(word) is None, word
    for word in ("Resolution in progress", "Work completed, testing", "Resolved, in review", "Not yet resolved"):
        assert values.state(word) == (Status.IN_WORK, PauseReason.NONE, Exclusion.NONE), word
    assert values.state("Closure pending") == (Status.PAUSED, PauseReason.OTHER, Exclusion.NONE)
    for word in ("Closed - not fixed", "Closed as not planned", "Closed after testing"):
        assert values.state(word) == (Status.CLOSED, PauseReason.NONE, Exclusion.NONE), word


def test_an_unknown_priority_is_medium_and_says_so_unless_answered() -> None:
    cells = pl.Series(["P1", "banana", "banana", None])
    codes, found = values.priorities(cells, {})
    assert codes.to_list() == [1, 3, 3, 3]
    assert [(one.value, one.rows, one.recognised) for one in found] == [("P1", 1, True), ("banana", 2, False)]
    codes, found = values.priorities(cells, {"banana": Classification.LOW})
    assert codes.to_list() == [1, 4, 4, 3]
    assert all(one.recognised for one in found)


@pytest.mark.parametrize(
    ("word", "status", "reason"),
    [
        ("New", Status.NEW, PauseReason.NONE),
        ("Assigned", Status.ASSIGNED, PauseReason.NONE),
        ("Active", Status.IN_WORK, PauseReason.NONE),
        ("Em Andamento", Status.IN_WORK, PauseReason.NONE),
        ("Reopened", Status.IN_WORK, PauseReason.NONE),
        ("Awaiting User Info", Status.PAUSED, PauseReason.USER),
        ("Awaiting Vendor", Status.PAUSED, PauseReason.SUPPLIER),
        ("Awaiting Problem", Status.PAUSED, PauseReason.PROBLEM),
        ("Awaiting Evidence", Status.PAUSED, PauseReason.EVIDENCE),
        ("Pending Change", Status.PAUSED, PauseReason.CHANGE),
        ("Waiting for development", Status.PAUSED, PauseReason.DEV),
        ("On Hold", Status.PAUSED, PauseReason.OTHER),
        ("Pendente", Status.PAUSED, PauseReason.OTHER),
        ("Resolved by caller", Status.RESOLVED, PauseReason.NONE),
        ("Solucionado", Status.RESOLVED, PauseReason.NONE),
        ("Closed Complete", Status.CLOSED, PauseReason.NONE),
        ("Encerrado", Status.CLOSED, PauseReason.NONE),
        ("7", Status.CLOSED, PauseReason.NONE),
    ],
)
def test_states_are_known_with_their_reason(word: str, status: Status, reason: PauseReason) -> None:
    assert values.state(word) == (status, reason, Exclusion.NONE)


def test_cancelled_and_duplicate_incidents_are_excluded() -> None:
    for word, why in (
        ("Cancelled", Exclusion.CANCELLED),
        ("Canceled", Exclusion.CANCELLED),
        ("Duplicate", Exclusion.DUPLICATE),
    ):
        assert values.state(word) == (Status.CANCELLED, PauseReason.NONE, why)


def test_a_state_that_says_nothing_is_left_open() -> None:
    assert values.state("-100") is None


def test_marks_for_nothing_are_blank() -> None:
    cells = pl.DataFrame({"c": ["?", "n/a", "N/A", "-", "null", "NULL", " ", "nullify", " a "]})
    assert values.blanked(cells)["c"].to_list() == [None] * 7 + ["nullify", "a"]


def test_kinds_reopens_and_releases_are_read() -> None:
    assert values.exclusion_of_kind("Service Request") is Exclusion.REQUEST
    assert values.exclusion_of_kind("Incident") is Exclusion.NONE
    assert values.exclusion_of_kind("Test") is Exclusion.TEST
    assert [values.reopens(cell) for cell in ("2", "2.0", "True", "False", "2026-02-03 14:05")] == [2, 2, 1, 0, 1]
    assert values.release_related("CHG0001") is ReleaseRelated.YES
    assert values.release_related("no") is ReleaseRelated.NO


def test_states_are_counted_and_what_was_answered_comes_first() -> None:
    cells = pl.Series(["In QA", "On hold", None, "In QA", "Resolved"])
    status, reason, exclusion, found = values.states(cells, {"In QA": Meaning(Status.PAUSED, PauseReason.DEV)})
    assert status.to_list() == [Status.PAUSED, Status.PAUSED, None, Status.PAUSED, Status.RESOLVED]
    assert reason.to_list() == [PauseReason.DEV, PauseReason.OTHER, 0, PauseReason.DEV, 0]
    assert exclusion.to_list() == [0] * 5
    assert found == (
        FoundState("In QA", 2, Meaning(Status.PAUSED, PauseReason.DEV)),
        FoundState("On hold", 1, Meaning(Status.PAUSED, PauseReason.OTHER)),
        FoundState("Resolved", 1, Meaning(Status.RESOLVED)),
    )


def test_a_state_that_says_nothing_has_no_meaning_and_numbers_none_where_they_are_activities() -> None:
    status, _reason, _exclusion, found = values.states(pl.Series(["-100", "6"]), {}, numbered=False)
    assert status.to_list() == [None, None]
    assert [state.meaning for state in found] == [None, None]
    assert values.states(pl.Series(["6"]), {})[0].to_list() == [Status.RESOLVED]
    assert values.states(pl.Series([None], dtype=pl.String), {})[3] == ()


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("network team", "Network Team"),
        ("Network-Team", "Network Team"),
        ("Netwrok Team", "Network Team"),
        ("Network Teams", "Network Team"),
        ("Büro Nord", "Buro Nord"),
        ("Network Team", ""),  # known itself
        ("Group 12", ""),  # digits tell names apart
        ("Desk", ""),
        ("Mai1", ""),
    ],
)
def test_a_name_much_like_a_stored_one_is_found(name: str, alike: str) -> None:
    assert values.like(name, ["Group 11", "Mail", "Disk", "Network Team", "Buro Nord"]) == alike
