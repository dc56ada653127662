"""Workspaces of every released schema open, and lose nothing on the way up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.storage import check, frames, imports, incidents, saved_filters, targets
from desktop_app.storage.database import Database

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("schema_*.secondway"))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_workspace_of_a_released_schema_opens_whole(fixture: Path, tmp_path: Path) -> None:
    path = shutil.copy(fixture, tmp_path / "old.secondway")
    database = Database.open(Path(path))
    with database.read() as connection:
        rows, segments = frames.load(connection)
        texts = incidents.texts(connection, rows["id"].to_list())
        assert rows.height == 60, "60 imported, 1 logged by hand, 1 deleted"
        assert set(segments["incident"]) == set(rows["id"])
        assert "Logged by hand" in {title for _ticket, title in texts.values()}
        assert [view.name for view in saved_filters.all_filters(connection)] == ["Low only"]
        assert [len(found.targets) for found in targets.target_sets(connection)] == [5, 4, 4]
        assert [run.file_name for run in imports.runs(connection)] == ["sample.csv"]
        assert len(incidents.search(connection, "logged")) == 1
    assert check.problems(database) == []
    database.close()


def test_there_is_a_fixture_of_the_newest_schema() -> None:
    versions = Path(__file__).parents[2] / "desktop_app" / "storage" / "migrations" / "versions"
    newest = max(path.stem.split("_")[0] for path in versions.glob("[0-9]*.py"))
    assert FIXTURES[-1].stem == f"schema_{newest}"
