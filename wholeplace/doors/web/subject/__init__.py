"""The page on which somebody is told what is held about them."""
