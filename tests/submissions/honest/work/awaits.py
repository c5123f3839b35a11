"""Waits, as one may at the top of a notebook's cell."""

import asyncio

await asyncio.sleep(0)


async def later(value):
    await asyncio.sleep(0)
    return value


answer = await later(42)


def dc_du(dc_dv, dv_du):
    return dc_dv @ dv_du
