"""How a file as a whole is refused."""


class FileRefused(Exception):
    """The file as a whole cannot be read, with the row where it fails and how to mend it."""


class EncodingNotSaid(FileRefused):
    """The file is not UTF-8, and only who brings it knows what it is. Nothing is guessed."""
