# Everything works from a fresh checkout with Python 3.11 to 3.13 and nothing else prepared.
PYTHON ?= python3

.PHONY: run test check prove policy-faults bench backup restore lock clean

run: ## set up what is missing, load the demo scheme, serve http://127.0.0.1:8000
	@$(PYTHON) -m bootstrap run

test: ## every test, browser tests included
	@$(PYTHON) -m bootstrap test $(ARGS)

check: ## style, imports, types, migrations, deployment settings
	@$(PYTHON) -m bootstrap check

prove: ## the tests at full size and docs/proof.md, before a release; ARGS="mutation coverage" for steps by name
	@$(PYTHON) -m bootstrap prove $(ARGS)

policy-faults: ## the faults seeded in the sharing core, each with the test that must catch it
	@PROVE=1 $(PYTHON) -m bootstrap test -v tests/sharing/test_policy_faults.py

bench: ## speeds as ratios against limits: bench/out.json
	@$(PYTHON) -m bootstrap bench $(ARGS)

backup: ## database, issued files and keys into one file: make backup TO=FILE
	@.venv/bin/python -m ppo.backup make "$(TO)"

restore: ## a backup into an empty var/: make restore FROM=FILE
	@.venv/bin/python -m ppo.backup restore "$(FROM)"

lock: ## write the locked lists of packages anew; ARGS=--upgrade for the newest versions
	@$(PYTHON) -m bootstrap lock $(ARGS)

clean: ## remove what was built; the data under var/ stays
	rm -rf .venv node_modules static/vendor staticfiles
