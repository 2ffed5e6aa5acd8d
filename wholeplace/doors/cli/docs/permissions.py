"""The permission table: what may be done, on whose records, and which roles bring it."""

from wholeplace.ground.access.permissions import Permission
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
    lines += ["", "## Roles", "", "| role | what for |", "| --- | --- |"]
    lines += [f"| {card.name} | {card.sentence} |" for card in ROLES.values()]
    return "\n".join(lines) + "\n"
