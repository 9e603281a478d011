"""Pages of contributions of any kind. A kind's own pages are in its app."""
