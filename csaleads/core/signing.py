"""What signs cookies and tokens, made once: itsdangerous makes a signer and derives its key for every value anew."""

from functools import lru_cache
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import TimestampSigner, URLSafeTimedSerializer


class KeptSigner(TimestampSigner):
    """A signer that derives the key from a secret once."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._derived: dict[object, bytes] = {}

    def derive_key(self, secret_key: str | bytes | None = None) -> bytes:
        """The key that belongs to `secret_key`, or to the newest secret."""
        key = self._derived.get(secret_key)
        if key is None:
            key = self._derived[secret_key] = super().derive_key(secret_key)
        return key


class KeptSerializer(URLSafeTimedSerializer):
    """A serializer that keeps its signer."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, signer=KeptSigner, **options)
        self._signer = super().make_signer()

    def make_signer(self, salt: str | bytes | None = None) -> Any:
        """The signer; another one for another salt."""
        return self._signer if salt is None else super().make_signer(salt)


class SessionCookies(SecureCookieSessionInterface):
    """Flask's sessions in signed cookies, with one serializer for as long as the secret keys are the same."""

    def __init__(self) -> None:
        self._serializer_for = lru_cache(maxsize=4)(self._make)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs cookies and opens them."""
        if not app.secret_key:
            return None
        return self._serializer_for((*(app.config["SECRET_KEY_FALLBACKS"] or ()), app.secret_key))

    def _make(self, keys: tuple[str | bytes, ...]) -> KeptSerializer:
        how = {"key_derivation": self.key_derivation, "digest_method": self.digest_method}
        return KeptSerializer(list(keys), salt=self.salt, serializer=self.serializer, signer_kwargs=how)
