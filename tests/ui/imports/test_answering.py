"""Each answer is one change of the answers, and leaves the others as they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.domain.imports import DateOrder, Field, FixKind, ImportAnswers, Meaning, Policy
from desktop_app.domain.incidents import Status
from desktop_app.domain.trust import Doubt
from desktop_app.ui.imports.answering import Answering, rereads


@pytest.fixture
def given(qapp: object) -> Iterator[Answering]:
    """Every answer is taken at once."""
    made = Answering()
    made.given.connect(lambda answers: setattr(made, "answers", answers))
    yield made
    made.deleteLater()


def test_rows_are_mended_and_given_back_by_kind(given: Answering) -> None:
    given.accept_fix([4, 5], FixKind.SWAP)
    given.accept_fix([9], FixKind.STORE_AS_OPEN)
    assert given.answers.fixes == {4: FixKind.SWAP, 5: FixKind.SWAP, 9: FixKind.STORE_AS_OPEN}
    given.take_back_fix([4, 9])
    assert given.answers.fixes == {5: FixKind.SWAP}


def test_a_doubt_is_left_out_and_taken_in_again(given: Answering) -> None:
    given.leave_out(Doubt.ZERO_MINUTES, True)
    given.leave_out(Doubt.BULK_CLOSES, True)
    given.leave_out(Doubt.ZERO_MINUTES, False)
    assert given.answers.left_out == {Doubt.BULK_CLOSES}


def test_a_state_loses_its_meaning_again(given: Answering) -> None:
    given.set_state(["Parked", "Held"], Meaning(Status.PAUSED))
    given.set_state(["Held"], None)
    assert given.answers.states == {"Parked": Meaning(Status.PAUSED)}


def test_names_orders_persons_and_policy_are_answers_of_their_own(given: Answering) -> None:
    given.set_team("Servicedesk", "Service Desk")
    given.set_system("Shop", "Online shop")
    given.set_date_order_of("Opened", DateOrder.MDY)
    given.set_persons(True)
    given.set_policy(Policy.ADD)
    given.agree_many_ends()
    assert given.answers == ImportAnswers(
        teams={"Servicedesk": "Service Desk"}, systems={"Shop": "Online shop"}, persons=True, policy=Policy.ADD,
        date_orders={"Opened": DateOrder.MDY}, many_ends_agreed=True,
    )  # fmt: skip


def test_a_table_that_is_cut_in_another_way_forgets_what_named_its_columns_and_rows(given: Answering) -> None:
    given.set_field(["Alpha"], Field.TICKET)
    given.set_zone("Europe/Berlin")
    given.accept_fix([4], FixKind.SWAP)
    given.set_delimiter(";")
    assert given.answers == ImportAnswers(time_zone="Europe/Berlin", delimiter=";")
    given.set_header_row(3)
    given.set_encoding("cp1252")
    given.set_hidden_rows(False)
    given.set_sheet("Second")
    assert given.answers == ImportAnswers(sheet="Second", time_zone="Europe/Berlin", hidden_rows=False)


def test_only_what_concerns_the_reading_reads_again() -> None:
    plain = ImportAnswers()
    assert not rereads(plain, ImportAnswers(time_zone="Asia/Tokyo", policy=Policy.SKIP))
    for other in (
        ImportAnswers(sheet="b"), ImportAnswers(header_row=2), ImportAnswers(encoding="cp850"),
        ImportAnswers(delimiter=";"), ImportAnswers(hidden_rows=False), ImportAnswers(persons=True),
    ):  # fmt: skip
        assert rereads(plain, other)
