"""What every page shares: the words of a page, the forms, the templates that draw them."""
