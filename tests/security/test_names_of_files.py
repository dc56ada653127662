"""A name from data never leaves the folder that was chosen, and never takes a name that a system keeps for itself."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_app.domain.errors import SecondWayError
from desktop_app.domain.file_names import file_name
from desktop_app.domain.imports import ImportAnswers
from desktop_app.exchange.file_names import distinct
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace

EVIL = (
    *("../../evil", "..\\..\\evil", "/etc/passwd", "C:\\evil", "a/b", "a\\b", "..", ".", "", " ", "CON", "nul.txt"),
    *("x" * 400, "a\0b", "a\nb", "~/evil", "$HOME", "`id`", "-rf", "evil\u202efdp.exe", "name.", "name ", "ü" * 300),
)
HEADER = "Number,Opened,Resolved,Closed,Priority,State,Assignment group,Short description\n"
LINE = "INC1,2026-01-05 08:00:00,,,1 - Critical,In Progress,Operations,Mail down\n"


@pytest.mark.parametrize("name", EVIL, ids=range(len(EVIL)))
def test_a_proposed_name_stays_in_its_folder(name: str, tmp_path: Path) -> None:
    made = file_name(name)
    assert (tmp_path / f"{made}.pdf").resolve().parent == tmp_path.resolve()
    (tmp_path / f"{made}.pdf").write_text("x")
    (key,) = distinct([("person", name, 1)])
    assert (tmp_path / f"{key}.ics").resolve().parent == tmp_path.resolve()


def test_calendars_of_people_with_evil_names_stay_in_the_chosen_folder(services: Services, tmp_path: Path) -> None:
    with services.workspace.database.write() as connection:
        ids = list(connection.execute(text("SELECT id FROM person ORDER BY id")).scalars())
        for place, person in enumerate(ids):
            name = EVIL[place % len(EVIL)].replace("\0", "") + str(place)
            connection.execute(text("UPDATE person SET name = :name WHERE id = :id"), {"name": name, "id": person})
    board = services.rotations.board()
    assert board is not None
    out = tmp_path / "deep" / "out"
    services.rota_exports.calendars(board, out)
    assert [path for path in out.iterdir() if path.suffix == ".ics"]
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"deep"}
    assert {path.name for path in (tmp_path / "deep").iterdir()} == {"out"}


@pytest.mark.parametrize("member", ["../../evil.csv", "/tmp/evil.csv", "..\\evil.csv", "a/../../evil.csv"])  # noqa: S108
def test_a_table_in_a_zip_is_read_wherever_its_name_points_and_nothing_is_unpacked(member: str, tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    home.mkdir(parents=True)
    with zipfile.ZipFile(home / "dump.zip", "w") as archive:
        archive.writestr(member, HEADER + LINE)
    services = Services.over(Workspace.create(home / "a.secondway"))
    with suppress(SecondWayError):
        assert services.imports.prepare(home / "dump.zip", ImportAnswers()).review.counts.read == 1
    services.close()
    assert {p.name for p in home.iterdir() if p.is_file()} == {"dump.zip", "a.secondway"}
    assert [p.name for p in tmp_path.iterdir()] == ["deep"]
    assert [p.name for p in (tmp_path / "deep").iterdir()] == ["home"]
    assert not Path("/tmp/evil.csv").exists()  # noqa: S108
