# Everything a person or a build machine does here. `make run`, `make test` and `make check` need Python 3.11 or newer and make, no more.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: run test check bench screenshots clean

run: $(VENV)/.run
	@$(BIN)/nianbao serve

# The browser tests run alone, since two cores serve the page, draw it and test it; a click that the framework loses
# between two redraws is tried again, and pytest says so in its summary.
test: $(VENV)/.test
	@$(BIN)/python -m pytest -p xdist -n 2 --dist loadgroup -m "not browser"
	@$(BIN)/python -m pytest -p no:xdist -m browser --reruns 2 -rR

check: $(VENV)/.test node_modules/.installed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache
	@$(BIN)/python scripts/lint_editions.py
	@$(BIN)/node node_modules/typescript/bin/tsc --project jsconfig.json

bench: $(VENV)/.test
	@$(BIN)/python scripts/bench.py

screenshots: $(VENV)/.test
	@$(BIN)/python scripts/screenshots.py

# The stamps make a second run start without reinstalling; a changed pin reinstalls.
$(VENV)/.run: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "正在安装依赖，首次约需几分钟……"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@$(PIP) install -c constraints.txt -e ".[test]"
	@touch $@

node_modules/.installed: package.json package-lock.json | $(VENV)/.test
	@$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

clean:
	rm -rf $(VENV) node_modules build dist
