"""For whoever looks after the site: whether it lives and is ready, its figures, and the page that shows both."""
