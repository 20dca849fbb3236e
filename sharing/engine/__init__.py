"""Django's PostgreSQL engine, with one addition: every outermost transaction begins by saying who looks."""
