// Package e2e looks at the whole program in a real browser: Chromium, driven
// through its own protocol. The tests are skipped where there is no Chromium,
// unless DATELINE_TEST_REQUIRE names it.
package e2e
