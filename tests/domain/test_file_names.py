"""Names for files, made from whatever a rota or a page is called."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.file_names import file_name


def test_what_no_system_takes_in_a_name_is_replaced() -> None:
    assert file_name('Winter: "2027"/1, January 2027') == "Winter_ _2027__1, January 2027"
    assert file_name("Dev/Ops winter") == "Dev_Ops winter"
    assert file_name("Größe v2.1 (neu) – Übersicht") == "Größe v2.1 (neu) – Übersicht"


def test_a_title_of_which_nothing_is_left_is_a_plan() -> None:
    assert file_name("...") == "plan"
    assert file_name("") == "plan"


@settings(max_examples=100)
@given(st.text(max_size=300))
def test_any_title_becomes_one_short_name_in_its_folder(title: str) -> None:
    name = file_name(title)
    assert Path("folder", f"{name}.xlsx").parent == Path("folder")
    assert 0 < len(name.encode()) <= 180
    assert name == name.strip(" .")
