"""The pages of boards, delegations, arrangements, interests, posts, members and words."""
