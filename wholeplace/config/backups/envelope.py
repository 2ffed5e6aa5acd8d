"""Seals a stream for one recipient, so that the machine that writes it cannot read it again.

The sealed form, all of it: the line `wholeplace sealed 1`, the recipient's public key (32 bytes), a public key made
for this stream alone (32 bytes), then chunks. A chunk is 65,536 bytes of the stream (the last one any number up to
that, none included) and a tag of 16 bytes. The key of the chunks is HKDF-SHA-256 of the X25519 secret of the two keys,
with both public keys as salt and `label` as information. A chunk is sealed with ChaCha20-Poly1305; its nonce is its
number, counted from 0, in 11 bytes, and one byte that is 1 for the last chunk and 0 for the others; the line and both
public keys are bound to every chunk. So no chunk can be changed, moved, left out or added, the stream cannot be cut
short at the end of a chunk, and a stream opens only under the label it was sealed with.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wholeplace.config.postgres import write_private

FIRST_LINE = b"wholeplace sealed 1\n"
KEY = 32
CHUNK = 65_536
TAG = 16


class NotOpened(Exception):
    """A sealed stream could not be opened. The message says why."""


def new_key(file: Path) -> str:
    """Make a key pair: the private key is written to the file, the public one returned. Never writes over a file."""
    if file.exists():
        raise FileExistsError(f"{file} is there already, and a key is never written over.")
    private = X25519PrivateKey.generate()
    text = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_private(file, text.decode())
    return _raw(private.public_key()).hex()


def recipient(words: str) -> X25519PublicKey:
    """The public key that is written in these words: 64 digits and letters, as `new_key` returned them."""
    try:
        return X25519PublicKey.from_public_bytes(bytes.fromhex(words.strip()))
    except ValueError:
        raise ValueError("A recipient is 64 digits and letters from a to f, as the key was shown when made.") from None


def private_key(file: Path) -> X25519PrivateKey:
    """The private key that is kept in a file."""
    try:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    except ValueError:
        key = None
    if not isinstance(key, X25519PrivateKey):
        raise NotOpened(f"{file} holds no private key of backups.")
    return key


def seal(clear: Iterable[bytes], *, into: BinaryIO, to: X25519PublicKey, label: str) -> None:
    """Write the stream sealed."""
    own = X25519PrivateKey.generate()
    head = FIRST_LINE + _raw(to) + _raw(own.public_key())
    cipher = _cipher(own.exchange(to), head, label)
    into.write(head)
    number, waiting = 0, bytearray()
    for piece in clear:
        waiting += piece
        while len(waiting) > CHUNK:
            into.write(cipher.encrypt(_nonce(number, last=False), bytes(waiting[:CHUNK]), head))
            del waiting[:CHUNK]
            number += 1
    into.write(cipher.encrypt(_nonce(number, last=True), bytes(waiting), head))


def opened(sealed: BinaryIO, *, with_key: X25519PrivateKey, label: str) -> Iterator[bytes]:
    """The clear stream, chunk by chunk. Raises NotOpened at the first that is not as it was sealed."""
    head = sealed.read(len(FIRST_LINE) + 2 * KEY)
    line, to, own = head[: len(FIRST_LINE)], head[len(FIRST_LINE) : -KEY], head[-KEY:]
    if line != FIRST_LINE or len(to) != KEY:
        raise NotOpened(f"{label} does not begin as a sealed stream does.")
    if to != _raw(with_key.public_key()):
        raise NotOpened(f"{label} was sealed for another key than this one.")
    try:
        cipher = _cipher(with_key.exchange(X25519PublicKey.from_public_bytes(own)), head, label)
    except ValueError:
        raise NotOpened(f"{label} names a key that cannot be one.") from None
    number, chunk = 0, sealed.read(CHUNK + TAG)
    while True:
        following = sealed.read(CHUNK + TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), chunk, head)
        except InvalidTag:
            raise NotOpened(f"{label} is damaged or cut short, at chunk {number}.") from None
        if not following:
            return
        number, chunk = number + 1, following


def _cipher(secret: bytes, head: bytes, label: str) -> ChaCha20Poly1305:
    salt = head[len(FIRST_LINE) :]
    return ChaCha20Poly1305(HKDF(hashes.SHA256(), KEY, salt, b"wholeplace backup: " + label.encode()).derive(secret))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _raw(key: X25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
