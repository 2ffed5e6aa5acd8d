"""What people asked the bodies of the place under freedom of information."""

from wholeplace.edges.demo.script import Stage, Words
from wholeplace.together.requests import actions
from wholeplace.together.requests.rules.states import Channel, Ending, Regime


def receive(stage: Stage) -> None:
    """Log what was asked, what the applicant was asked in turn, and what needed no answer."""
    for words in stage.part("request"):
        _request(stage, words)


def _request(stage: Stage, words: Words) -> None:
    by, on = stage.people[words["by"]], stage.day(words["received"])
    request = actions.log_request(
        title=words["title"],
        regime=Regime(words["law"]),
        channel=Channel(words.get("channel", "email")),
        applicant=words["applicant"],
        address=words["address"],
        words=words["words"],
        received_on=on,
        by=by,
        on=on,
    ).public_id
    if "asked" in words:
        asked_on = stage.day(words["asked_on"])
        actions.ask_applicant(request=request, words=words["asked"], asked_on=asked_on, by=by, on=asked_on)
    if "reply" in words:
        replied_on = stage.day(words["replied_on"])
        actions.note_reply(request=request, reply=words["reply"], replied_on=replied_on, by=by, on=replied_on)
    if "answer" in words:
        _answer(stage, words, request)
    if "ending" in words:
        actions.close_request(
            request=request,
            ending=Ending(words["ending"]),
            because=words["because"],
            by=by,
            on=stage.day(words["closed"]),
        )


def _answer(stage: Stage, words: Words, request: str) -> None:
    """Gather its records, put the answer forward, and let a second person release it."""
    by, on = stage.people[words["by"]], stage.day(words["answered"])
    actions.gather_records(request=request, records=[stage.refs[key] for key in words["gathers"]], by=by, on=on)
    actions.propose_answer(
        request=request,
        words=words["answer"],
        was_looked_at=True,
        is_published=True,
        summary=words["summary"],
        by=by,
        on=on,
    )
    actions.release_answer(request=request, by=stage.people[words["second"]], on=on)
