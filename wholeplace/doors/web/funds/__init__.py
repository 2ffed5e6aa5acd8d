"""The pages of money: funds and their lines."""
