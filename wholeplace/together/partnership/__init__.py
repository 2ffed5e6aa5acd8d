"""Partnership: who commissions together, in which boards and posts, and who may decide what.

Words: a *partnership* is the standing arrangement of organisations in a place; a *board* is anything that
meets (a board, executive, committee, group or forum), in a tree; a *seat* is a place on it; a *post* is a job
with a role, and a *joint post* answers to several organisations; a *holder* is the person in a post for a while;
a *delegation* is what a board or post may decide for an organisation; an *arrangement* is a legal arrangement
between organisations, to which each *consents* for itself; an *interest* is what stands between a person and an
impartial decision; a *term* is what the partnership calls something.

Nothing here decides a matter: `decisions` does.
"""
