"""Files that must not be opened are refused by one sentence that names them."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from desktop_app.domain.errors import Refused
from desktop_app.exchange.reader import gate, other_files
from desktop_app.exchange.reader.gate import Kind, admit
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
        (b"<?xml version='1.0'?><rows/>", "XML"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "Excel 2003"),
        (b"<?xml version='1.0'?><office:document>", "flat OpenDocument"),
        (b"<!DOCTYPE rows [<!ENTITY a 'aaaa'>]><rows/>", "XML"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "saved web page"),
        (b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K1\r\nE\r\n", "SYLK"),
        (b'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n', "DIF"),
        (b'[{"number": "INC1"}]', "JSON"),
        (b"\x28\xb5\x2f\xfd\x00\x00", "zstd"),
        (bytes(range(32)) * 50, "binary"),
        (b"{\\rtf1 hello}", "text document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word document"),
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
        (["mimetype", "content.xml"], "OpenDocument"),
        (["word/document.xml", "_rels/.rels"], "a Word document"),
        (["xl/styles.xml"], "without a sheet"),
        (["Index/Document.iwa"], "Apple Numbers"),
        (["readme.md"], "no csv"),
        (["a.csv", "b.xlsx"], "2 tables"),
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


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table><tr><td>Number</td></tr></table>",
        b"\xef\xbb\xbf<!DOCTYPE html>\n<html>",
        b"<?xml version='1.0'?><!-- exported --><html xmlns='x'>",
        "<table>".encode("utf-16"),
    ],
)
def test_a_web_page_is_read_as_one_whatever_it_is_called(tmp_path: Path, content: bytes) -> None:
    assert admit(text_file(tmp_path, content, "incident.xls")).kind is Kind.WEB_PAGE


def test_a_csv_that_begins_with_id_is_no_sylk_file(tmp_path: Path) -> None:
    assert admit(text_file(tmp_path, "ID;Priority;State\n1;P1;New\n2;P1;New\n")).kind is Kind.TEXT


def test_the_lock_of_an_open_workbook_points_to_the_workbook(tmp_path: Path) -> None:
    lock = b"\x03" + b"Ann".ljust(54) + b"\x03\x00" + "Ann".ljust(54).encode("utf-16-le")
    assert "workbook itself" in refusal(text_file(tmp_path, lock, "~$tickets.xlsx"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tickets.csv")
    assert "cannot be read as a file" in refusal(tmp_path / "tickets.csv")


def _zipped(folder: Path, *files: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(folder / "dump.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return folder / "dump.zip"


def test_a_zip_around_one_workbook_is_that_workbook(tmp_path: Path) -> None:
    book = workbook(tmp_path, [HEADER]).read_bytes()
    admitted = admit(_zipped(tmp_path, ("../../etc/tickets.xlsx", book)))
    found = gate.taken_out(admitted, tmp_path / "inside")
    assert (found.path, found.kind) == (tmp_path / "dump.zip", Kind.WORKBOOK)
    assert found.content == tmp_path / "inside" / "tickets.xlsx"
    assert found.content.read_bytes() == book


def test_what_is_in_a_zip_is_judged_like_a_file_of_its_own(tmp_path: Path) -> None:
    inner = _zipped(tmp_path, ("tickets.csv", b"Number,Opened\n")).read_bytes()
    for name, content, said in (
        ("a.csv", b"\x89PNG", "picture"),
        ("b.xls", OLE + "EncryptedPackage".encode("utf-16-le"), "b.xls is protected by a password"),
        ("c.xlsx", inner, "zip file inside a zip file"),
    ):
        with pytest.raises(Refused, match=said):
            gate.taken_out(admit(_zipped(tmp_path, (name, content))), tmp_path / name)


def test_a_protected_part_and_a_protected_opendocument_file_say_so(tmp_path: Path) -> None:
    manifest = b"<manifest:encryption-data/>"
    path = _zipped(tmp_path, ("mimetype", b"x"), ("content.xml", b"x"), ("META-INF/manifest.xml", manifest))
    assert "password" in refusal(path)
    content = bytearray(_zipped(tmp_path, ("tickets.csv", b"Number,Opened\n")).read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag of a part that is encrypted
    assert "password" in refusal(text_file(tmp_path, bytes(content), "locked.zip"))


def test_a_directory_of_too_many_parts_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = _zipped(tmp_path, *((f"{n}.csv", b"") for n in range(3)))
    content = path.read_bytes().replace((3).to_bytes(2, "little") * 2, (60_000).to_bytes(2, "little") * 2)
    assert "60,000 parts" in refusal(text_file(tmp_path, content, "many.zip"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (OLE + "Workbook".encode("utf-16-le"), Kind.XLS),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", Kind.XLS),
    ],
)
def test_old_workbooks_are_known_by_their_content(tmp_path: Path, content: bytes, kind: Kind) -> None:
    assert admit(text_file(tmp_path, content, "dump.csv")).kind is kind


@pytest.mark.parametrize(("part", "kind"), [("xl/workbook.bin", Kind.XLSB), ("content.xml", Kind.ODS)])
def test_other_zipped_workbooks_are_known_by_their_parts(tmp_path: Path, part: str, kind: Kind) -> None:
    assert admit(_zipped(tmp_path, (part, b"<x/>"))).kind is kind


def test_entities_behind_a_long_comment_are_refused_and_comments_are_not(tmp_path: Path) -> None:
    source, part = workbook(tmp_path, [HEADER]), "xl/worksheets/sheet1.xml"
    comment = b"<?x <!-- ?><!-- " + b"<a <!DOCTYPE " * 2_000 + b" -->"
    harmless = with_part(source, tmp_path / "harmless.xlsx", part, (b"<worksheet", comment + b"<worksheet"))
    assert admit(harmless).kind is Kind.WORKBOOK
    doctype = comment + b"<!DOCTYPE x><worksheet"
    assert "entities" in refusal(with_part(source, tmp_path / "evil.xlsx", part, (b"<worksheet", doctype)))
    endless = b"<!-- " + b"x" * (3 << 20) + b" -->" + doctype
    assert "does not begin" in refusal(with_part(source, tmp_path / "evil.xlsx", part, (b"<worksheet", endless)))


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


def test_a_letter_that_is_quoted_in_a_cell_makes_no_web_page_of_a_table() -> None:
    letter = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=1\r\n"
    assert "a saved web page" in other_files.refusal("x", b"From: <Saved by a browser>\r\nSubject: x\r\n" + letter)
    assert not other_files.refusal("x", b'Number,Title\nINC1,"Fwd: x\n' + letter + b'"\n')
