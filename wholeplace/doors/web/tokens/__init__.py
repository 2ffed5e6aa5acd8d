"""The pages of tokens: letting a program act as oneself, and ending that."""
