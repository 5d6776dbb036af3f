"""The named cases, by area: an area is one file of goldens and one test."""

AREAS = {}

# The PySpark that most areas are recorded with, and the one for what newer servers add.
PYSPARK = "4.1.1"
NEWEST_PYSPARK = "4.3.0"


def area(function, pyspark=PYSPARK):
    """Makes a function that calls `case(name, frame, column, or what a call would send)` an area of that name."""
    function.pyspark = pyspark
    AREAS[function.__name__.rstrip("_")] = function
    return function


def newest_area(function):
    """As `area`, recorded with the newest PySpark."""
    return area(function, NEWEST_PYSPARK)


from cases import actions, columns, frames, ml, newest, pipelines, python, sessions, sources, streaming  # noqa: E402, F401
