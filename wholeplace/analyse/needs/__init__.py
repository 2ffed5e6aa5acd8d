"""Needs: conditions of a population that ask for something to change.

Words: a *need* says who needs what, where, and how sure we are; *evidence* is what it rests on (an indicator, a
consultation, a report), with its source and date; a *group* is the part of the population it is about.

A need never says what to do about it: `outcomes` says what is wanted, `plans` what is intended.
"""
