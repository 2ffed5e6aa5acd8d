"""Showing boards, delegations, arrangements, interests, posts, members and words, and changing them."""
