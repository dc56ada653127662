"""The database finds what a plain loop over the texts finds, whatever is typed."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.filters import Condition, IncidentFilter
from desktop_app.domain.hits import folded, hits, sought
from desktop_app.storage import comments, imports, incident_search, incidents, journal
from desktop_app.storage.database import Connection, Database
from desktop_app.storage.schema import TEXT_INDEX
from tests.storage.builders import plan, store

TITLES = (
    "Printer on fire", "Reprinting invoices", "GRÖSSE und Größe", "Grosse Umstellung", "cafe\u0301 closed", "CAFÉ open",
    "100 % done", "100 percent", "a_b", "aXb", "it's \"quoted\"; DROP TABLE incident; --",
    "NEAR(mail, 2) AND ticket:x*",
    "שרת הדפסה נפל", "הדפסה \u202eright-to-left\u202c", "Ελλάς ΕΛΛΆΣ",
    "server 🔥 down", "👩‍💻 cannot log in", "INC-0042 again",
    "42-INC", "back\\slash", "tab\tand\nline", "x" * 3000 + " end", "İstanbul ISTANBUL", "",
    "null\x00byte inside", "北京 服务器",
    "<b>bold</b> &amp;", "ﬁle ſystem", "K kelvin", "* ^ ( -",
)  # fmt: skip
TICKETS = tuple(f"INC-{n:04}" if n % 3 else f"DB_{n:02}%" for n in range(len(TITLES)))
HOSTILE = (
    "'", '"', "%", "_", "\\", "/", "\x00", "a_b", "100 %", "100%", "' OR 1=1 --", '" OR "', "*", "print*", "NEAR",
    "AND", "ticket:x", "ticket : x", "{title}: x", "(mail", "^mail", "+", "-", "--", "\u202e", "הדפסה", "🔥", "👩",
    "\ud800", "x\ud800",
    "x" * 2999, "x" * 3001, "x" * 60_000, "x y " * 400, " ".join(f"w{n}" for n in range(500)), "a-" * 300, "ß", "SS",
    "k", "s", "i", "İ", "ς", "Σ", "e\u0301", "\u0301", "É", "北", "<b>", "&", "null", "byte", "\t", "ﬁ",
)  # fmt: skip


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Database:
    made = Database.create(tmp_path_factory.mktemp("search") / "a.secondway")
    rows, lives = plan(TICKETS)
    rows = rows.with_columns(pl.Series("title", TITLES))
    with made.write() as connection, journal.step(connection, "Import", "me", 10) as step:
        imports.commit(
            step, rows, lives, source="Tool", sides={}, as_of=2_000_000_000, run=imports.Run("a.csv", "0" * 64, 10, {})
        )
    return made


def ids(texts: Sequence[str], fits: Callable[[str], bool]) -> list[int]:
    return [place for place, text in enumerate(texts, 1) if fits(text)]


def answered(database: Database, *conditions: Condition, text: str = "") -> list[int]:
    with database.read() as connection:
        found = incident_search.answered(connection, IncidentFilter(conditions, text))
    assert found is not None
    return found.tolist()


def oracle(field: str, operator: str, value: str) -> list[int]:
    texts = TITLES if field == "title" else TICKETS
    wanted = folded(value.strip())
    asked: dict[str, Callable[[str], bool]] = {
        "contains": lambda held: wanted in folded(held),
        "not_contains": lambda held: wanted not in folded(held),
        "is": lambda held: wanted == folded(held),
    }
    return ids(texts, asked[operator])


@pytest.mark.parametrize("field", ["title", "ticket"])
@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_no_value_is_more_than_text(searched: Database, field: str, value: str) -> None:
    for operator in ("contains", "not_contains", "is") if value.strip() else ():
        assert answered(searched, Condition(field, operator, (value,))) == oracle(field, operator, value), operator


parts = st.text("aeiprntxß%_\\ÉéσΣςİ'\"-0 🔥ה", min_size=1, max_size=4).filter(str.strip)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["title", "ticket"]), parts)
def test_any_part_is_found_whatever_its_case(searched: Database, field: str, value: str) -> None:
    for operator in ("contains", "not_contains", "is"):
        assert answered(searched, Condition(field, operator, (value,))) == oracle(field, operator, value)


def test_workarounds_and_comments_are_found(searched: Database) -> None:
    with searched.write() as connection, journal.step(connection, "Say", "me", 11) as step:
        step.update("incident", 2, {"workaround": "Restart the GRÖSSE node"})
        for said in ({3: "called the printer firm"}, {3: "they called back"}, {5: "100 % sure"}):
            comments.add(step, said, 11, "me")
    others = [place for place in range(1, len(TITLES) + 1) if place not in (3, 5)]
    for field, operator, value, found in (
        ("workaround", "contains", "grosse", [2]),
        ("workaround", "not_empty", "", [2]),
        ("comment", "contains", "called", [3]),
        ("comment", "contains", "0 %", [5]),
        ("comment", "is", "100 % SURE", [5]),
        ("comment", "not_empty", "", [3, 5]),
        ("comment", "empty", "", others),
        ("comment", "not_contains", "called", sorted([*others, 5])),
    ):
        values = (value,) if value else ()
        assert answered(searched, Condition(field, operator, values)) == found, (field, operator)
    with searched.write() as connection:
        journal.undo(connection, step.id, "me", 12)


@pytest.mark.parametrize("title", TITLES, ids=lambda title: ascii(title[:12]))
def test_a_title_is_found_by_itself(searched: Database, title: str) -> None:
    if title.strip():
        place = TITLES.index(title) + 1
        for wanted in (title, title.upper(), title.lower()):
            same = folded(wanted) == folded(title)  # ß has two capitals
            assert (place in answered(searched, Condition("title", "is", (wanted,)))) == same


def test_empty_titles(searched: Database) -> None:
    assert answered(searched, Condition("title", "empty")) == ids(TITLES, lambda held: not held)
    assert answered(searched, Condition("title", "not_empty")) == ids(TITLES, bool)


def test_conditions_and_text_hold_together(searched: Database) -> None:
    asked = (Condition("title", "contains", ("print",)), Condition("ticket", "not_contains", ("0001",)))
    assert answered(searched, *asked) == [1]
    assert answered(searched, *asked, text="fire") == [1]
    assert answered(searched, *asked, text="invoices") == []
    with searched.read() as connection:
        assert incident_search.answered(connection, IncidentFilter().where("team", "one_of", "x")) is None


# -- words


def search(connection: Connection, wanted: str) -> list[int]:
    return incident_search.search(connection, wanted).tolist()


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ("print", ["Printer on fire"]),
        ("PRINTER fire", ["Printer on fire"]),
        ("fire printer", ["Printer on fire"]),
        ("fire print", ["Printer on fire"]),
        ("print smoke fire", []),
        ("grosse umst", ["Grosse Umstellung"]),
        ("printer smoke", []),
        ("grosse", ["GRÖSSE und Größe", "Grosse Umstellung"]),
        ("größe", ["GRÖSSE und Größe"]),
        ("gross", ["GRÖSSE und Größe", "Grosse Umstellung"]),
        ("cafe", ["cafe\u0301 closed", "CAFÉ open"]),
        ("CAFÉ", ["cafe\u0301 closed", "CAFÉ open"]),
        ("🔥", ["server 🔥 down"]),
        ("server 🔥", ["server 🔥 down"]),
        ("printer 🔥", []),
        ("inc-0042", ["INC-0042 again"]),
        ("42-inc", ["42-INC"]),
        ("הדפ", ["שרת הדפסה נפל", "הדפסה \u202eright-to-left\u202c"]),
        ("ΕΛΛΆς", ["Ελλάς ΕΛΛΆΣ"]),
        ("* ^ (", ["* ^ ( -"]),
        ("near mail", ["NEAR(mail, 2) AND ticket:x*"]),
        ("NEAR(mail", ["NEAR(mail, 2) AND ticket:x*"]),
        ("drop table", ['it\'s "quoted"; DROP TABLE incident; --']),
        ("", []),
        ("   ", []),
    ],
)
def test_words_are_found_by_their_beginning_however_common_they_are(
    searched: Database, wanted: str, titles: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for common in (incident_search.COMMON, 0):
        monkeypatch.setattr(incident_search, "COMMON", common)
        with searched.read() as connection:
            assert [TITLES[place - 1] for place in search(connection, wanted)] == titles


def test_tickets_are_found_with_and_without_their_dash(searched: Database) -> None:
    with searched.read() as connection:
        assert search(connection, "INC-0002") == search(connection, "inc 0002") == [3]
        assert search(connection, "inc-00") == sorted({*ids(TICKETS, lambda held: "INC-00" in held), 18})
        assert search(connection, "DB_03%") == [4]


@pytest.mark.parametrize("wanted", HOSTILE, ids=lambda value: ascii(value[:12]))
def test_no_search_is_a_query_language(searched: Database, wanted: str) -> None:
    asked = sought(wanted)
    every = set(range(1, len(TITLES) + 1))
    with searched.read() as connection:
        found = set(search(connection, wanted))
    for part in (*asked.words, *asked.signs):
        every &= {n for n in every if hits(TITLES[n - 1], part) or hits(TICKETS[n - 1], part)}
    assert found == (every if asked.words or asked.signs else set())


letters = st.text("aeprintéÉöß0 -%_.'", max_size=10)


@settings(max_examples=200, deadline=None)
@given(letters)
def test_what_is_found_is_what_would_be_marked(searched: Database, wanted: str) -> None:
    """The marks in the table follow the rule of the index, and so they check each other."""
    asked = sought(wanted)
    with searched.read() as connection:
        found = search(connection, wanted)
    whole = [
        n for n in range(1, len(TITLES) + 1)
        if all(hits(TITLES[n - 1], part) or hits(TICKETS[n - 1], part) for part in (*asked.words, *asked.signs))
    ]  # fmt: skip
    assert found == (whole if asked.words or asked.signs else [])


def test_letters_with_accents_are_the_same_for_index_and_marks() -> None:
    letters = [chr(code) for code in range(0xC0, 0x180) if unicodedata.category(chr(code))[0] == "L"]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(TEXT_INDEX)
        rows = [(code, letter, "") for code, letter in enumerate(letters)]
        connection.executemany("INSERT INTO incident_text (rowid, ticket, title) VALUES (?, ?, ?)", rows)
        for code, letter in enumerate(letters):
            query = "SELECT rowid FROM incident_text WHERE incident_text MATCH ?"
            found = {row for (row,) in connection.execute(query, (f'"{folded(letter)}"',))}
            assert code in found, letter


def test_what_lies_in_the_trash_is_never_found(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = Database.create(tmp_path_factory.mktemp("trash") / "a.secondway")
    store(made, ["A", "B", "C"])
    with made.write() as connection, journal.step(connection, "Delete", "me", 20) as step:
        incidents.trash(step, [2], datetime(2026, 1, 1, tzinfo=UTC))
    with made.read() as connection:
        assert search(connection, "printer") == [1, 3]
    made.close()
