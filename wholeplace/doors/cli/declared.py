"""Every command that may be run on a site, and by whose hand. One that does not stand here is not run.

A command asks nobody who they are: whoever runs it has the machine. So what stands here is what the house offers them,
and whatever else the libraries bring (a shell, a dump, a way to change a password unseen) is left out.
"""

from enum import StrEnum


class Hand(StrEnum):
    """Whose hand runs a command."""

    SITE = "whoever looks after the site; it works as the role that serves, under a name that the trail shows"
    SHAPE = "whoever looks after the site, as the role that changes the shape of the database"
    OWNER = "whoever looks after the site, as the owner of the tables"
    CODE = "whoever works on the code; it reads nothing of anybody's"


COMMANDS = {
    "assurance_pack": Hand.SITE,
    "begin_place": Hand.SITE,
    "build_database": Hand.SHAPE,
    "build_demo": Hand.SITE,
    "check_site": Hand.SITE,
    "decision_pack": Hand.SITE,
    "end_records": Hand.SITE,
    "erase_words": Hand.OWNER,
    "export_trail": Hand.SITE,
    "held_about": Hand.SITE,
    "load_published": Hand.SITE,
    "makemigrations": Hand.CODE,
    "new": Hand.CODE,
    "optimizemigration": Hand.CODE,
    "seal_trail": Hand.SITE,
    "who_can_sign_in": Hand.SITE,
    "work": Hand.SITE,
    "write_docs": Hand.CODE,
    # Of the libraries.
    "axes_list_attempts": Hand.SITE,
    "axes_reset": Hand.SITE,
    "axes_reset_ip": Hand.SITE,
    "axes_reset_username": Hand.SITE,
    "check": Hand.CODE,
    "collectstatic": Hand.CODE,
    "migrate": Hand.SHAPE,
    "showmigrations": Hand.SITE,
    "sqlmigrate": Hand.CODE,
}
_TELLS_ABOUT_COMMANDS = {"help", "version", "--help", "-h", "--version"}


def refusal(words: list[str], *, in_development: bool = False) -> str:
    """Why what was typed is not run; nothing, where it may be. On a machine for development everything may."""
    if in_development:
        return ""
    name = words[0] if words else "help"
    if name in _TELLS_ABOUT_COMMANDS or name in COMMANDS:
        return ""
    return f"There is no command {name} here. Choose one of: {', '.join(sorted(COMMANDS))}."
