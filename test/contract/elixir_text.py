"""Numbers and strings of Python as Elixir text."""

import math


def number(value):
    if math.isnan(value):
        return ":nan"
    if math.isinf(value):
        return ":infinity" if value > 0 else ":neg_infinity"
    mantissa, e, exponent = repr(value).partition("e")
    return mantissa + ("" if "." in mantissa else ".0") + e + exponent


def string(value):
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("#{", "\\#{")
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\0", "\\0") + '"'
