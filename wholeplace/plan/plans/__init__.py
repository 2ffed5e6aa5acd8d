"""Plans: what boards and organisations mean to do, linked up to what they want and down to what is done.

Words: a *plan* belongs to a board or organisation and stands in a tree of plans; it has *versions* (draft,
challenged, final) and is then published; a *position* is what a locality says of a plan above it (adopts,
adapts, opts out); an *intention* is one key change (invest, disinvest, shift, transform, a new model,
pilot, scale up, embed, stop), raised, proposed, agreed, under way, and done or dropped.

Nothing is decided here: an intention is agreed when a board's decision says so. Money lies in `funds`; a
line of it is tied here to the intention it pays for.
"""
