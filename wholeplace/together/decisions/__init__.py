"""Decisions: what was decided, by whom, with which authority, on which papers, and who has agreed.

Words: a *meeting* is a board on a day; an *item* is a matter that an organisation brings to a board, for decision or
for noting; a *paper* is what is read before it; the *Commissioning section* stands on every agenda of a board or
executive; a *decision* is what a board or post decided, here or elsewhere; it *takes part* who decides; a
*ratification* is an organisation's own agreement to a joint decision, which is *agreed in principle* until all have
given theirs.

A decision takes its subject, amount and topic as values: it knows the kind and the id of what it is about, and no more.
What is beyond a delegation is refused here, with whoever can take it; what was taken elsewhere is recorded and flagged.
It *binds* the organisation that recorded it and the one that brought its item: no partner approves for another.
Nothing here carries a decision out.
"""
