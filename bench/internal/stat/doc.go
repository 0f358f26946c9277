// Package stat sums up what was measured in rounds: a median with its spread,
// percentiles, and the ratio of two servers taken round by round, because a
// noisy machine is noisy for both in the same minute.
package stat
