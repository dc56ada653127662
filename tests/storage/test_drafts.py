"""Drafts: one per author and key, never part of the journal."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop_app.storage import drafts
from desktop_app.storage.database import Database
from desktop_app.storage.schema import change, draft, step

TEXT = st.text(st.characters(exclude_categories=("Cs",)))
JSON = st.recursive(st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner, max_size=3))


@given(content=st.dictionaries(TEXT, JSON, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_json_can_say_comes_back(database: Database, content: dict[str, object]) -> None:
    with database.write() as connection:
        drafts.keep(connection, "anna", "incident:new", content, 1)
    with database.read() as connection:
        assert drafts.find(connection, "anna", "incident:new") == content


def test_the_newer_draft_of_a_key_takes_the_place_of_the_older(database: Database) -> None:
    with database.write() as connection:
        drafts.keep(connection, "anna", "incident:7", {"n": 1}, 1)
        drafts.keep(connection, "anna", "incident:7", {"n": 2}, 2)
    with database.read() as connection:
        assert drafts.find(connection, "anna", "incident:7") == {"n": 2}
        assert connection.execute(select(draft.c.at)).scalars().all() == [2]


def test_nobody_finds_or_drops_the_draft_of_another(database: Database) -> None:
    with database.write() as connection:
        drafts.keep(connection, "anna", "incident:new", {"n": 1}, 1)
        drafts.drop(connection, "ben", "incident:new")
    with database.read() as connection:
        assert drafts.find(connection, "ben", "incident:new") is None
        assert drafts.find(connection, "anna", "incident:new") == {"n": 1}


def test_a_draft_is_no_step_and_no_change(database: Database) -> None:
    with database.read() as connection:
        before = connection.execute(select(func.count()).select_from(step)).scalar()
    with database.write() as connection:
        drafts.keep(connection, "anna", "incident:new", {}, 1)
        drafts.drop(connection, "anna", "incident:new")
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(step)).scalar() == before
        assert connection.execute(select(func.count()).where(change.c.table_name == "draft")).scalar() == 0


def test_what_is_no_json_reads_as_no_draft(database: Database) -> None:
    with database.write() as connection:
        for key, content in (("a", "{"), ("b", "[1]")):
            connection.execute(draft.insert().values(author="anna", key=key, content=content, at=1))
    with database.read() as connection:
        assert drafts.find(connection, "anna", "a") is None
        assert drafts.find(connection, "anna", "b") is None
