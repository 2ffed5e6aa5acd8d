"""Takes away the databases of the tests and, when asked for everything, the data of the site. For `make clean`."""

import argparse
import fcntl
import shutil
from pathlib import Path

from wholeplace.config.postgres import Embedded, state_folder


def main() -> None:
    """Take away what may go, and say what stays."""
    parser = argparse.ArgumentParser(prog="make clean")
    parser.add_argument("--everything", action="store_true", help="the site's data too")
    everything = parser.parse_args().everything
    state = state_folder()
    for folder in [state / "tests", *([state / "site"] if everything else [])]:
        print(_taken_away(folder))
    if everything and not (state / "site").exists():
        shutil.rmtree(state)
    elif (state / "site").exists():
        print(f"Kept: the site's data in {state / 'site'} (make clean EVERYTHING=1 takes them away).")


def _taken_away(folder: Path) -> str:
    if not folder.exists():
        return f"Nothing to take away in {folder}."
    with (folder / "holders.lock").open("a") as holders:
        try:
            fcntl.flock(holders, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return f"Kept: {folder} is in use."
        Embedded(folder).stop()
        shutil.rmtree(folder)
    return f"Taken away: {folder}"


if __name__ == "__main__":
    main()
