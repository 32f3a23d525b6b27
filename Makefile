# Everything that is done with this repository. Each target does its own installing.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)
# Terraform fails when this names a file that is not there.
ifeq ($(wildcard $(TF_CLI_CONFIG_FILE)),)
unexport TF_CLI_CONFIG_FILE
endif
sources := client provider rules constructs cli scripts tests fuzz bench examples source-address.ts

.DEFAULT_GOAL := help
.PHONY: help install build generate lint test test-matrix test-faults fuzz audit bench demo clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{ printf "  make %-12s %s\n", $$1, $$2 }'

install: ## npm packages, and a virtual environment (.venv) with the pinned Prefect
	@command -v node >/dev/null || { echo "install: Node.js was not found: install Node.js 20.3 or newer." >&2; exit 1; }
	@node scripts/install.mjs

build: install ## the provider (dist/terraform-provider-prefect), the library and the command line (dist/cdktf-prefect)
	@tsx scripts/build-provider.ts
	@npm run --silent --if-present build:library
	@tsx scripts/build-cli.ts

generate: install ## renew what is made from the OpenAPI document, the protocol, the provider's schema and the examples
	@tsx scripts/generate-proto.ts
	@tsx scripts/generate-client.ts
	@tsx scripts/generate-timezones.ts
	@tsx scripts/generate-job-variables.ts
	@tsx scripts/generate-block-data.ts
	@tsx scripts/generate-cloud-types.ts
	@tsx scripts/build-provider.ts
	@tsx scripts/generate-constructs.ts
	@tsx scripts/generate-limits.ts
	@tsx scripts/generate-docs.ts
	@tsx scripts/generate-drift-attributes.ts
	@tsx scripts/generate-report-schemas.ts

lint: build ## style, types, and which part may import which
	@biome ci --colors=off --error-on-warnings .
	@tsc --noEmit -p .
	@depcruise $(wildcard $(sources))

test: build ## lint, generated files, unit tests, and tests with a real Prefect, Terraform and CDKTF (TERRAFORM=tofu)
	@node scripts/install-chromium.mjs
	@tsx scripts/test.ts

test-matrix: build ## the tests that talk to a server, with the oldest Prefect, one between and the newest (VERSIONS="3.4.0" FILES="drift adopt")
	@tsx scripts/test-matrix.ts

test-faults: build ## what goes wrong on the way: kills, interruptions, bad answers, endurance, PostgreSQL (ONLY="interrupted" MINUTES=30)
	@node scripts/install-postgresql.mjs
	@tsx scripts/test-faults.ts

fuzz: build ## random inputs against all that reads what others wrote (COUNT=1000000 SEED=… ONLY=… REPLAY=…)
	@node --import tsx fuzz/main.ts

audit: install ## known weaknesses of what reaches users, as the npm registry tells them
	@node --import tsx scripts/audit.ts

bench: build ## what the provider costs (ONLY=start,growth): bench/results.md; also beside another one with PEER=<folder>
	@node scripts/install-postgresql.mjs
	@tsx bench/main.ts

demo: build ## the whole way on a real Prefect server; KEEP=1 leaves the server up
	@node --import tsx scripts/demo/main.ts

clean: ## remove what was built and installed
	rm -rf dist node_modules .venv .matrix .demo cdktf.out examples/two-providers/registry/dist
