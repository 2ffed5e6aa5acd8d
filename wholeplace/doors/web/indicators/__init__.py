"""The pages of indicators: one in an area, one across the country, and where each figure came from."""
