"""The rim of the house: built examples, standards in and out, and other people's systems."""
