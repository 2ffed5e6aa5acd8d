"""When that, then this: which kinds of events lead to which job.

A policy's job is asked for once for each event, in the order of the events of one record; it is told the event's
number, its subject and its day.
"""

from dataclasses import dataclass

from wholeplace.ground.access.actor import service
from wholeplace.ground.trail.following import follow
from wholeplace.ground.trail.later import later
from wholeplace.ground.trail.queries import Entry


@dataclass(frozen=True)
class Policy:
    """When one of these kinds of events happens (any, where none is named), then this job is asked for."""

    name: str
    then: str
    when: frozenset[str] = frozenset()

    def ask(self, entry: Entry) -> None:
        """Ask for the job about one event."""
        if self.when and entry.kind not in self.when:
            return
        number, subject = entry.position.event_id, entry.subject
        later(
            self.then, by=service(self.name), order=f"{self.name} {subject}", event=number, subject=subject, on=entry.on
        )


POLICIES: tuple[Policy, ...] = ()


def pass_on(policies: tuple[Policy, ...]) -> int:
    """Pass the next events of the trail on to every policy, and say how many there were."""
    return sum(follow(policy.name, do=policy.ask) for policy in policies)
