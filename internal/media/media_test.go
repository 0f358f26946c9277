package media_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"math"
	"strings"
	"testing"

	"dateline.news/internal/media"
	"dateline.news/internal/news"
	"dateline.news/internal/roomtest"
)

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb is a picture whose head says that it is of another size.
func bomb(t *testing.T, width, height uint32) []byte {
	data := picture(t, 1, 1)
	binary.BigEndian.PutUint32(data[16:], width)
	binary.BigEndian.PutUint32(data[20:], height)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

func TestAdd(t *testing.T) {
	t.Parallel()
	roomtest.Each(t, func(t *testing.T, h *roomtest.House) {
		data := picture(t, 30, 20)
		given := media.Picture{Caption: "A boat", Blob: "picture/../secret", Width: 7, Provenance: media.Provenance{Verified: "the place"}}
		one, err := h.Media.Add(t.Context(), roomtest.By, data, given)
		if err != nil {
			t.Fatal(err)
		}
		two, err := h.Media.Add(t.Context(), roomtest.By, data, media.Picture{Caption: "The same boat"})
		if err != nil {
			t.Fatal(err)
		}
		words, err := h.Media.Add(t.Context(), roomtest.By, nil, given)
		if err != nil {
			t.Fatal(err)
		}
		got, err := h.Media.Get(t.Context(), one, two, words, 4711)
		if err != nil || len(got) != 3 {
			t.Fatalf("got %v, %v", got, err)
		}
		p := got[one]
		if p.Width != 30 || p.Height != 20 || p.MIME != "image/png" || p.Focus != (media.Point{X: 0.5, Y: 0.5}) || p.Provenance != given.Provenance {
			t.Errorf("it came back as %+v", p)
		}
		if got[two].Blob != p.Blob || got[words].Blob != "" || got[words].Width != 0 || got[words].Hash() != "" {
			t.Errorf("the bytes are at %q, %q, %q", p.Blob, got[two].Blob, got[words].Blob)
		}
		n := 0
		for _, err := range h.Blobs.List(t.Context(), "") {
			if n++; err != nil {
				t.Fatal(err)
			}
		}
		if n != 1 {
			t.Errorf("one content is stored %d times", n)
		}
		r, info, err := h.Media.Open(t.Context(), p.Hash())
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if back, err := io.ReadAll(r); err != nil || !bytes.Equal(back, data) || info.ContentType != "image/png" {
			t.Errorf("%d bytes of %s came back, %v", len(back), info.ContentType, err)
		}
	})
}

func TestAdd_Refuses(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	for name, data := range map[string][]byte{
		"words":            []byte("This is no picture."),
		"a drawing":        []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
		"a page":           []byte("<!DOCTYPE html><script>alert(1)</script>"),
		"half a head":      picture(t, 3, 3)[:20],
		"too many pixels":  bomb(t, 10_001, 10_000),
		"a bomb":           bomb(t, math.MaxInt32, math.MaxInt32),
		"no width":         []byte("GIF89a\x00\x00\x00\x00\x00\x00\x00"),
		"nothing but zero": make([]byte, 100),
	} {
		if _, err := h.Media.Add(t.Context(), roomtest.By, data, media.Picture{}); news.KindOf(err) != news.Invalid || news.Say(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := h.Media.Add(t.Context(), roomtest.By, bomb(t, 10_000, 10_000), media.Picture{}); err != nil {
		t.Errorf("the largest picture: %v", err)
	}
	for _, focus := range []media.Point{{X: -0.1, Y: 0}, {X: 0, Y: 1.1}, {X: math.NaN(), Y: 0.5}, {X: 0.5, Y: math.Inf(1)}} {
		if _, err := h.Media.Add(t.Context(), roomtest.By, nil, media.Picture{Focus: focus}); news.KindOf(err) != news.Invalid {
			t.Errorf("the focus %v: %v", focus, err)
		}
	}
	if _, err := h.Media.Add(t.Context(), news.Actor{}, picture(t, 1, 1), media.Picture{}); news.KindOf(err) != news.SignedOut {
		t.Errorf("nobody: %v", err)
	}
}

func TestOpen_KnowsNothingElse(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	for _, hash := range []string{"", strings.Repeat("0", 64), strings.Repeat("A", 64), "../../../../etc/passwd", strings.Repeat("../", 21) + "x",
		strings.Repeat("0", 63) + "/", strings.Repeat("0", 63) + "\x00", strings.Repeat("0", 1<<20)} {
		if _, _, err := h.Media.Open(t.Context(), hash); news.KindOf(err) != news.NotFound {
			t.Errorf("%.70q: %v", hash, err)
		}
	}
}

func TestAdd_KeepsNoRowWithoutItsBytes(t *testing.T) {
	t.Parallel()
	h := roomtest.SQLite(t)
	if err := h.Blobs.Close(); err != nil { // nothing can be written any more
		t.Fatal(err)
	}
	if id, err := h.Media.Add(t.Context(), roomtest.By, picture(t, 1, 1), media.Picture{}); err == nil {
		t.Fatalf("picture %d was kept without its bytes", id)
	}
	if got, err := h.Media.Get(t.Context(), 1); err != nil || len(got) != 0 {
		t.Errorf("a row is there: %v, %v", got, err)
	}
}
