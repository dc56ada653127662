"""Files that must not be opened are refused by one sentence that names them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from desktop_app.domain.errors import Refused
from desktop_app.exchange import gate
from desktop_app.exchange.gate import Kind, admit
from tests.exchange.files import HEADER, text_file, with_part, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as caught:
        admit(path)
    assert path.name in caught.value.sentence
    return caught.value.sentence


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x1f\x8b\x08\x00\x00", "gzip"),
        (b"<html><table><tr><td>Number</td></tr></table>", "web page"),
        (b"<?xml version='1.0'?><rows/>", "XML"),
        (bytes(range(32)) * 50, "binary"),
        (b"{\\rtf1 hello}", "text document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + "Workbook".encode("utf-16-le"), ".xls"),
        (OLE, "no table"),
        (b"PK\x03\x04 not really a zip", "damaged"),
    ],
)
def test_what_is_no_table_is_refused_and_named(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(text_file(tmp_path, content, "dump.xlsx"))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "no file" in refusal(tmp_path / "gone.csv")
    assert "folder" in refusal(tmp_path)


def test_a_workbook_is_known_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    path = workbook(tmp_path, [HEADER], name="dump.xlsx")
    assert admit(path.rename(tmp_path / "dump.csv")).kind is Kind.WORKBOOK


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (["xl/workbook.bin"], ".xlsb"),
        (["mimetype", "content.xml"], ".ods"),
        (["word/document.xml"], "without a sheet"),
        (["readme.md"], "no csv"),
        (["a.csv", "b.csv"], "2 csv files"),
    ],
)
def test_zips_that_hold_something_else_say_so(tmp_path: Path, parts: list[str], said: str) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            archive.writestr(part, "x,y\n1,2\n")
    assert said in refusal(path)


def test_a_zip_with_one_csv_names_its_member(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__MACOSX/._tickets.csv", "x")
        archive.writestr("tickets.csv", "Number,Opened\n")
    assert admit(path) == gate.Admitted(path, Kind.ZIPPED_TEXT, "tickets.csv")


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    path = with_part(
        workbook(tmp_path, [HEADER]), tmp_path / "evil.xlsx", "xl/worksheets/sheet1.xml", (b"<worksheet", doctype)
    )
    assert "entities" in refusal(path)


def test_a_bomb_is_refused_before_it_unpacks(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.csv", "w") as part:
        for _ in range(230):
            part.write(bytes(1 << 20))
    assert "unpack" in refusal(path)


def test_too_many_parts_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MAX_PARTS", 3)
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(5):
            archive.writestr(f"{n}.csv", "x")
    assert "5 parts" in refusal(path)
