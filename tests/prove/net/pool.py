"""Connections used again and again under other contexts, with everything that can go wrong in between (X10)."""

import threading
from random import Random

from django.db import DatabaseError, connection, transaction

from tests.prove.goals import Tally
from tests.prove.net.sql import actor_of
from tests.prove.net.world import World
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.pen import pen_taken
from wholeplace.ground.records.roles import READER


class Failed(Exception):
    """What a view raises in the middle of its work."""


def _left_over() -> str:
    """What a connection carries before it is given to anybody; nothing, when it is clean."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('wholeplace.context', true), ''), current_user")
        context, role = cursor.fetchone()
    if context or role != READER:
        return f"left over: {context!r} as {role}"
    return "still in a transaction" if connection.in_atomic_block else ""


def one_turn(world: World, chance: Random) -> str:
    """Give the connection to somebody, let something happen, and tell what is wrong."""
    if dirty := _left_over():
        return dirty
    eyes, table = chance.choice(world.dump.capacities).eyes, chance.choice(world.walled)
    happens = chance.choice(("nothing", "nothing", "error", "refused", "slow", "nested", "pen", "broken"))
    try:
        with transaction.atomic(), speaking_for(actor_of(eyes)), connection.cursor() as cursor:
            if happens == "nested":
                with speaking_for(actor_of(chance.choice(world.dump.capacities).eyes)):
                    cursor.execute(f"SELECT count(*) FROM {table.name}")
            if happens == "pen":
                with pen_taken(already=False):
                    cursor.execute(f"SELECT count(*) FROM {table.name}")
            cursor.execute(f"SELECT id FROM {table.name}")
            seen = {one for (one,) in cursor.fetchall()}
            if seen != world.dump.seen(eyes, table.name):
                return f"{table.name} as {eyes}: {len(seen)} rows"
            if happens == "error":
                raise Failed
            if happens == "refused":
                cursor.execute(f"DELETE FROM {table.name}")
            if happens == "slow":
                cursor.execute("SET LOCAL statement_timeout = '1ms'; SELECT pg_sleep(1)")
            if happens == "broken":
                connection.close()
    except (Failed, DatabaseError):
        pass
    return _left_over()


def many_turns(world: World, tally: Tally, *, threads: int, turns: int, seed: str) -> None:
    """So many threads, each with a connection of its own, each taking so many turns."""
    told: list[str] = []

    def work(number: int) -> None:
        chance = Random(f"{seed} {number}")
        try:
            for _ in range(turns):
                told.append(one_turn(world, chance))
        finally:
            connection.close()

    running = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    for wrong in told:
        tally.that(not wrong, wrong)
    tally.that(len(told) == threads * turns, f"only {len(told)} turns were taken")
