"""Boards, delegations, arrangements, interests, posts, members and words, in words."""
