package mailbox_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"dateline.news/internal/mail"
	"dateline.news/internal/mail/mailbox"
	"dateline.news/internal/mail/mailtest"
)

// clock is a time that goes on by a second each time somebody looks.
func clock() func() time.Time {
	var mu sync.Mutex
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		at = at.Add(time.Second)
		return at
	}
}

func open(t *testing.T, dir string) *mailbox.Box {
	t.Helper()
	box, err := mailbox.Open(dir, clock())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { box.Close() })
	return box
}

func list(t *testing.T, box *mailbox.Box) []mailbox.Entry {
	t.Helper()
	entries, err := box.List(t.Context(), mailbox.Keep*2)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

func TestBox(t *testing.T) {
	t.Parallel()
	mailtest.Run(t, func(t *testing.T) (mail.Sender, mailtest.Inbox) {
		box := open(t, t.TempDir())
		return box, func(t *testing.T) [][]byte {
			var all [][]byte
			for _, entry := range list(t, box) {
				raw, err := box.Raw(t.Context(), entry.ID)
				if err != nil {
					t.Fatal(err)
				}
				letter, err := io.ReadAll(raw)
				raw.Close()
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, letter)
			}
			return all
		}
	})
}

func TestBox_List(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	box := open(t, dir)
	for i := range 3 {
		m := mailtest.Letter()
		m.Subject = fmt.Sprint("رسالة ", i)
		if err := box.Send(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"notes.txt", "half.new"} { // neither is a message
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := box.List(t.Context(), 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 || entries[0].Subject != "رسالة 2" || entries[1].Subject != "رسالة 1" {
		t.Fatalf("List = %+v", entries)
	}
	m, err := box.Read(t.Context(), entries[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if m.Subject != "رسالة 2" || m.Text != mailtest.Letter().Text || m.To[0].Address != "ada@reader.example" {
		t.Errorf("Read = %+v", m)
	}
}

func TestBox_ReadMissing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "outside.eml"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	box := open(t, dir)
	for _, id := range []string{"", "none", "../outside", "/etc/passwd", "a.eml", "a\x00"} {
		if _, err := box.Read(t.Context(), id); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Read(%q) = %v", id, err)
		}
	}
}

func TestBox_KeepsTheNewest(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i := range mailbox.Keep { // older than anything that is sent below
		name := fmt.Sprintf("20200101T000000Z-%09d-aaaaaaaa.eml", i)
		if err := os.WriteFile(filepath.Join(dir, name), []byte("Subject: old\r\n\r\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	unfinished := filepath.Join(dir, "20200101T000000Z-000000000-aaaaaaaa.new")
	if err := os.WriteFile(unfinished, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	box := open(t, dir)
	for range 3 {
		if err := box.Send(t.Context(), mailtest.Letter()); err != nil {
			t.Fatal(err)
		}
	}
	entries := list(t, box)
	if len(entries) != mailbox.Keep {
		t.Fatalf("%d messages are kept, want %d", len(entries), mailbox.Keep)
	}
	if entries[2].Subject == "old" || entries[3].Subject != "old" {
		t.Error("the newest were not kept")
	}
	if oldest := entries[len(entries)-1].ID; oldest != "20200101T000000Z-000000003-aaaaaaaa" {
		t.Errorf("the oldest that is kept is %s", oldest)
	}
	if _, err := os.Stat(unfinished); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a file that a dead program left is still there")
	}
}
