"""Requests: what people ask to know under freedom of information, and what they are answered.

Words: a *request* is asked under one law, the Freedom of Information Act or the Environmental Information Regulations;
a *clarification* is what its organisation had to ask first, and the clock begins anew when that is answered.

Its answer is made of *held records*, of which nothing is copied; a *redaction* takes words out of a line, under an
exemption that an *exemption claim* explains; and once a second person has released it, a *disclosure* keeps what went
out, and only that.

A request stays with the organisation that received it. Who asked is known to those who answer, and is never part of
what happened, of what is released, or of the register.
"""
