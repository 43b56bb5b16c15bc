"""One-time codes and salts from the system's randomness."""

import secrets


class RandomCodes:
    """`services.accounts.ports.Codes`: six digits, the first not 0, so that none is dropped."""

    def new(self) -> str:
        return str(secrets.randbelow(900_000) + 100_000)

    def salt(self) -> str:
        return secrets.token_hex(16)
