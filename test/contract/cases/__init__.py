"""The named cases, by area: an area is one file of goldens and one test."""

AREAS = {}


def area(function):
    """Makes a function that calls `case(name, frame, column, or what a call would send)` an area of that name."""
    AREAS[function.__name__.rstrip("_")] = function
    return function


from cases import actions, columns, frames, ml, python, sessions, sources, streaming  # noqa: E402, F401
