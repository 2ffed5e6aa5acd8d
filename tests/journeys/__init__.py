"""People's paths through the site, in a real browser, with the accessibility check as a step."""
