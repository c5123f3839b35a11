# Each target sets up what it needs, once; `make` alone lists them.

PYTHON ?= python3
UV := $(or $(shell command -v uv 2>/dev/null),.venv/bin/uv)
READY := .venv/ready
RUN := .venv/bin/
export PATH := $(CURDIR)/.venv/bin:$(PATH)

help:
	@echo "make lab    open the lessons in JupyterLab (copies in classroom/work/)"
	@echo "make teach  open a classroom with its gradebook in JupyterLab"
	@echo "make demo   a whole class, from release to feedback and report"
	@echo "make demo-all  the same in every lesson, with a class report for each"
	@echo "make test   every test but those of make test-hub"
	@echo "make test-hub  a lesson on a JupyterHub with system users made for it; wants root"
	@echo "make bench  how fast, beside whom, and how it grows (GRADE, SCALE: options of benchmarks/grade.py, scale.py)"
	@echo "make mutants  change the right answers in every way: does a hidden test notice?"
	@echo "make weave  make notebooks, known mistakes and the guide's tables anew from their sources"
	@echo "make picture  the README's moving picture anew, from the explorer in Chromium"
	@echo "make lint   ruff"

$(READY): pyproject.toml course/pyproject.toml uv.lock
	@echo "setting up .venv (once; again when pyproject.toml or uv.lock changes) ..."
	@command -v uv >/dev/null 2>&1 || test -x .venv/bin/uv || { \
	  $(PYTHON) -m venv .venv && echo "no uv on this machine: installing it into .venv ..." && \
	  .venv/bin/pip install --quiet uv; }
	@$(UV) sync --frozen --inexact --quiet --compile-bytecode
	@touch $(READY)

lab: $(READY)
	@$(RUN)autograder lab

teach: $(READY)
	@$(RUN)autograder teach

demo: $(READY)
	@$(RUN)autograder demo

demo-all: $(READY)
	@$(RUN)autograder demo --all

test: $(READY)
	@$(RUN)python -m pytest -n 2 --dist loadscope --no-loadscope-reorder

test-hub: $(READY)
	@$(RUN)python -m pytest -m hub tests/test_jupyterhub.py

bench: $(READY)
	@$(RUN)python benchmarks/grade.py $(GRADE)
	@echo
	@$(RUN)python benchmarks/scale.py $(or $(SCALE),100 1000)

mutants: $(READY)
	@$(RUN)python tests/mutation.py

weave: $(READY)
	@$(RUN)python -m autograder.weaving.trained
	@$(RUN)python -m autograder.weaving.ship
	@$(RUN)autograder weave

picture: $(READY)
	@$(RUN)python docs/picture.py

lint: $(READY)
	@$(RUN)ruff check
	@$(RUN)ruff format --check

.PHONY: help lab teach demo demo-all test test-hub bench mutants weave picture lint
