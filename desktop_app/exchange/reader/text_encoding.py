"""In which encoding a text file is written: as told, by its mark, as UTF-8, or by a vote over its odd letters.

The vote is a guess that is shown for confirmation: it asks which encoding makes words of the bytes above ASCII.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.language import _
from desktop_app.exchange.reader.saying import Saying, Unreadable, counted

UTF_8 = "utf-8"
_BOMS = (
    (b"\xef\xbb\xbf", UTF_8),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_NO_TEXT = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "charmap")
_LOOK_AT_BYTES = 8_192
_LINE = re.compile(rb"[^\r\n]{0,2000}[\x80-\xff][^\r\n]{0,2000}")
_NAMES = {
    "cp1252": "Windows-1252", "iso8859-15": "ISO 8859-15", "cp850": "DOS 850", "mac_roman": "Mac Roman",
    "cp1250": "Windows-1250", "cp1254": "Windows-1254", "cp1251": "Windows-1251", "koi8-r": "KOI8-R",
    "cp866": "DOS 866", "cp1253": "Windows-1253", "cp932": "Shift JIS", "euc_jp": "EUC-JP", "gb18030": "GB 18030",
    "cp949": "Korean (949)", "big5": "Big5",
    "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32", "utf-32-be": "UTF-32",
}  # fmt: skip
# Where two encodings make words of the same bytes, the more usual one is taken.
_BIAS = {
    "cp1252": 0.15, "iso8859-15": 0.05, "cp850": 0.0, "cp1250": 0.0, "cp1254": -0.05, "mac_roman": -0.1,
    "cp1251": 0.05, "koi8-r": 0.0, "cp866": 0.0, "cp1253": 0.0,
    "cp932": 0.0, "gb18030": 0.02, "euc_jp": 0.0, "cp949": 0.0, "big5": 0.0,
}  # fmt: skip
_WESTERN = frozenset("äöüßéèàçñáíóúêâôîûùëïãåæøÄÖÜÉ")
_CENTRAL = frozenset("ąćęłńóśźżčďěňřšťůžáéíýúöüäőűăâîşţŁŚŻČŘŠŽ")
_TURKISH = frozenset("ğışİçöüŞĞÇÖÜâ")
_RARE = frozenset("ðþÐÞŸƒ¤¦¨¸¬¶×÷¼¾¯")
_JOINING = frozenset("’‘´·–-")
_TYPED = frozenset("“”„’‘–—…€•°§«»")
_EVERYDAY = {"cp932": (0x88, 0x97), "euc_jp": (0xB0, 0xCF), "gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}
_USUAL_ELSEWHERE = frozenset("оеаинтсрвлкαοιετσνρκπυέίήόά")


@dataclass(frozen=True, slots=True)
class Encoding:
    """``sure`` is False where it was guessed; ``errors`` is how the decoder takes bytes that do not fit."""

    name: str
    sure: bool = True
    errors: str = "replace"

    @property
    def notes(self) -> list[Saying]:
        if self.sure:
            return []
        if self.name == UTF_8:
            return [Saying(_("Some letters of the file are broken: they are not in UTF-8 as the others are."))]
        text = _("The file is not in UTF-8; it was read as {encoding}. Look at the accents below.")
        return [Saying(text, {"encoding": _NAMES.get(self.name, self.name)})]


def first_guess(head: bytes, told: str | None) -> Encoding:
    """By byte order mark, which is never wrong, as ``told``, by NULs; else strictly UTF-8, and ``voted`` when it fails.

    Raises Unreadable for an encoding that nobody knows.
    """
    known = _known(told) if told else ""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return Encoding(name)
    if known:
        return Encoding(known)
    silent = _silent(head)
    return Encoding(silent, sure=False) if silent else Encoding(UTF_8, errors="strict")


def replaced(n: int, encoding: Encoding) -> Saying:
    """What to say of a file that was not written in the encoding that it or its user told."""
    return counted(
        "{n} letter of the file is not in {encoding} and was replaced by a question mark.",
        "{n} letters of the file are not in {encoding} and were replaced by question marks.",
        n,
        encoding=_NAMES.get(encoding.name, encoding.name.upper()),
    )


def _known(told: str) -> str:
    try:
        name = codecs.lookup(told).name
        b"a".decode(name, "replace")  # refuses what is no encoding of text, as "hex"
    except (LookupError, ValueError):
        name = _NO_TEXT[0]
    if name.replace("-", "_") in _NO_TEXT:
        raise Unreadable(_("{file} cannot be read as {encoding}: there is no such encoding."), encoding=told[:40])
    return name


def _silent(head: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, by the NULs beside plain letters."""
    head = head[: min(4000, len(head)) // 4 * 4]
    nuls = [head[place::4].count(0) / max(1, len(head) // 4) for place in range(4)]
    if min(nuls[1:]) > 0.9 and nuls[0] < 0.5:
        return "utf-32-le"
    if min(nuls[:3]) > 0.9 and nuls[3] < 0.5:
        return "utf-32-be"
    even, odd = (nuls[0] + nuls[2]) / 2, (nuls[1] + nuls[3]) / 2
    if odd > 0.3 and even < 0.1 * odd and b"\n\x00" in head:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 and odd < 0.1 * even and b"\x00\n" in head else ""


def voted(blocks: Iterable[bytes]) -> Encoding:
    """The encoding that makes most sense of the lines with bytes above ASCII; never sure."""
    sample = _odd_lines(blocks)
    whole = sample.decode(UTF_8, "ignore")
    high = sum(1 for byte in sample if byte >= 0x80)
    fitting = len(whole.encode()) - sum(1 for byte in sample if byte < 0x80)
    if fitting > 0.7 * high:
        return Encoding(UTF_8, sure=False)  # a few broken letters among many good ones
    best = max(_BIAS, key=lambda name: _sense(sample.decode(name, "replace"), name) + _BIAS[name])
    return Encoding(best, sure=False)


def _odd_lines(blocks: Iterable[bytes]) -> bytes:
    found: list[bytes] = []
    size = 0
    for block in blocks:
        if block.isascii():
            continue
        for line in _LINE.finditer(block):
            found.append(line[0])
            size += len(line[0])
            if size >= _LOOK_AT_BYTES:
                return b"\n".join(found)
    return b"\n".join(found)


def _sense(text: str, name: str) -> float:
    """How well the characters above ASCII make words: 1 is a plain text, below 0 is nonsense."""
    text = f" {text} "
    total, points = 0, 0.0
    for place, letter in enumerate(text):
        if letter > "\x7f":
            total += 1
            points += _points(text[place - 1], letter, text[place + 1], name)
    return points / max(1, total)


def _points(before: str, letter: str, after: str, name: str) -> float:
    if letter == "\ufffd" or "\x80" <= letter < "\xa0" or "\ue000" <= letter <= "\uf8ff":
        return -3.0
    if letter >= "\u2e80":
        return _eastern(before, letter, after, name)
    if "\u2500" <= letter <= "\u259f" or letter in _RARE:
        return -1.0
    if not letter.isalpha():
        between = before.isalpha() and after.isalpha()
        return (0.5 if letter in _JOINING else -1.0) if between else 0.7 if letter in _TYPED else 0.3
    if (before.islower() and letter.isupper()) or (letter.islower() and after.isupper()):
        return -1.0
    if "\u02b0" <= letter <= "\u036f":
        return -0.5
    if letter > "\u036f":
        return _other_script(before, letter, after)
    if not before.isalpha() and not after.isalpha():
        return 0.3
    if "ß" not in (before, letter, after) and (_accented(before) or _accented(after)):
        return -0.3  # two accents side by side are rare
    usual = {"cp1250": _CENTRAL, "cp1254": _TURKISH | _WESTERN}.get(name, _WESTERN)
    return 1.0 if letter in usual else 0.4


def _accented(letter: str) -> bool:
    return "\x7f" < letter < "\u0370" and letter.isalpha()


def _other_script(before: str, letter: str, after: str) -> float:
    """Greek and Cyrillic stand among their own."""
    if (before.isalpha() and before < "\u0370") or (after.isalpha() and after < "\u0370"):
        return -1.0
    return 1.0 if letter in _USUAL_ELSEWHERE else 0.6


def _everyday(code: bytes, name: str) -> float:
    """The national standards of the East put the characters of every day into one range of first bytes."""
    first, last = _EVERYDAY.get(name, (1, 0))  # Korean hardly has any
    if len(code) != 2 or (code[1] < 0xA1 and name not in ("cp932", "big5")):
        return -0.5
    return 0.6 if first <= code[0] <= last else 0.1 if name in _EVERYDAY else -0.5


def _eastern(before: str, letter: str, after: str, name: str) -> float:
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        return -0.5
    if "\u3040" <= letter <= "\u30ff":
        return 1.0 if name in ("cp932", "euc_jp") else 0.2
    if "\uac00" <= letter <= "\ud7a3":
        return 0.9 if len(letter.encode("euc_kr", "ignore")) == 2 else -0.5  # others are hardly ever written
    if "\u4e00" <= letter <= "\u9fff":
        return _everyday(letter.encode(name, "ignore"), name)
    return 0.7 if "\u3000" <= letter <= "\u303f" or "\uff01" <= letter <= "\uff5e" else -0.5
