// Package contest measures servers side by side: round after round, each of
// them in every round (A B C, A B C …), so that a minute in which the machine
// is slow is slow for all.
package contest
