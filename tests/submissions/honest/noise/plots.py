"""Plots what it does, in the cell and in the answer."""
%matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

plt.style.use("ggplot")
plt.plot(np.sin(np.linspace(0, 6)))
plt.show()


def dc_du(dc_dv, dv_du):
    fig, ax = plt.subplots()
    ax.imshow(dv_du)
    plt.close(fig)
    return dc_dv @ dv_du


_ = plt.hist(np.arange(10))
