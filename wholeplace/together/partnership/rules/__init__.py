"""What boards, seats, posts, delegations, arrangements and interests must be to stand. Pure."""
