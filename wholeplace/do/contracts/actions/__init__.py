"""Entering contracts, tying them to the thread, measuring, extending and ending them; taking in notices."""

from wholeplace.do.contracts.actions.entering import Entry, enter_contract
from wholeplace.do.contracts.actions.linking import link_contract
from wholeplace.do.contracts.actions.measuring import MeasureGiven, add_measure, retire_measure
from wholeplace.do.contracts.actions.notices import NoticeGiven, SupplierGiven, take_in_notices
from wholeplace.do.contracts.actions.running import end_contract, extend, review_done

__all__ = [
    "Entry",
    "MeasureGiven",
    "NoticeGiven",
    "SupplierGiven",
    "add_measure",
    "end_contract",
    "enter_contract",
    "extend",
    "link_contract",
    "retire_measure",
    "review_done",
    "take_in_notices",
]
