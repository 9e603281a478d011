from lxml import html as lxml_html


def text_of(page: str, field_id: str) -> str:
    """What stands in a text area, as a browser reads it."""
    (field,) = lxml_html.fromstring(page).xpath(f"//textarea[@id='{field_id}']")
    return str(field.text or "").strip()
