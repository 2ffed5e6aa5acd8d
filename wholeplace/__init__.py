"""Wholeplace: the public bodies of a place commission together. The folders are the floors of the house."""
