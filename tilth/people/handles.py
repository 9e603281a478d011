"""The short name by which a person is mentioned."""

import re
import unicodedata

from tilth.people.models import Person

MAX = 40  # leaves room for a number behind it


def wished(address_or_name: str) -> str:
    """The local part of an address, or a name, as far as it can be typed after an `@`.

    >>> wished("Zoë.Brandt@acme.example"), wished("Ada Okafor"), wished("李雷")
    ('zoe.brandt', 'ada-okafor', '李雷')
    """
    text = unicodedata.normalize("NFKD", address_or_name.split("@")[0].strip()).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", text))[:MAX]
    return text.strip(".-_") or "somebody"


def free(wish: str) -> str:
    """The wish, or the wish with the lowest number behind it that nobody has."""
    taken = set(Person.objects.filter(handle__startswith=wish).values_list("handle", flat=True))
    if wish not in taken:
        return wish
    number = 2
    while f"{wish}{number}" in taken:
        number += 1
    return f"{wish}{number}"
