package mem_test

import (
	"testing"

	"go.uber.org/goleak"

	"dateline.news/internal/bus"
	"dateline.news/internal/bus/bustest"
	"dateline.news/internal/bus/mem"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBus(t *testing.T) {
	t.Parallel()
	bustest.Run(t, func(*testing.T) bus.Bus { return mem.New() })
}

func BenchmarkPublish(b *testing.B) {
	m := mem.New()
	defer m.Close()
	for range 100 {
		if _, err := m.Subscribe(b.Context(), "topic"); err != nil {
			b.Fatal(err)
		}
	}
	payload := []byte("story:42")
	b.ReportAllocs()
	for b.Loop() {
		if err := m.Publish(b.Context(), "topic", payload); err != nil {
			b.Fatal(err)
		}
	}
}
