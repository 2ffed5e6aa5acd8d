"""Intake: files of published fact as they arrive, and what became of each of their rows.

Words: a *batch* is one file taken in, known by its content, with a count of every row; a *row error* is a row that was
refused, with the field and the reason; a *control total* is a sum that somebody can compare with the publisher's; a
*mapping* says how the columns of a file are read, and has a version.

Reading never guesses: a file says its encoding by its mapping, a quotation mark that is never closed is an error with
its row, and a row is either taken in whole or refused whole. What a room makes of the rows is the room's own action.
"""
