"""What narrows the register of who has looked."""

from wholeplace.doors.web.shell.forms import FilterForm, RecordField


class ReadingsFilter(FilterForm):
    """Which record."""

    of = RecordField(label="Record", hint="Its reference, such as need:7k3q9x2m4p5r, or the address of its page.")
