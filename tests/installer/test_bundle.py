"""PyInstaller's log is read for what would fail on another machine."""

from __future__ import annotations

from pathlib import Path

from installer.bundle import TOLERATED, dangling, log_faults, missing_rooms

PLUGINS = "/somewhere/site-packages/PySide6/Qt/plugins"


def _missing(library: str, user: str) -> str:
    return f"64146 WARNING: Library not found: could not resolve '{library}', dependency of '{user}'."


def test_exactly_these_missing_libraries_are_tolerated() -> None:
    assert set(TOLERATED) == {
        ("libgtk-3.so.0", "libqgtk3.so"),
        ("libgdk-3.so.0", "libqgtk3.so"),
        ("libQt6Pdf.so.6", "libqpdf.so"),
    }
    assert all(reason.strip() for reason in TOLERATED.values())


def test_a_quiet_log_has_no_faults() -> None:
    log = "\n".join(
        [
            "100 INFO: Building Analysis",
            _missing("libgtk-3.so.0", f"{PLUGINS}/platformthemes/libqgtk3.so"),
            "200 WARNING: Library user32 required via ctypes not found",
            "300 INFO: Build complete!",
        ]
    )
    assert list(log_faults(log)) == []


def test_an_unknown_missing_library_is_a_fault() -> None:
    line = _missing("libxcb-icccm.so.4", f"{PLUGINS}/platforms/libqxcb.so")
    assert list(log_faults(f"1 INFO: fine\n{line}\n")) == [line]


def test_a_tolerated_library_is_a_fault_when_somebody_else_lacks_it() -> None:
    line = _missing("libgtk-3.so.0", f"{PLUGINS}/platforms/libqxcb.so")
    assert list(log_faults(line)) == [line]


def test_a_missing_library_said_in_other_words_is_a_fault() -> None:
    line = "9 WARNING: Library not found: libsomething.so.1"
    assert list(log_faults(line)) == [line]


def test_a_module_that_is_not_there_is_a_fault() -> None:
    line = "9 ERROR: Hidden import 'ortools.sat.python.cp_model' not found"
    assert list(log_faults(line)) == [line]


def test_a_module_of_our_own_that_is_not_there_is_a_fault() -> None:
    line = "missing module named desktop_app.domain.gaps - imported by desktop_app.cli_rota (top-level)"
    other = "missing module named numpydoc - imported by some.library (optional)"
    assert list(missing_rooms(f"{other}\n{line}\n")) == [line]


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "libthere.so").touch()
    (tmp_path / "good").symlink_to("libthere.so")
    (tmp_path / "bad").symlink_to("lib/gone.so")
    assert list(dangling(tmp_path)) == ["bad leads to lib/gone.so, which is not there."]
