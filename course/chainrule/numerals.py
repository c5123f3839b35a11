"""A number as pictures print it: three digits that count, a true minus sign, short numbers short."""

from math import isinf, isnan

MINUS = "−"
NOUGHT = 1e-12  # Smaller than this is rounding, in networks whose numbers are near 1.


def numeral(x, digits=3):
    """The number `x` in `digits` significant digits, fewer where they say all: 0.147, −1.20, −0.8, 12, 2.1e−5."""
    if isnan(x):
        return "NaN"
    if isinf(x):
        return "∞" if x > 0 else f"{MINUS}∞"
    if abs(x) < NOUGHT:
        return "0"
    short = round(x) if abs(x) >= 10 else float(f"{x:.1e}")
    if 1e-3 <= abs(x) < 1e4 and abs(x - short) < NOUGHT:
        return f"{short:g}".replace("-", MINUS)
    if not 1e-3 <= abs(x) < 1e4:
        mantissa, exponent = f"{x:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", MINUS)
    return f"{x:#.{digits}g}".rstrip(".").replace("-", MINUS)
