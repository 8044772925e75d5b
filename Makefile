# What an engineer does most, each with one word. Every target makes its own environment in .venv first.

PYTHON_HERE := .venv/bin/python
READY := .venv/.ready
CORES := $(shell nproc 2>/dev/null || echo 1)
# Each worker of the tests runs a browser of its own, so two are plenty.
WORKERS ?= $(shell [ $(CORES) -ge 2 ] && echo 2 || echo 0)
PYTEST_ARGS ?=
# Tests start this program again and again: what Python compiles is kept, also where an image of a container forbids it.
export PYTHONDONTWRITEBYTECODE :=
DOC_TOOLS := $(wildcard tools/make_*.py)

# $(call step,what it is,command): says what runs and remembers what failed. All steps of a recipe are one shell.
step = printf '\n=== %s\n' '$(1)'; ( $(2) ) || failed="$$failed\n  $(1); again: $(2)"
verdict = if [ -n "$$failed" ]; then printf '\nFAILED:%b\n' "$$failed" >&2; exit 1; else printf '\nAll passed.\n'; fi

lint_command = $(PYTHON_HERE) -m ruff check .
format_command = $(PYTHON_HERE) -m ruff format --check .
types_command = $(PYTHON_HERE) -m mypy
layers_command = .venv/bin/lint-imports
docs_command = $(foreach tool,$(DOC_TOOLS),$(PYTHON_HERE) $(tool) $(1) &&) true
unit_command = $(PYTHON_HERE) -m pytest --numprocesses $(WORKERS) --dist loadfile --cov --cov-report=term $(PYTEST_ARGS)
static_steps = failed=; \
	$(call step,style,$(lint_command)); \
	$(call step,format,$(format_command)); \
	$(call step,types,$(types_command)); \
	$(call step,layers,$(layers_command))

.PHONY: help setup demo test lint format docs bench clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/'

setup: $(READY)  ## make .venv, install everything, see to it that there is a browser

$(READY): pyproject.toml tools/setup_env.sh
	@sh tools/setup_env.sh
	@touch $@

demo: $(READY)  ## audit the bundled sample portal; the reports are then in reports/demo
	@$(PYTHON_HERE) -m wcag_audit demo

test: $(READY)  ## all that a change has to pass: style, types, layers, generated pages, tests with coverage
	@$(call static_steps); \
	$(call step,generated pages are up to date,$(call docs_command,--check)); \
	$(call step,tests,$(unit_command)); \
	$(verdict)

lint: $(READY)  ## style, types and layers only
	@$(call static_steps); \
	$(verdict)

format: $(READY)  ## put the code into the common form
	@$(PYTHON_HERE) -m ruff format .
	@$(PYTHON_HERE) -m ruff check --fix .

docs: $(READY)  ## make the generated pages again
	@$(call docs_command,)

bench: $(READY)  ## measure the speed of an audit
	@$(PYTHON_HERE) -m bench

clean:  ## take away what was made here, the environment included; reports stay
	rm -rf .venv .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
