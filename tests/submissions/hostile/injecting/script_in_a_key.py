"""A dict whose keys are scripts, where the layers' numbers are asked for."""


def deltas(dc_da, z, W, g):
    return {"<script>alert(1)</script>": 1, "[x](javascript:alert(2))": 2, "\x1b[31m": 3, "long" * 20_000: 4}
