package config

import "strings"

// nearest returns the name that a mistyped one probably stands for, or "" when
// none is near. A name whose last part is right, or nearly, is near as well:
// "bucket" stands for "s3.bucket".
func nearest(mistyped string, names []string) string {
	best, bestDistance := "", len(mistyped)/3+2
	for _, name := range names {
		d := distance(fold(mistyped), fold(name))
		if i := strings.LastIndexByte(name, '.'); i >= 0 && !strings.Contains(mistyped, ".") {
			d = min(d, distance(fold(mistyped), fold(name[i+1:]))+1)
		}
		if d < bestDistance {
			best, bestDistance = name, d
		}
	}
	return best
}

// fold makes names alike that differ only in how words are joined.
func fold(name string) string {
	return strings.NewReplacer("-", "_", ".", "_").Replace(strings.ToLower(name))
}

// distance is the number of letters to insert, delete or replace to make b of
// a (V. Levenshtein, 1965), with one row of the table in memory.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
