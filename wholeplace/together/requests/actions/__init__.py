"""Logging requests, asking the applicant, and closing what needs no answer."""

from wholeplace.together.requests.actions.receiving import ask_applicant, close_request, log_request, note_reply

__all__ = ["ask_applicant", "close_request", "log_request", "note_reply"]
