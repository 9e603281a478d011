"""What a page costs who opens it, seen from a real browser: bytes, hosts, shifts, the largest paint.

`browser` speaks Chromium's own protocol, `visit` is one opening of one page, `measure` makes ratios
of visits. Nothing of a page is counted that the browser did not fetch or show."""
