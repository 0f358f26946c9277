package dateline

import (
	"strconv"
	"strings"
	"time"
)

// months knows the names of the months in some thirty languages, in the forms
// and shortenings that stand beside a day. An underscore in the table is a blank.
var months = func() map[string]time.Month {
	table := map[string]time.Month{}
	for line := range lines("months.txt") {
		n, names, _ := strings.Cut(line, ":")
		m, err := strconv.Atoi(n)
		if err != nil {
			continue
		}
		for name := range strings.FieldsSeq(names) {
			key := fold(strings.ReplaceAll(name, "_", " "))
			if _, taken := table[key]; !taken {
				table[key] = time.Month(m)
			}
		}
	}
	return table
}()

// weekdays may stand before a date, or in its stead.
var weekdays = func() set {
	table := set{}
	for line := range lines("weekdays.txt") {
		for name := range strings.FieldsSeq(line) {
			table.add(name)
		}
	}
	return table
}()
