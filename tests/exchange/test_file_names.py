"""Names of people become file names that every system takes and that stay apart."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.exchange.file_names import LONGEST, distinct, plain


def test_letters_of_many_alphabets_become_plain_ones_or_nothing() -> None:
    assert plain("Jörg Ångström-Weiß") == "jorg-angstrom-weiss"
    assert plain("Łukasz  Ødegård / CON.") == "lukasz-odegard-con"
    assert plain("Νίκος 山田") == ""
    assert plain("../../etc/passwd") == "etc-passwd"


def test_names_that_come_out_alike_carry_their_ids() -> None:
    named = [("person", "Jörg Weiß", 4), ("person", "Jorg Weiss", 9), ("person", "山田", 12), ("team", "Jorg Weiss", 1)]
    assert distinct(named) == ["person-jorg-weiss-4", "person-jorg-weiss-9", "person-12", "team-jorg-weiss"]


def test_nobody_takes_the_file_of_somebody_called_like_a_number() -> None:
    named = [("person", "Ann", 1), ("person", "ann", 2), ("person", "Ann 1", 3), ("person", "1", 4), ("person", "", 1)]
    assert len(set(distinct(named))) == 5


@given(st.lists(st.text(max_size=90), max_size=6))
def test_any_names_are_safe_and_distinct(names: list[str]) -> None:
    made = distinct([("person", name, key) for key, name in enumerate(names)])
    assert len({name.casefold() for name in made}) == len(names)
    assert all(re.fullmatch(r"person-[a-z0-9-]+", name) and len(name) < LONGEST + 30 for name in made)
