"""Contracts: one register of every agreement to provide, across all the organisations of a place.

Words: a *contract* is any agreement to provide (a contract, a grant, a section 75 service, an in-house
agreement); a *party* is a commissioner, a provider or a co-funder of it; its *latest notice day* is the
last on which it can be ended at its term; a *measure* counts how much is done, how well, or whether anybody
is better off, and contributes to an outcome without ever being added up to it.

How it was bought is known in `procurement`; whether it works, in `monitoring`; the money it is paid from,
in `funds`.
"""
