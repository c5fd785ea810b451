"""Passwords: what is accepted, and how they are kept.

scrypt from the standard library rather than argon2: both are memory-hard and accepted by OWASP, and this one needs no
further dependency. The cost is OWASP's N=2^15, r=8, p=3: 32 MiB and about a quarter of a second on a small machine.
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata

from app.errors import InvalidAccount

SHORTEST = 10  # characters
_LONGEST = 256  # characters; beyond it somebody wants to make us work
_DISTINCT = 5  # different characters, so that 1111111111 is none
_COST, _BLOCK, _LANES = 15, 8, 3
_MEMORY = 256 << 20  # bytes that OpenSSL may take for it; more than the cost needs
_SALT, _DIGEST = 16, 32  # bytes


def hash_password(password: str) -> str:
    """The password as it is stored: ``scrypt$15$8$3$<salt>$<digest>``."""
    salt = secrets.token_bytes(_SALT)
    digest = _scrypt(password, salt, _COST, _BLOCK, _LANES)
    return "$".join(["scrypt", str(_COST), str(_BLOCK), str(_LANES), _text(salt), _text(digest)])


def is_password(password: str, stored: str | None) -> bool:
    """Whether it is the stored one. Without a stored one (no such account) it takes the same time and is false."""
    if len(password) > _LONGEST:
        return False
    if stored is None:
        _scrypt(password, bytes(_SALT), _COST, _BLOCK, _LANES)
        return False
    _, cost, block, lanes, salt, digest = stored.split("$")
    found = _scrypt(password, base64.b64decode(salt), int(cost), int(block), int(lanes))
    return hmac.compare_digest(found, base64.b64decode(digest))


def check_password(password: str, *, name: str) -> None:
    """Refuse what is guessed first.

    Raises:
        InvalidAccount: too short, too long, of too few different characters, or around the account's name.
    """
    text = _normal(password)
    if len(text) < SHORTEST:
        raise InvalidAccount(f"口令太短：只有 {len(text)} 个字符，至少要 {SHORTEST} 个；请换一个更长的口令。")
    if len(text) > _LONGEST:
        raise InvalidAccount(f"口令太长：共 {len(text)} 个字符，最多 {_LONGEST} 个；请换一个短些的口令。")
    if len(set(text)) < _DISTINCT:
        raise InvalidAccount(f"口令太简单：不同的字符不到 {_DISTINCT} 个；请换一个不重复的口令。")
    if name.casefold() in text.casefold():
        raise InvalidAccount("口令里含有账号名，容易被猜到；请换一个口令。")


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    data = _normal(password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(data, salt=salt, n=1 << cost, r=block, p=lanes, maxmem=_MEMORY, dklen=_DIGEST)


def _normal(password: str) -> str:
    """The same password from every keyboard: an input method's ｐ is a p."""
    return unicodedata.normalize("NFKC", password)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
