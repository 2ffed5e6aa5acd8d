"""Review: did it work?"""
