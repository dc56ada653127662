"""A stored plan handed out as workbook and calendars."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused
from desktop_app.services.rota_exports import RotaExportService
from desktop_app.services.suite import Services
from tests.services.planned import House


def _board(services: Services, rota_id: int) -> Board:
    board = services.rotations.board(rota_id)
    assert board is not None
    return board


def _uids(folder: Path) -> set[str]:
    found = (Calendar.from_ical(path.read_bytes()).walk("VEVENT") for path in folder.glob("*.ics"))
    return {str(event["uid"]) for events in found for event in events}


def test_a_plan_becomes_a_workbook_and_a_sentence(services: Services, tmp_path: Path) -> None:
    house = House(services)
    rota, plan = house.rota()
    services.rotations.place(plan, house.guest("Dev 1"))
    sentence = RotaExportService(services.workspace).workbook(_board(services, rota), tmp_path / "rota.xlsx")
    assert sentence == "v1, draft of Winter written to rota.xlsx: 3 sheets of the schedule, blocks and cover."
    assert load_workbook(tmp_path / "rota.xlsx")["Blocks"]["A2"].value == "Dev 1"


def test_calendars_keep_their_uids_when_a_published_plan_goes_on_as_a_draft(services: Services, tmp_path: Path) -> None:
    house = House(services)
    rota, plan = house.rota()
    services.rotations.place(plan, house.guest("Dev 1"))
    services.rotations.publish(plan)
    exports = RotaExportService(services.workspace)
    assert exports.calendars(_board(services, rota), tmp_path / "1").startswith("v1, published of Winter: 12 calendars")
    services.rotations.place(plan, house.guest("Ops 1"))
    exports.calendars(_board(services, rota), tmp_path / "2")
    first, second = _uids(tmp_path / "1"), _uids(tmp_path / "2")
    assert len(first) == 1
    assert first < second
    (text,) = [path.read_text() for path in (tmp_path / "2").glob("person-dev-1.ics")]
    assert "SEQUENCE:2" in text
    assert "STATUS:TENTATIVE" in text


def test_a_place_that_cannot_be_written_is_one_sentence(services: Services, tmp_path: Path) -> None:
    house = House(services)
    rota, _plan = house.rota()
    exports = RotaExportService(services.workspace)
    with pytest.raises(Refused, match="cannot be written"):
        exports.workbook(_board(services, rota), tmp_path / "nowhere" / "rota.xlsx")
