# make check runs everything that CI runs, without installing anything.
.PHONY: check format vet lint test race bundle demo

check: format vet lint bundle test race

format:
	@out=$$(gofmt -l cmd internal bench e2e 2>/dev/null); if [ -n "$$out" ]; then echo "not formatted:"; echo "$$out"; exit 1; fi

vet:
	go vet ./...

lint:
	go tool staticcheck ./...

# The README's test command.
test:
	go test ./...

race:
	go test -race -shuffle=on ./...

# The committed bundle must be what its sources make.
bundle:
	@if command -v npm >/dev/null; then cd web && npm ci --silent --no-fund --no-audit && npm run --silent build && cd .. && \
	git diff --exit-code --stat -- internal/site/static web || { echo "the committed bundle is not what web/ makes: run (cd web && npm run build) and commit"; exit 1; }; \
	else case "$$DATELINE_TEST_REQUIRE" in *node*) echo "npm is required and is not here"; exit 1;; *) echo "no npm: the bundle is not checked";; esac; fi

demo:
	go run ./cmd/dateline demo
