"""The key that seals."""

import pytest

from wholeplace.ground.trail.signing import NoKey, SealKey


@pytest.mark.parametrize("text", ["", "secret", "07" * 31, "zz" * 32])
def test_a_key_is_64_hexadecimal_digits(text):
    with pytest.raises(NoKey, match="SEAL_KEY_FILE"):
        SealKey.of(text)
