"""What a search found is marked by the rule that found it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.hits import Sought, folded, hits, sought


def found(text: str, wanted: str, *parts: str) -> list[str]:
    return [text[first:last] for first, last in hits(text, wanted, parts)]


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("Printer on fire", "print", ["Print"]),
        ("Printer on fire", "int", []),
        ("Printer on fire, printers too", "PRINT", ["Print", "print"]),
        ("Größe und GRÖSSE", "gro", ["Grö", "GRÖ"]),
        ("Cafe\u0301 closed", "café", ["Cafe\u0301"]),
        ("Café closed", "cafe", ["Café"]),
        ("INC-0042 and 42-INC", "inc-0042", ["INC-0042"]),
        ("INC-0042 and 42-INC", "inc-00", ["INC-00"]),
        ("INC 0042", "inc-0042", ["INC 0042"]),
        ("Mail & calendar", "calendar & mail", ["Mail", "calendar"]),
        ("Server 🔥 down", "🔥", ["🔥"]),
        ("Server 🔥 down", "server 🔥", ["Server", "🔥"]),
        ("<b>Batch</b>", "b", ["b", "B", "b"]),
        ("שרת הדפסה", "הד", ["הד"]),
        ("abc", "", []),
        ("", "abc", []),
    ],
)  # fmt: skip
def test_words_are_marked_by_their_beginning(text: str, wanted: str, expected: list[str]) -> None:
    assert found(text, wanted) == expected


def test_parts_are_marked_anywhere_and_joined_with_words() -> None:
    assert found("Reprinted", "", "PRINT") == ["print"]
    assert found("Reprinted", "rep", "print") == ["Reprint"]
    assert found("50% of ÄÖÜ", "", "% OF äö") == ["% of ÄÖ"]


def test_signs_beside_words_ask_for_nothing() -> None:
    assert sought("mail - calendar & more") == Sought(("mail", "calendar", "more"), ())
    assert sought("-- &") == Sought((), ("--", "&"))
    assert sought("a\x00b \ud800") == Sought(("a", "b"), ())
    assert sought("🔥 mail") == Sought(("mail",), ("🔥",))


@given(st.text(max_size=30), st.text(max_size=8), st.text(max_size=4))
def test_marks_lie_in_the_text_in_order(text: str, wanted: str, part: str) -> None:
    places = hits(text, wanted, (part,))
    flat = [place for pair in places for place in pair]
    assert flat == sorted(set(flat))
    assert all(0 <= place <= len(text) for place in flat)
    assert bool(places) or not folded(part) or folded(part) not in folded(text)


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_folded_text_is_that_of_its_halves(one: str, other: str) -> None:
    assert folded(one + other) == folded(one) + folded(other)
    assert folded(folded(one)) == folded(one)
