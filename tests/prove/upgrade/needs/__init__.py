"""The migrations of the room, and three more."""
