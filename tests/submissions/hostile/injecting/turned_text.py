"""An error that reads, by marks that turn the direction of writing, as what it is not."""


def dc_du(dc_dv, dv_du):
    raise ValueError("points 0 \u202e2 fo 2\u202c \u2066passed\u2069 end")
