"""The permission table: what may be done, on whose records, and which roles bring it."""

from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.access.policy import FIELDS, READING, VERSION, Line
from wholeplace.ground.access.roles import ROLES


def permission_table() -> str:
    """The permission table and the roles as a page of Markdown."""
    lines = [
        "# Who may do what",
        "",
        "Written from the code by `make manage DO='write_docs'`. A post carries roles; a role brings permissions;",
        "there is no superuser. What somebody may see is decided besides by each record's own scope.",
        "",
        "| you may | on | roles |",
        "| --- | --- | --- |",
    ]
    for permission in Permission:
        roles = ", ".join(card.name for card in ROLES.values() if permission in card.permissions)
        lines.append(f"| {permission.sentence} | {permission.reach.value} | {roles or 'set-up only'} |")
    lines += ["", "## Who may read what", ""]
    lines += ["What no line allows is not there for the reader. Each event names the version of the table it was"]
    lines += [f"allowed under; this is `{VERSION}`.", ""]
    lines += ["| of | that is | these read | who also may | fields |", "| --- | --- | --- | --- | --- |"]
    lines += [_told(line) for line in READING + FIELDS]
    lines += ["", "## Roles", "", "| role | what for |", "| --- | --- |"]
    lines += [f"| {card.name} | {card.sentence} |" for card in ROLES.values()]
    return "\n".join(lines) + "\n"


def _told(line: Line) -> str:
    needs = next((permission.sentence for permission in Permission if permission == line.needs), "")
    return f"| {line.resource} | {line.state} | {line.relation.value} | {needs} | {', '.join(line.fields)} |"
