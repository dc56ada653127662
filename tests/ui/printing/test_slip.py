"""The slip that a guest takes along."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused
from desktop_app.domain.people import Absence
from desktop_app.domain.rotations import DAY, WEEK, Block
from desktop_app.domain.stamps import span
from desktop_app.ui.printing.layouts import Layout, Paper, compose
from desktop_app.ui.printing.marks import Document
from tests.ui.printing.boards import GUEST, START, board
from tests.ui.printing.judging import faults, texts

QUESTION = "Why does the payment queue need a restart by hand after a full disk?"


def guest(weeks: int = 2, **changed: object) -> Board:
    """Dev 1 goes to Ops, with Ops 1 as mentor."""
    block = Block(7, 2, GUEST, 1, START + WEEK, START + WEEK * (weeks + 1) - 3 * DAY, mentor_id=1, question=QUESTION)
    return replace(board(3, duty=False).with_blocks([block]), **changed)  # type: ignore[arg-type]


def slip(own: Board, paper: Paper = Paper.A5) -> Document:
    return compose(Layout.SLIP, own, paper)


def words(document: Document) -> str:
    return " ".join(" ".join(text for page in document.pages for text in texts(page)).split())


def test_it_says_who_goes_where_when_with_whom_and_what_to_see() -> None:
    document = slip(guest())
    assert document.title == "Dev 1 → Ops"
    said = words(document)
    assert span(START + WEEK, START + 2 * WEEK + 4 * DAY) in said
    assert "W02 to W03" in said
    assert "Ops 1" in texts(document.pages[0])
    assert QUESTION in said
    assert {"1", "2", "3"} <= set(texts(document.pages[0]))


def test_sessions_of_the_host_before_the_block_prepare_for_it_and_those_within_stand_on_their_day() -> None:
    said = words(slip(guest()))
    within, before = said.split("Before you go")
    assert "10:00 Chef cookbooks, 4 h" in within
    assert "Certificates 2 h, at own pace" in before
    assert "Chef" not in before


def test_holidays_and_leave_are_days_off() -> None:
    away = Absence(1, 2, START + WEEK, START + WEEK)
    own = guest(holidays={"DE-BE": {START + WEEK + DAY: "Epiphany"}}, absences=(away,))
    said = texts(slip(own).pages[0])
    assert "away" in said
    assert "Epiphany" in said


@pytest.mark.parametrize("paper", Layout.SLIP.papers)
@pytest.mark.parametrize("weeks", [1, 2, 4, 12])
def test_every_length_fits_its_pages(paper: Paper, weeks: int) -> None:
    document = slip(guest(weeks), paper)
    assert not [fault for page in document.pages for fault in faults(page)]
    assert len(document.pages) == 1 or weeks == 12


def test_longer_words_and_a_long_question_fit(longer_words: None) -> None:
    own = guest()
    blocks = [replace(block, question=QUESTION * 6) for block in own.plan.blocks]
    people = tuple(replace(p, name=f"Maximiliane-Alexandra von Hohenstein {p.id}") for p in own.people)
    document = slip(replace(own, people=people).with_blocks(blocks))
    assert not [fault for page in document.pages for fault in faults(page)]


def test_without_a_question_there_are_lines_to_write_three() -> None:
    own = guest()
    document = slip(own.with_blocks([replace(block, question="") for block in own.plan.blocks]))
    assert not [fault for page in document.pages for fault in faults(page)]
    assert QUESTION not in words(document)


def test_one_block_alone_can_be_printed() -> None:
    own = board(15)
    first = own.plan.blocks[0]
    assert len(compose(Layout.SLIP, own, Paper.A5).pages) == sum(block.kind is GUEST for block in own.plan.blocks)
    assert len(compose(Layout.SLIP, own, Paper.A5, block_id=first.id).pages) == 1


def test_a_plan_without_guests_is_refused_with_the_reason() -> None:
    with pytest.raises(Refused, match="Nobody goes to another team in this period"):
        slip(guest().with_blocks(()))
