"""Funds: money with rules, who puts in how much for which year, and what each line of it is for.

Words: a *fund* is kept by its host (the organisation that opens it) and is pooled, aligned or single; a
*contribution* is what an organisation puts in for one financial year; a *line* sets money of the fund aside
for a purpose in one year; a *movement* takes money from one line to another and never makes or loses any.

*Published spend* is what a body said it paid, as it said it: facts of the past, apart from any fund. A *payee*
is whoever it names; where it keeps the name back, nobody is looked for.

The lines of a year never come to more than what was put in for it. What is done with a line is not known
here: `plans` ties lines to intentions, `contracts` pays from them.
"""
