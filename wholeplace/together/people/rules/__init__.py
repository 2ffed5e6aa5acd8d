"""The rules of people and what is held about them."""
