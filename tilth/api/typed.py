"""What programs send, as far as a schema can say it; the rest is said by the actions."""

from typing import Annotated

from pydantic import Field, StringConstraints

from tilth.core.text import MAX_BODY, MAX_TAG, MAX_TITLE

NO_NUL = r"^[^\x00]*$"  # PostgreSQL stores none, and forms let none through

type Title = Annotated[str, StringConstraints(max_length=MAX_TITLE, pattern=NO_NUL)]
type Text = Annotated[str, StringConstraints(max_length=MAX_BODY, pattern=NO_NUL)]
type TagName = Annotated[str, StringConstraints(max_length=MAX_TAG, pattern=NO_NUL)]
type Tags = Annotated[list[TagName], Field(max_length=20)]
type Id = Annotated[int, Field(ge=0, lt=2**63)]
type Files = Annotated[list[Id], Field(max_length=50)]
