"""The register of who has looked at the most sensitive records of one's organisation."""
