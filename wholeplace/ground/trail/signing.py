"""Signed heads: what is said of the whole trail at a moment, under a key that the database never holds."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HEAD, RECOVERY = "wholeplace head 1", "wholeplace recovery 1"
"""What a signed text begins with, so that one kind never passes for the other."""


class NoKey(Exception):
    """There is no key to seal with. The message says how to give one."""


@dataclass(frozen=True)
class SealKey:
    """The key that seals, from 32 bytes in hexadecimal digits."""

    private: Ed25519PrivateKey

    @classmethod
    def of(cls, text: str) -> "SealKey":
        """Read the key. Raises NoKey for anything else than 64 hexadecimal digits."""
        try:
            secret = bytes.fromhex(text.strip())
            return cls(Ed25519PrivateKey.from_private_bytes(secret))
        except ValueError:
            raise NoKey(
                "There is no key to seal with. Set SEAL_KEY_FILE to a file of 64 hexadecimal digits that only the"
                " sealer can read."
            ) from None

    @property
    def public(self) -> str:
        """The public key that everybody checks with, in hexadecimal digits."""
        return self.private.public_key().public_bytes_raw().hex()

    def signed(self, *lines: object) -> str:
        """The signature over these lines, in hexadecimal digits."""
        return self.private.sign(_text(lines)).hex()


@dataclass(frozen=True)
class SignedHead:
    """How large the trail was, and the one hash over all of it, signed."""

    size: int
    root: str
    sealed_at: str
    watermark: int
    key: str
    signature: str

    @classmethod
    def made(cls, *, size: int, root: bytes, sealed_at: datetime, watermark: int, by: SealKey) -> "SignedHead":
        """A new head under a key."""
        at = moment(sealed_at)
        signature = by.signed(HEAD, size, root.hex(), at, watermark, by.public)
        return cls(size=size, root=root.hex(), sealed_at=at, watermark=watermark, key=by.public, signature=signature)

    def is_signed_by(self, key: str) -> bool:
        """Whether it was signed with the key that this is the public part of."""
        said = _text((HEAD, self.size, self.root, self.sealed_at, self.watermark, self.key))
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(self.signature), said)
        except (InvalidSignature, ValueError):
            return False
        return self.key == key

    def plain(self) -> dict[str, object]:
        """The head as plain values."""
        return asdict(self)


def moment(at: datetime) -> str:
    """A moment as it is sealed: in UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _text(lines: Sequence[object]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
