"""`python -m tools.pictures` is `make pictures`: every page as a person sees it, in docs/pictures/."""
