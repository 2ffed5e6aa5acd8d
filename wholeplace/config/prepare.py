"""Makes the roles and the empty database on a server of one's own: `python -m wholeplace.config.prepare ADDRESS`.

The address is an administrator's. What is there already is left as it is; nobody gets a password.
"""

import sys

from wholeplace.config.addresses import DATABASE
from wholeplace.ground.records.roles import fit_out, make_database, make_roles


def main() -> int:
    """Make what is missing."""
    if len(sys.argv) != 2:
        print(
            "Say the address of an administrator, such as postgresql:///postgres?host=/run/postgresql", file=sys.stderr
        )
        return 2
    make_roles(administrator_url=sys.argv[1])
    make_database(administrator_url=sys.argv[1], name=DATABASE)
    fit_out(administrator_url=sys.argv[1], name=DATABASE)
    print(f"The roles and the database {DATABASE} are there.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
