"""Every magic that reaches out: files, shells, other languages, the notebook's own past and future."""


def dc_du(dc_dv, dv_du):
    return dc_dv @ dv_du

%load_ext autoreload
%autoreload 2
%run /no/such/place.py
%load /etc/passwd
%pip install nothing
%cd /
%env TOKEN=x
%store x
%history
%system echo left
%sx echo left
!echo left > left-by-a-submission
files = !ls /
%time 1
%matplotlib inline
%config InteractiveShell.ast_node_interactivity = "all"
%xmode Verbose
%alias left echo left
%macro m 1
get_ipython().system("echo left")
