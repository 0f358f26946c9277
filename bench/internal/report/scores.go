package report

import (
	"fmt"

	"dateline.news/bench/internal/contest"
	"dateline.news/bench/internal/stat"
)

// Scores adds a table of what servers scored, each compared with the first,
// and returns a line that sums up what the last one scored against the first.
func (r *Report) Scores(scores []contest.Scores) string {
	first := scores[0]
	var rows [][]string
	for _, s := range scores {
		rows = append(rows, []string{
			s.Name,
			stat.Of(s.PerSecond).Format("%.0f"),
			stat.Of(s.CPU).Format("%.1f"),
			p99(s.P99),
			fmt.Sprint(s.Errors),
			ratio(s.PerSecond, first.PerSecond),
			ratio(s.CPU, first.CPU),
		})
	}
	r.Table([]string{"server", "req/s", "CPU µs/req", "p99 ms", "errors", "ratio", "CPU ratio"}, rows)
	last := scores[len(scores)-1]
	return fmt.Sprintf("%s : %s = %s; processor time %s", last.Name, first.Name,
		ratio(last.PerSecond, first.PerSecond), ratio(last.CPU, first.CPU))
}

// p99 is empty where the generator does not say.
func p99(rounds []float64) string {
	if s := stat.Of(rounds); s.Max > 0 {
		return s.Format("%.1f")
	}
	return ""
}

func ratio(of, to []float64) string { return stat.Of(stat.Ratios(of, to)).Format("%.2f") }
