"""What is measured, and against whom. Run by `make bench`, never by the tests."""
