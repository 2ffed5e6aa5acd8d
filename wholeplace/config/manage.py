"""Runs one command of the house on the site's own database, whether the site is up or not. `make manage` calls it."""

import subprocess
import sys

from wholeplace.config.addresses import DATABASE, environment_of, kept_addresses
from wholeplace.config.postgres import PROJECT, NoServer, administrator_url, state_folder
from wholeplace.ground.records.roles import make_database, make_roles


def main() -> int:
    """Hold the server while the command runs, as the runtime role, in sight."""
    try:
        with administrator_url(state_folder() / "site") as administrator:
            make_roles(administrator_url=administrator)
            make_database(administrator_url=administrator, name=DATABASE)
            addresses = kept_addresses(administrator_url=administrator, database=DATABASE, folder=state_folder())
            environment = environment_of(addresses, folder=state_folder())
            return subprocess.call([sys.executable, PROJECT / "manage.py", *sys.argv[1:]], env=environment)
    except NoServer as fault:
        print(fault, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
