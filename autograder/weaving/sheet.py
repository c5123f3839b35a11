"""The problem sheet, line by line: its equations and the slips in it, under the names that a cell `meets`."""

EQUATIONS = {
    "S1": "`a_j = g(z_j)`",
    "S2": "`z_j = sum_i a_i W_ij + b_j`",
    "S3": "C is the mean of c over the data set",
    "S4": "`delta_j := dc/dz_j`, of one example's c",
    "S5": "delta of the output layer: `dc/da_j` times `g_L'(z_j)`",
    "S6": "delta of a hidden layer: the sum over k of `delta_k W_jk`, times `g_l'(z_j)`",
    "S7": "`dc/dW_ij = a_i delta_j` and `dc/db_j = delta_j`; for C their mean",
}
SLIPS = {
    "slip 1": "C where one example's c is meant, and so the mean is lost",
    "slip 2": '"all neurons in the previous layer": it is the next layer that a neuron acts on',
    "slip 3": "the letter L where any layer l is meant, and `g_L'` where it is `g_l'`",
    "slip 4": "`w_kj` without the transpose: with S2's order of indices it is `W_jk`",
    "slip 5": "`z_i` differentiated by `w_ij` and `b_j`, which feed `z_j`",
    "slip 6": "`z = w a + b`, against S2's `z = a W + b`",
    "slip 7": "`g'` lost on the right-hand side, so that S6 never stands whole",
}
SHEET = EQUATIONS | SLIPS
