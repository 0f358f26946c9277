package proc

import "sync"

// tail keeps the last words of a process.
type tail struct {
	room int
	mu   sync.Mutex
	text []byte
}

// Write takes further words.
func (t *tail) Write(words []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, words...)
	if over := len(t.text) - t.room; over > 0 {
		t.text = append(t.text[:0], t.text[over:]...)
	}
	return len(words), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
