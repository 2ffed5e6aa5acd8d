"""`python -m wholeplace.config.backups`: take, log, check, restore, thin, state, key."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from wholeplace.config.backups import checking, envelope, manifest, thinning
from wholeplace.config.backups.envelope import NotOpened
from wholeplace.config.backups.log import keep_log
from wholeplace.config.backups.manifest import BackupFault
from wholeplace.config.backups.recovering import restore_cluster
from wholeplace.config.backups.restoring import restore_database, restore_files
from wholeplace.config.backups.state import backup_state
from wholeplace.config.backups.taking import take
from wholeplace.config.postgres import NoServer

Option = tuple[str, dict[str, Any]]


def main(words: list[str] | None = None) -> int:
    """Do one thing, say in a sentence what came of it, and end with a failure where it did not succeed."""
    asked = _parser().parse_args(words)
    try:
        return int(asked.do(asked) or 0)
    except (BackupFault, NotOpened, NoServer, OSError, ValueError, psycopg.Error) as fault:
        print(fault, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m wholeplace.config.backups")
    verbs = parser.add_subparsers(required=True, metavar="take | log | check | restore | thin | state | key")

    def verb(name: str, do: Callable[..., object], help: str, *options: Option) -> None:
        words = verbs.add_parser(name, help=help)
        words.set_defaults(do=do)
        for option, how in options:
            words.add_argument(option, **how)

    backups: Option = ("--backups", {"type": Path, "required": True, "help": "the folder where backups are kept"})
    to: Option = ("--to", {"required": True, "help": "the public key that backups are sealed for"})
    states: Option = ("--state", {"type": Path, "help": "the folder where each success is noted"})
    key: Option = ("--key", {"type": Path, "required": True, "help": "the file with the private key"})
    name: Option = ("--name", {"help": "which backup; the newest unless said"})

    verb("key", _key, "make a key pair; the private key goes into a file", ("file", {"type": Path}))
    address: Option = ("--database", {"required": True, "help": "the address of the database, as the backup's role"})
    files: Option = ("--files", {"type": Path, "help": "the folder of files that the database names by their hash"})
    verb("take", _take, "take a backup", backups, to, states, address, files)
    verb("log", _log, "seal what has arrived of the log of changes", backups, to, states)
    verb("check", _check, "check every backup", backups, ("--key", key[1] | {"required": False}), name)
    verb(
        "restore",
        _restore,
        "restore into a new database, a new cluster or a new folder of files",
        *(backups, key, name),
        ("--administrator", {"help": "the address of an administrator, with --into-database"}),
        ("--into-database", {"help": "the name of a database that is not there yet"}),
        ("--into-cluster", {"type": Path, "help": "a folder that is not there yet"}),
        ("--into-files", {"type": Path, "help": "a folder that is not there yet"}),
        ("--context-key", {"type": Path, "help": "the file for the new key of the walls"}),
        ("--until", {"help": "restore a cluster as it was at this moment, such as 2026-11-25 14:03:00+00"}),
    )
    years: Option = (
        "--years",
        {"type": int, "default": thinning.YEARS, "help": "for how many years one backup a year is kept"},
    )
    verb("thin", _thin, "take away backups that are no longer kept", backups, years)
    must_be_said: Option = (states[0], states[1] | {"required": True})
    verb("state", _state, "say how backups stand; fails where there is an alarm", must_be_said)
    return parser


def _key(asked: argparse.Namespace) -> None:
    print(envelope.new_key(asked.file))


def _take(asked: argparse.Namespace) -> int:
    made = take(
        address=asked.database,
        into=asked.backups,
        to=envelope.recipient(asked.to),
        files=asked.files,
        states=asked.state,
    )
    if faults := checking.faults_of(made):
        raise BackupFault("\n".join(faults))
    said = manifest.read(made)
    rows = sum(table.rows for table in said.tables.values())
    print(f"{said.name}: {said.bytes:,} bytes, {rows:,} rows in {len(said.tables)} tables, {len(said.files)} files.")
    return 0


def _log(asked: argparse.Namespace) -> None:
    done = keep_log(into=asked.backups, to=envelope.recipient(asked.to), states=asked.state)
    print(f"Kept {len(done)} pieces of the log.")


def _check(asked: argparse.Namespace) -> int:
    key = envelope.private_key(asked.key) if asked.key else None
    names = [asked.name] if asked.name else manifest.names(asked.backups)
    faults = [fault for name in names for fault in checking.faults_of(asked.backups / name, with_key=key)]
    faults += checking.log_faults(asked.backups, with_key=key)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(names)} backups checked, {len(faults)} faults.")
    return 1 if faults or not names else 0


def _restore(asked: argparse.Namespace) -> None:
    names = manifest.names(asked.backups)
    if not names:
        raise BackupFault(f"There is no finished backup in {asked.backups}.")
    folder, key = asked.backups / (asked.name or names[-1]), envelope.private_key(asked.key)
    if asked.into_files:
        print(f"{restore_files(folder, with_key=key, into=asked.into_files)} files are in {asked.into_files}.")
        return
    if not asked.context_key or bool(asked.into_database) == bool(asked.into_cluster):
        raise BackupFault("Say --context-key, and one of --into-database, --into-cluster; or --into-files alone.")
    if asked.into_cluster:
        restore_cluster(folder, with_key=key, into=asked.into_cluster, context_key=asked.context_key, until=asked.until)
    elif not asked.administrator:
        raise BackupFault("Say --administrator: the address of somebody who may make databases.")
    else:
        restore_database(
            folder,
            with_key=key,
            administrator=asked.administrator,
            name=asked.into_database,
            context_key=asked.context_key,
        )
    print(f"{folder.name} is restored and checked. The new key of its walls is in {asked.context_key}.")


def _thin(asked: argparse.Namespace) -> None:
    gone = thinning.thin(asked.backups, years=asked.years)
    print(f"{len(gone)} taken away, {len(manifest.names(asked.backups))} backups kept.")


def _state(asked: argparse.Namespace) -> int:
    stands = backup_state(asked.state, datetime.now(UTC))
    for alarm in stands.alarms:
        print(alarm, file=sys.stderr)
    print(f"The newest backup: {stands.taken_at or 'none'}, {stands.bytes:,} bytes.")
    return 1 if stands.alarms else 0


if __name__ == "__main__":
    sys.exit(main())
