"""The shape in which text is kept: what a form, a program or a mail sends becomes the same row."""

MAX_TITLE = 200
MAX_TAG = 50
MAX_BODY = 100_000  # characters; what is longer belongs in a file


def as_stored(text: str) -> str:
    """As written, but for line ends: forms send them as CR LF, programs as LF, old files as CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
