package fast

import (
	"strings"
	"testing"
)

// TestDifferential sends every case whole, byte by byte, and cut in two at the
// place where heads end, and expects from the loop with net/http behind it
// what net/http answers alone.
func TestDifferential(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]Options{
		"any host": {}, "our host": {Host: ourHost, IgnoreCookies: true}, "narrow": {NoCoalesce: true, MaxConns: 4},
	} {
		w := newTwins(t, o)
		for _, c := range desyncCases() {
			t.Run(name+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				for _, chunks := range layouts(c.bytes) {
					if fast, plain := w.both(t, chunks); fast != plain {
						t.Errorf("in %d pieces\nthe loop: %s\nnet/http: %s", len(chunks), fast, plain)
					}
				}
			})
		}
	}
}

// TestWhoAnswers keeps the comparison honest: plain requests must have been
// answered by the loop, and all others by net/http.
func TestWhoAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range desyncCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newTwins(t, Options{Host: ourHost})
			w.both(t, [][]byte{[]byte(c.bytes)})
			if got := w.loop.Stats().Answered; got != int64(c.fast) {
				t.Errorf("the loop answered %d requests, want %d", got, c.fast)
			}
		})
	}
}

// FuzzDifferential compares both servers on random streams, read in pieces of
// random sizes.
func FuzzDifferential(f *testing.F) {
	for _, c := range desyncCases() {
		if len(c.bytes) < 2000 {
			f.Add([]byte(c.bytes), []byte{7, 200, 1})
		}
	}
	w := newTwins(f, Options{Host: ourHost, IgnoreCookies: true})
	f.Fuzz(func(t *testing.T, stream, cuts []byte) {
		if fast, plain := w.both(t, pieces(stream, cuts)); fast != plain {
			t.Errorf("%q\nthe loop: %s\nnet/http: %s", stream, fast, plain)
		}
	})
}

// layouts returns the ways in which a test sends s: whole, in two pieces, and,
// when that is not too many, byte by byte.
func layouts(s string) [][][]byte {
	end := max(0, strings.Index(s, "\r\n\r\n"))
	ways := [][][]byte{{[]byte(s)}, {[]byte(s[:end]), []byte(s[end:])}}
	if len(s) < 4000 {
		ways = append(ways, pieces([]byte(s), []byte{0}))
	}
	return ways
}

// pieces cuts stream into chunks of the sizes in cuts, over and over.
func pieces(stream, cuts []byte) (chunks [][]byte) {
	for i := 0; len(stream) > 0; i++ {
		n := len(stream)
		if len(cuts) > 0 {
			n = min(n, int(cuts[i%len(cuts)])+1)
		}
		chunks = append(chunks, stream[:n])
		stream = stream[n:]
	}
	return chunks
}
