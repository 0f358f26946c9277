//go:build !race

package site_test

// underRace says that everything takes ten times as long.
const underRace = false
