"""Tests of the book of dated numbers."""
