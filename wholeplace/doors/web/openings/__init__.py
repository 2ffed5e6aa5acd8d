"""The pages of openings in an emergency: asking, agreeing or declining, closing, and the register of them."""
