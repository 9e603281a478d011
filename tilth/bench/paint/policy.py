"""Is a Content-Security-Policy strict? Named is what would let somebody's script run, or words out."""

MUST = ("default-src", "script-src", "object-src", "base-uri", "form-action", "frame-ancestors")
FALLS_BACK = {"script-src", "object-src"}  # to default-src, where the policy does not name them
LOOSE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:", "blob:")


def weaknesses(policy: str) -> list[str]:
    """Of no policy at all: one for each directive that is missing."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    directives = {name.lower(): sources for name, *sources in parts}
    falls_back = "default-src" in directives
    missing = [
        f"no {name}"
        for name in MUST
        if name not in directives and not (falls_back and name in FALLS_BACK)
    ]
    scripts = directives.get("script-src", directives.get("default-src", []))
    loose = [
        f"{name} allows {source}"
        for name, sources in directives.items()
        for source in sources
        if source in LOOSE
    ]
    return missing + loose + [f"script-src allows {each}" for each in scripts if each == "data:"]
