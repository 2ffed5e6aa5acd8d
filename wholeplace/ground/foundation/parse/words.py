"""Reading text as somebody typed it: nothing that hides, deceives or breaks, and all else unchanged."""

import re
import unicodedata

from wholeplace.ground.foundation.parse.given import short_text
from wholeplace.ground.foundation.unreadable import Unreadable, echo

_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_BLANK = _SPACES + "\ufeff\u200b\u2060"
"""Every space, the byte order mark, the zero-width space and the word joiner: none stays at an end."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_TURNS_THE_READING_ROUND = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: with them gnp.exe reads as a picture. Any letters are fine."""

_WRONG_ALPHABET = re.compile(
    "[\u0080-\u009f\ufffd]|Â[\u00a0-\u00bf]|Å[\u00b4-\u00b7]|â€|â‚¬|ðŸ|ï»¿"
    r"|Ã[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)
"""The traces of a file read in the wrong alphabet: Â£ for £, Ã© for é, Åµ for ŵ, â€™ for ’; the controls that
Windows-1252 gives when it is read as Latin-1; and the sign that stands for a lost character.
"""

_UNSEEN_KINDS = {"Cc", "Cf", "Zl", "Zp", "Zs"}
_UNSEEN_LETTERS = set("\u115f\u1160\u2800\u3164\uffa0")
"""Hangul fillers and the empty Braille pattern, which count as letters and signs but show nothing."""


def single_line(text: str, *, at_most: int = 200) -> str:
    """A line of text, such as a name, without the blanks around it and with composed letters (NFC).

    `at_most` counts characters as a machine does: one emoji with joiners may be ten. Everything that can be
    seen is kept as typed: mark-up, quotation marks, any script. Raises Unreadable for more than one line,
    text that is blank or only seems to hold something, controls (NUL), lone surrogates, marks that turn the
    direction of reading, and the traces of a file read in the wrong alphabet.
    """
    line = _readable(text, at_most=at_most)
    if re.search("[\n\t]", line):
        raise Unreadable("Enter one line, without line breaks or tabs.")
    return line


def multi_line(text: str, *, at_most: int = 10_000, lines_at_most: int = 1_000) -> str:
    """Text of any number of lines up to a limit, with plain line ends; otherwise read as `single_line` is."""
    whole = _readable(text, at_most=at_most)
    if (lines := whole.count("\n") + 1) > lines_at_most:
        raise Unreadable(f"Enter up to {lines_at_most:,} lines; these are {lines:,}.")
    return whole


def yes_no(text: str) -> bool:
    """Yes or no, also as y, n, true or false in any case. Raises Unreadable for all else, 1 and 0 as well."""
    given = short_text(text, instead="Enter yes or no.")
    match given.lower():
        case "yes" | "y" | "true":
            return True
        case "no" | "n" | "false":
            return False
    raise Unreadable(f"Enter yes or no; {echo(given)} is neither.")


def _readable(given: object, *, at_most: int) -> str:
    if not isinstance(given, str):
        raise Unreadable(f"Enter some text, not {type(given).__name__}.")
    text = given.strip(_BLANK)
    # Composing can shorten a text, but never to less than a quarter: beyond that there is no need to try.
    if len(text) > at_most * 4:
        raise _too_long(len(text), at_most)
    if reason := _what_is_wrong(text):
        raise Unreadable(reason)
    composed = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    if len(composed) > at_most:
        raise _too_long(len(composed), at_most)
    return composed


def _what_is_wrong(text: str) -> str | None:
    if all(_is_unseen(character) for character in text):
        return "Enter some text that can be seen."
    if found := _LONE_SURROGATES.search(text):
        return f"Take out half a character ({echo(found.group())}), which some programs leave behind."
    if found := _CONTROLS.search(text):
        return f"Take out the character {echo(found.group())}, which cannot be shown."
    if found := _TURNS_THE_READING_ROUND.search(text):
        return f"Take out the hidden mark {echo(found.group())}, which turns the direction of reading round."
    if found := _WRONG_ALPHABET.search(text):
        return f"Check the letters around {echo(found.group())}: they seem to be read in the wrong alphabet."
    return None


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN_KINDS or character in _UNSEEN_LETTERS


def _too_long(length: int, at_most: int) -> Unreadable:
    return Unreadable(f"Enter up to {at_most:,} characters; these are {length:,}.")
