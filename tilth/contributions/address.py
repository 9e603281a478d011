import re


def id_in_address(text: str) -> int:
    """The number of a contribution in its pasted address, or typed alone; 0 if there is none."""
    found = re.search(r"(?:^|/)#?(\d{1,18})(?:/|$|[?#])", text.strip())
    return int(found[1]) if found else 0
