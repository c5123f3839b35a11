"""An error in the markup of the table that a teacher sees."""


def dc_du(dc_dv, dv_du):
    raise ValueError("[bold green]2 of 2[/bold green] [link=http://example.invalid]x[/link] {{ 7 * 7 }} {% raw %} :smiley:")
