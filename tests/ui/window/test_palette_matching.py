"""What a few typed letters find, and what comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.window.palette_matching import fit

NAMES = (
    "Export incidents as shown…",
    "New incident",
    "New rota…",
    "Incidents",
    "Import a ticket list…",
    "Import history",
    "Restore",
    "Élodie Kieß",
)


def _found(typed: str) -> list[str]:
    scored = [(fit(typed, name), name) for name in NAMES]
    return [name for score, name in sorted(scored, key=lambda line: -(line[0] or 0)) if score is not None]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("incidents", "Incidents"),
        ("new i", "New incident"),
        ("ni", "New incident"),
        ("nr", "New rota…"),
        ("ih", "Import history"),
        ("hist imp", "Import history"),
        ("elo", "Élodie Kieß"),
        ("kiess", "Élodie Kieß"),
        ("EXPORT", "Export incidents as shown…"),
        ("stor", "Restore"),
    ],
)
def test_words_beginnings_and_initials_find_the_best_first(typed: str, first: str) -> None:
    assert _found(typed)[0] == first


def test_what_is_nowhere_is_not_found() -> None:
    assert _found("xyzzy") == []


def test_a_menu_helps_to_find_its_commands_but_counts_least() -> None:
    beside = fit("file import", "Import history", "File")
    assert beside is not None
    named = fit("import", "Import history", "File")
    assert named is not None
    assert named > beside
    assert fit("plan import", "Import history", "File") is None


@given(st.text(max_size=20), st.text(max_size=40))
def test_any_text_is_only_text(typed: str, words: str) -> None:
    found = fit(typed, words)
    assert found is None or isinstance(found, float)


@given(st.text(min_size=1, max_size=40))
def test_everything_is_found_by_its_own_name(words: str) -> None:
    assert fit(words, words) is not None
