"""The encoding of a text file: as told, by its mark, as UTF-8, or by a vote that says that it guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.exchange.reader import text
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.exchange.reader.saying import Unreadable
from desktop_app.exchange.reader.text_encoding import voted
from tests.exchange.files import text_file

WORDS = {
    "cp1252": "Störung im Büro, Gerät ausgefallen; the user’s “printer” – broken",
    "cp850": "Problème réseau résolu, Größe geändert",
    "mac_roman": "Übergabe läuft, Schlüssel fehlt, café",
    "iso8859-15": "Le cœur du réseau, 5 €, été",
    "cp1250": "Błąd łączności, użytkownik nie może się zalogować",
    "cp1254": "Yazıcı çalışmıyor, şifre değiştirildi",
    "cp1251": "Не работает принтер в офисе",
    "koi8-r": "Не работает принтер в офисе",
    "cp866": "Не работает принтер в офисе",
    "cp1253": "Ο εκτυπωτής δεν λειτουργεί",
    "cp932": "プリンターが動きません。東京支店",
    "euc_jp": "プリンターが動きません。東京支店",
    "gb18030": "打印机无法工作,请尽快处理问题",
    "big5": "印表機無法運作,請儘快處理問題",
    "cp949": "프린터가 작동하지 않습니다",
}


def ticket(words: str) -> str:
    return f"Number\tTitle\nINC1\t{words}\n"


@pytest.mark.parametrize("encoding", WORDS)
def test_words_tell_the_encoding_and_it_is_said_that_it_was_guessed(tmp_path: Path, encoding: str) -> None:
    table = text.read(str(text_file(tmp_path, ticket(WORDS[encoding]).encode(encoding))), "")
    assert (table.encoding, table.rows["Title"].to_list()) == (encoding, [WORDS[encoding]])
    assert not table.encoding_sure
    assert "not in UTF-8" in table.notes[0].message


@pytest.mark.parametrize("word", ["Störung", "Für", "Geräte", "Straße", "Änderung", "Größe 5 €", "¿Qué pasó?", "På"])
def test_one_short_word_is_enough_for_the_encoding_of_the_west(word: str) -> None:
    assert voted([ticket(word).encode("cp1252")]).name == "cp1252"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_utf_8_and_marks_are_sure(tmp_path: Path, encoding: str) -> None:
    table = text.read(str(text_file(tmp_path, ticket("Störung").encode(encoding))), "")
    assert (table.encoding_sure, table.notes, table.header) == (True, [], ("Number", "Title"))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_letters_without_a_mark_are_guessed(tmp_path: Path, encoding: str) -> None:
    table = text.read(str(text_file(tmp_path, ticket("Störung").encode(encoding))), "")
    assert (table.encoding, table.encoding_sure) == (encoding, False)
    assert table.rows["Title"].to_list() == ["Störung"]


def test_odd_letters_far_below_still_decide(tmp_path: Path) -> None:
    written = ticket("plain") + "INC2\tplain\n" * 50_000 + "INC3\tStörung\n"
    table = text.read(str(text_file(tmp_path, written.encode("cp1252"))), "", block=1 << 16)
    assert (table.encoding, table.rows["Title"][-1], table.rows.height) == ("cp1252", "Störung", 50_002)


def test_utf_8_with_a_broken_letter_stays_utf_8_and_says_so(tmp_path: Path) -> None:
    written = ticket("Störung im Büro, Gerät").encode() + b"INC2\tb\xfcro\n"
    table = text.read(str(text_file(tmp_path, written)), "")
    assert (table.encoding, table.encoding_sure) == ("utf-8", False)
    assert table.rows["Title"].to_list() == ["Störung im Büro, Gerät", "b\ufffdro"]
    assert "broken" in table.notes[0].message


def test_what_the_user_tells_wins_and_is_sure(tmp_path: Path) -> None:
    path = str(text_file(tmp_path, ticket("Störung").encode("cp1252")))
    table = text.read(path, "", ReadAs(encoding="windows-1251"))
    assert (table.encoding, table.encoding_sure, table.notes) == ("cp1251", True, [])
    assert table.rows["Title"].to_list() == ["Stцrung"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_told_encoding_steps_over_its_mark(tmp_path: Path, encoding: str) -> None:
    path = text_file(tmp_path, ("\ufeff" * (encoding == "utf-8") + ticket("Störung")).encode(encoding))
    assert text.read(str(path), "", ReadAs(encoding=encoding)).header == ("Number", "Title")


@pytest.mark.parametrize("encoding", ["klingon", "hex", "idna", "a\0b", "unicode_escape"])
def test_an_encoding_that_is_none_is_one_sentence(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(Unreadable, match="no such encoding"):
        text.read(str(text_file(tmp_path, ticket("x"))), "", ReadAs(encoding=encoding))


def test_a_byte_order_mark_beats_what_was_told(tmp_path: Path) -> None:
    table = text.read(str(text_file(tmp_path, ticket("Störung").encode("utf-8-sig"))), "", ReadAs(encoding="cp1252"))
    assert (table.encoding, table.header, table.rows["Title"].to_list()) == ("utf-8", ("Number", "Title"), ["Störung"])


def test_letters_that_do_not_fit_the_encoding_told_are_counted_and_make_it_unsure(tmp_path: Path) -> None:
    path = str(text_file(tmp_path, ticket("Störung im Büro").encode("cp1252")))
    table = text.read(path, "", ReadAs(encoding="utf-8"))
    assert not table.encoding_sure
    assert [note.text()[:43] for note in table.notes] == ["2 letters of the file are not in UTF-8 and "]
