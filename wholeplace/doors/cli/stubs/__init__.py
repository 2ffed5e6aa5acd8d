"""The stubs that `new` writes: what every action, rule, page and indicator begins as, with its failing test."""
