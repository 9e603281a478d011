from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Names with a hash of the content once `make setup` has collected them, plain ones before."""

    manifest_strict = False

    def url(self, name: str, force: bool = False) -> str:
        try:
            return str(super().url(name, force))
        except ValueError:  # not built, as in unit tests
            return f"{self.base_url}{name}"
