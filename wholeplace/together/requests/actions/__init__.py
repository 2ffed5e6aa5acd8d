"""Logging requests, asking the applicant, putting an answer together and releasing it, closing what needs none."""

from wholeplace.together.requests.actions.answering import (
    explain_exemption,
    gather_records,
    leave_out_record,
    propose_answer,
    put_words_back,
    release_answer,
    send_answer_back,
    take_words_out,
)
from wholeplace.together.requests.actions.receiving import ask_applicant, close_request, log_request, note_reply

__all__ = [
    "ask_applicant",
    "close_request",
    "explain_exemption",
    "gather_records",
    "leave_out_record",
    "log_request",
    "note_reply",
    "propose_answer",
    "put_words_back",
    "release_answer",
    "send_answer_back",
    "take_words_out",
]
