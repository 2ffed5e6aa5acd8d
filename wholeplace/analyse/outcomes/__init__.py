"""Outcomes: the condition wanted for a population, what quantifies it, and how far it should move by when.

Words: an *outcome* is a condition of wellbeing of a group in a place; a *measure* is the indicator that
quantifies it, from a *baseline*; a *target* is where it should stand by a day; a *forecast* is where it
would stand if nothing were done; the *curve* is all of these over time, and success is a curve turned
against its forecast.

An outcome never names a service or a figure, and no one organisation owns it alone: `plans` says who
intends what, `contracts` how a service contributes.
"""
