# Each target makes the machine ready first (a second or so when it is) and then calls the `haat`
# command or pytest. `make demo` and `make test` need nothing but Debian 12 and root or sudo.

READY = deploy/local/bootstrap.sh
READY_FOR_TESTS = deploy/local/bootstrap.sh --tests
READY_FOR_IMAGE = deploy/local/bootstrap.sh --image
HAAT = .venv/bin/haat

# `make chaos`: a short set of seeds, on a platform of its own, in memory where there is room: no fault
# takes the power away, so nothing that a disk does could show.
SEED = 1 2 3
ORDERS = 200
FAULTS = 10
IN_MEMORY = $(shell df --output=avail /dev/shm 2>/dev/null | tail -1)
CHAOS_VAR = $(if $(filter 1,$(shell expr 0$(IN_MEMORY) \> 8000000)),/dev/shm/haat-chaos,var/chaos)

.DEFAULT_GOAL = help
.PHONY: help ready demo test up down status logs bench bench-messaging bench-http bench-search eval-search image lint unit contract integration e2e chaos

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z0-9 -]+:.*## / {printf "  make %-36s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

ready: ## install what is missing on this machine
	@$(READY)

demo: ready ## start everything, run one order end to end, leave everything running
	@$(HAAT) demo

test: ## every check and every test, on servers of their own
	@$(READY_FOR_TESTS)
	@$(HAAT) test

up: ready ## start everything
	@$(HAAT) up

down: ## stop everything
	@[ ! -x $(HAAT) ] || $(HAAT) down

status: ready ## what runs, and whether it is ready
	@$(HAAT) status

logs: ready ## follow all logs
	@$(HAAT) logs --follow

bench: ready ## a first load test
	@.venv/bin/python -m tests.load.bench

bench-messaging: ## the chassis beside the raw client and stock nameko, as ratios
	@$(READY_FOR_TESTS)
	@.venv/bin/python -m tests.load.messaging $(if $(QUICK),--quick)

bench-http: ## the doors beside a bare nameko door, as ratios
	@$(READY_FOR_TESTS)
	@.venv/bin/python -m tests.load.http

eval-search: ## how good search answers judged queries, by class, beside plain indexes
	@$(READY)
	@for set in market towns phones helpdesk held; do $(HAAT) search evaluate tests/search/judged/$$set.json --baselines; done

bench-search: ## search beside a plain query, suggest, indexing; SIZES= SECONDS= ROUNDS=
	@$(READY_FOR_TESTS)
	@.venv/bin/python -m tests.load.search $(if $(SIZES),--sizes $(SIZES)) \
		$(if $(SECONDS),--seconds $(SECONDS)) $(if $(ROUNDS),--rounds $(ROUNDS))

image: ## the container image, with Docker or buildah
	@$(READY_FOR_IMAGE)
	@$(HAAT) image

lint: ## ruff, mypy, import-linter, secrets, advisories
	@$(READY_FOR_TESTS)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m deploy.gates.secrets_scan
	.venv/bin/python -m deploy.gates.dependencies

chaos: ## orders under random faults, then the checker; ORDERS= FAULTS= SEED=
	@$(READY_FOR_TESTS)
	@HAAT_TEST_VAR=$(CHAOS_VAR) HAAT_TEST_PORT_OFFSET=4000 .venv/bin/python -m tests.chaos.run \
		--fresh --seed $(SEED) --orders $(ORDERS) --faults $(FAULTS)

unit contract integration e2e: ## one layer of the tests
	@$(READY_FOR_TESTS)
	@$(HAAT) test $@
