package config

import (
	"strconv"
	"strings"
)

// unit is a name for a number of bytes.
type unit struct {
	name  string
	bytes int64
}

// units returns the units of sizes, the largest first.
func units() []unit {
	return []unit{{"GB", 1 << 30}, {"MB", 1 << 20}, {"KB", 1 << 10}, {"B", 1}}
}

// size is a number of bytes; a KB has 1,024 of them.
func size() kind[int64] {
	return kind[int64]{"a size with its unit, B, KB, MB or GB", "64MB", parseSize, formatSize}
}

func parseSize(s string) (int64, error) {
	upper := strings.ToUpper(strings.TrimSpace(s))
	for _, u := range units() {
		number, ok := strings.CutSuffix(upper, u.name)
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
		if err != nil || n < 1 || n > 1<<40/u.bytes {
			return 0, errForm
		}
		return n * u.bytes, nil
	}
	return 0, errForm
}

func formatSize(n int64) string {
	for _, u := range units() {
		if n%u.bytes == 0 {
			return strconv.FormatInt(n/u.bytes, 10) + u.name
		}
	}
	return strconv.FormatInt(n, 10)
}
