"""The register, its providers and one contract, in words."""
