"""An error whose text is a script, a picture that loads one, and the end of whatever stands around it."""


def dc_du(dc_dv, dv_du):
    raise ValueError("</pre></td></table><script>alert(1)</script><img src=x onerror=alert(2)>\n![x](http://example.invalid/x.png)")
