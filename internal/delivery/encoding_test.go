package delivery

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func TestAcceptEncoding(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]coding{
		"":                                  identity,
		"gzip":                              gzipped,
		"x-gzip":                            gzipped,
		"GZip":                              gzipped,
		"gzip, deflate, br":                 brotlied,
		"gzip, deflate, br, zstd":           zstandard,
		" gzip ,\tbr\t":                     brotlied,
		"gzip;q=1, br;q=0.5":                gzipped,
		"gzip;q=0.5, br;q=0.501, zstd;q=.9": brotlied,
		"zstd;q=0, br;q=0, gzip":            gzipped,
		"*":                                 zstandard,
		"*;q=0":                             identity,
		"*;q=0, gzip":                       gzipped,
		"zstd;q=0, *":                       brotlied,
		"gzip;q=0.8, *;q=0.1":               gzipped,
		"identity":                          identity,
		"identity;q=1, gzip;q=0.5":          identity,
		"identity;q=0, gzip;q=0.001":        gzipped,
		"identity;q=0.5, br;q=0.5":          brotlied,
		"gzip;q=0":                          identity,
		"gzip;q=0.000":                      identity,
		"gzip;q=2":                          identity,
		"gzip;q=1.001":                      identity,
		"gzip;q=":                           identity,
		"gzip;x=1":                          identity,
		"gzip; Q=0.3":                       gzipped,
		"deflate, compress":                 identity,
		",,,gzip,,":                         gzipped,
		"gzipbr":                            identity,
	} {
		if got := ParseEncodings([]byte(value)).best(); got != want {
			t.Errorf("Accept-Encoding: %q gives %q, want %q", value, token[got], token[want])
		}
	}
	t.Run("several lines are one list", func(t *testing.T) {
		t.Parallel()
		h := http.Header{"Accept-Encoding": {"gzip;q=0.5", "br"}}
		if got := acceptedBy(h); got != Brotli {
			t.Errorf("got %b", got)
		}
	})
}

func FuzzAcceptEncoding(f *testing.F) {
	for _, seed := range []string{"", "gzip, br;q=0.5", "*;q=0", "identity;q=0.1,*", "zstd ; q = 1.000", ";;,q=,gzip;q"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		got := ParseEncodings([]byte(value))
		if got > Gzip|Brotli|Zstd {
			t.Fatalf("%q: %b", value, got)
		}
		if again := parseEncodings(value); again != got {
			t.Fatalf("%q: %b as bytes, %b as a string", value, got, again)
		}
		if got != 0 && !strings.ContainsAny(value, "*bBgGzZ") {
			t.Fatalf("%q: %b from nothing", value, got)
		}
		if shouted := ParseEncodings([]byte(strings.ToUpper(value))); isASCII(value) && shouted != got {
			t.Fatalf("%q: capitals matter", value)
		}
	})
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

func TestCompressing(t *testing.T) {
	t.Parallel()
	body := []byte(strings.Repeat("<p>The council met on Monday evening, in the old hall.</p>\n", 200))
	unpack := map[coding]func(io.Reader) (io.Reader, error){
		gzipped:   func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		brotlied:  func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		zstandard: func(r io.Reader) (io.Reader, error) { return zstd.NewReader(r) },
	}
	for _, l := range []level{fast, hard} {
		c, err := newCompressor(l, 1)
		if err != nil {
			t.Fatal(err)
		}
		for as, open := range unpack {
			for range 2 { // the second time with a used writer
				packed, err := c.compress(as, body)
				if err != nil {
					t.Fatal(err)
				}
				r, err := open(bytes.NewReader(packed))
				if err != nil {
					t.Fatal(err)
				}
				if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, body) {
					t.Errorf("%s at %c does not come back whole: %v", token[as], l, err)
				}
				if len(packed) > len(body)/5 {
					t.Errorf("%s at %c: %d of %d bytes", token[as], l, len(packed), len(body))
				}
			}
		}
	}
	for kind, want := range map[string]bool{
		"text/html; charset=utf-8": true, "application/rss+xml": true, "application/feed+json": true, "image/svg+xml": true, "application/json": true,
		"image/jpeg": false, "": false, "application/zip": false,
	} {
		if compressible(kind, worthwhile) != want {
			t.Errorf("%q: compressible should be %v", kind, want)
		}
		if compressible(kind, worthwhile-1) {
			t.Errorf("%q: a few bytes are not worth it", kind)
		}
	}
}
