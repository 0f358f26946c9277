package delivery

import (
	"testing"
	"time"
)

func TestMoves(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	at := func(s float64) time.Time { return start.Add(time.Duration(s * float64(time.Second))) }
	want := func(t *testing.T, m *moves, position int64, seconds float64) {
		t.Helper()
		got, known := m.after(position)
		if !known || !got.Equal(at(seconds)) {
			t.Errorf("after %d: %v (%v), want %v", position, got.Sub(start), known, seconds)
		}
	}
	unknown := func(t *testing.T, m *moves, position int64) {
		t.Helper()
		if got, known := m.after(position); known {
			t.Errorf("after %d: %v, want nothing", position, got.Sub(start))
		}
	}
	t.Run("the first move beyond a position", func(t *testing.T) {
		t.Parallel()
		var m moves
		unknown(t, &m, 0)
		m.note(10, at(1))
		m.note(20, at(2))
		want(t, &m, 5, 1)
		want(t, &m, 10, 2)
		want(t, &m, 15, 2)
		unknown(t, &m, 20)
	})
	t.Run("of several in a row the time of the first counts", func(t *testing.T) {
		t.Parallel()
		var m moves
		m.note(10, at(1))
		m.note(11, at(1.05))
		m.note(12, at(1.09))
		m.note(13, at(1.1))
		want(t, &m, 11, 1)
		want(t, &m, 12, 1.1)
	})
	t.Run("a log that did not grow has not moved", func(t *testing.T) {
		t.Parallel()
		var m moves
		m.note(10, at(1))
		m.note(10, at(5))
		m.note(9, at(6))
		unknown(t, &m, 10)
	})
	t.Run("what is too old is not known", func(t *testing.T) {
		t.Parallel()
		var m moves
		for i := range movesKept + 10 {
			m.note(int64(i+1), at(float64(i)))
		}
		unknown(t, &m, 9)
		want(t, &m, 10, 10)
		want(t, &m, movesKept+9, movesKept+9)
		unknown(t, &m, movesKept+10)
	})
	t.Run("a minute is remembered at any speed", func(t *testing.T) {
		t.Parallel()
		var m moves
		for i := range 61_000 {
			m.note(int64(i+1), at(float64(i)/1000))
		}
		if _, known := m.after(1001); !known {
			t.Error("a move a minute ago is forgotten")
		}
	})
}

func TestPressure(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	at := func(s float64) time.Time { return now.Add(time.Duration(s * float64(time.Second))) }
	t.Run("a second in which everybody queues is a storm", func(t *testing.T) {
		t.Parallel()
		var p pressure
		for i := range 10 {
			if p.observe(60*time.Millisecond, at(float64(i)/10)) {
				t.Fatalf("a storm after %d00 ms", i)
			}
		}
		if !p.observe(60*time.Millisecond, at(1)) || !p.storm.Load() {
			t.Error("no storm")
		}
		if p.observe(60*time.Millisecond, at(1.1)) {
			t.Error("it begins twice")
		}
	})
	t.Run("a burst that is worked off is none", func(t *testing.T) {
		t.Parallel()
		var p pressure
		for i := range 50 {
			wait := time.Second
			if i%5 == 0 {
				wait = 0
			}
			if p.observe(wait, at(float64(i)/10)) {
				t.Fatal("a storm")
			}
		}
	})
	t.Run("it is over after ten calm seconds, not before", func(t *testing.T) {
		t.Parallel()
		var p pressure
		p.observe(time.Second, at(0))
		p.observe(time.Second, at(1))
		p.observe(time.Millisecond, at(2))
		p.observe(6*time.Millisecond, at(5)) // short of breath still
		if p.look(at(14.9)) {
			t.Error("over too soon")
		}
		if !p.look(at(15)) || p.storm.Load() || p.look(at(16)) {
			t.Error("not over, or over twice")
		}
		if p.observe(time.Second, at(17)) {
			t.Error("one wait is no new storm")
		}
	})
	t.Run("the queue of the last storm is no part of the next", func(t *testing.T) {
		t.Parallel()
		var p pressure
		p.observe(time.Second, at(0))
		p.observe(time.Second, at(1))
		if !p.look(at(11)) || p.observe(time.Second, at(60)) {
			t.Error("one wait is a storm")
		}
	})
}
