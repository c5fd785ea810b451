# Everything from a clean clone: `make run` sets up, answers one question and serves; `make test` sets up and tests.
# A second run is instant: each step leaves a stamp that is named after what it depends on.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV ?= .venv
PORT ?= 7860
HOST ?= 127.0.0.1
UV ?= uv
PYTEST ?=
BENCH ?=
SAMPLE ?= 整机企业采购零部件，每年最多奖励多少？
export POLICYQA_HOME ?= $(CURDIR)/.policyqa

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --progress-bar off -q --require-hashes --no-deps --only-binary :all:

# The stamps carry the hash of the lock file: another lock is another stamp.
stamp = $(VENV)/.$(1)-$(shell cat $(2) pyproject.toml | sha256sum | cut -c1-16)
RUNTIME := $(call stamp,runtime,requirements.lock)
DEVELOPMENT := $(call stamp,development,requirements-dev.lock)
MODEL := $(POLICYQA_HOME)/models/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf
SMALL_MODEL := $(POLICYQA_HOME)/models/qwen2.5-coder-0.5b-instruct-q4_k_m.gguf
SAMPLED := $(POLICYQA_HOME)/.sampled

.PHONY: help setup run test check bench bench-answers bench-corpus screenshots lock clean system-packages axe-core

help: ## show the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

setup: $(RUNTIME) $(MODEL) ## install, fetch the model, index corpus/sources
	@$(BIN)/policyqa sync

run: setup ## set up, answer one question here, then serve on 127.0.0.1:7860
	@echo; echo "问：$(SAMPLE)"; echo
	@$(BIN)/policyqa ask "$(SAMPLE)" $(if $(wildcard $(SAMPLED)),--engine extractive); touch "$(SAMPLED)"
	@echo; exec $(BIN)/policyqa serve --host $(HOST) --port $(PORT)

test: system-packages $(DEVELOPMENT) $(MODEL) axe-core ## set up and pass every test
	@$(BIN)/policyqa sync
	@$(BIN)/python -m pytest $(PYTEST)

check: $(DEVELOPMENT) ## format, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(DEVELOPMENT) $(MODEL) ## print the figures of the README on this machine
	@$(BIN)/policyqa sync
	@$(BIN)/python -m eval.bench

bench-answers: $(DEVELOPMENT) $(MODEL) $(SMALL_MODEL) ## measure answers, refusals, retrieval and speed against their goals
	@$(BIN)/policyqa eval bench-answers $(BENCH)

bench-corpus: $(DEVELOPMENT) ## print what reading and parsing get right, and what they cost (needs ../shared)
	@$(BIN)/python -m eval.bench.corpus $(if $(SHARED),--shared "$(SHARED)")

screenshots: $(DEVELOPMENT) ## make the pictures of the README again (needs Chromium)
	@$(BIN)/python .readme/screenshots.py

lock: ## resolve the dependencies again (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock 需要 uv：请先运行 pip install uv。" >&2; exit 2; }
	$(UV) pip compile $(LOCK) --extra build -o requirements.lock pyproject.toml
	$(UV) pip compile $(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
LOCK := -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

clean: ## remove the virtual environment and caches; documents, index and models stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist
	find corpus index app eval tests -name __pycache__ -type d -prune -exec rm -rf {} +

system-packages:
	@.ci/system-packages

axe-core: system-packages
	@.ci/axe-core .cache/axe-core/axe.min.js

$(VENV)/bin/python:
	@PYTHON="$(PYTHON)" .ci/make-venv "$(VENV)"

$(RUNTIME): | $(VENV)/bin/python
	@echo "安装依赖（requirements.lock，逐个核对摘要，约需一两分钟）…"
	@$(INSTALL) -r requirements.lock
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.runtime-*; touch $@

$(DEVELOPMENT): | $(RUNTIME)
	@echo "安装开发依赖（requirements-dev.lock）…"
	@$(INSTALL) -r requirements-dev.lock
	@rm -f $(VENV)/.development-*; touch $@

# The file is moved into place only after its digest was checked, so that it is there means that it is right.
$(MODEL): | $(RUNTIME)
	@$(BIN)/policyqa model pull

$(SMALL_MODEL): | $(RUNTIME)
	@$(BIN)/policyqa model pull 0.5b
