package pg_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"go.uber.org/goleak"

	"dateline.news/internal/bus"
	"dateline.news/internal/bus/bustest"
	"dateline.news/internal/bus/pg"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// server returns the URL of a PostgreSQL server, or skips the test.
func server(t *testing.T) string {
	t.Helper()
	base := os.Getenv("DATELINE_TEST_POSTGRES")
	if base == "" {
		const message = "set DATELINE_TEST_POSTGRES to the URL of a PostgreSQL server to run this"
		if strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "postgres") {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	return base
}

var channels atomic.Int64

// channel returns a name that no other test uses, with everything in it that
// would have to be quoted.
func channel() string {
	return fmt.Sprintf(`Dateline "test"; %d.%d`, os.Getpid(), channels.Add(1))
}

func open(t *testing.T, base, channel string) *pg.Bus {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	b, err := pg.Open(t.Context(), log, base, channel)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func TestBus(t *testing.T) {
	t.Parallel()
	base := server(t)
	bustest.Run(t, func(t *testing.T) bus.Bus { return open(t, base, channel()) })
}

func TestBus_Nodes(t *testing.T) {
	t.Parallel()
	base, name := server(t), channel()
	here, there, elsewhere := open(t, base, name), open(t, base, name), open(t, base, channel())

	onOther := subscribe(t, there)
	onForeign := subscribe(t, elsewhere)
	publish(t, here, "from here")
	if got := string(<-onOther.Hints()); got != "from here" {
		t.Errorf("the other node heard %q", got)
	}
	publish(t, elsewhere, "from elsewhere")
	if got := string(<-onForeign.Hints()); got != "from elsewhere" {
		t.Errorf("a node on another channel heard %q", got)
	}
}

func TestBus_LostConnection(t *testing.T) {
	t.Parallel()
	base, name := server(t), channel()
	const application = "dateline-bus-lost-connection"
	b := open(t, named(t, base, application), name)
	sub := subscribe(t, b)
	publish(t, b, "before") // so that the sending connection exists as well
	<-sub.Hints()

	terminate(t, base, application)

	<-sub.Lagged()
	publish(t, b, "after")
	if got := string(<-sub.Hints()); got != "after" {
		t.Errorf("after the connections came back the subscriber heard %q", got)
	}
}

// named returns base with an application name, by which the server knows the
// connections made with it.
func named(t *testing.T, base, application string) string {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("application_name", application)
	u.RawQuery = query.Encode()
	return u.String()
}

// terminate makes the server end both connections of the bus with that application name.
func terminate(t *testing.T, base, application string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	tag, err := conn.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1`, application)
	if err != nil {
		t.Fatal(err)
	}
	if tag.RowsAffected() != 2 {
		t.Fatalf("the bus had %d connections, want one to listen and one to send", tag.RowsAffected())
	}
}

func TestBus_ForeignNotification(t *testing.T) {
	t.Parallel()
	base, name := server(t), channel()
	b := open(t, base, name)
	sub := subscribe(t, b)

	conn, err := pgx.Connect(t.Context(), base)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	for _, note := range []string{"", "hello", "x\n", "btopic\n!", "tother\nhint"} {
		if _, err := conn.Exec(t.Context(), `SELECT pg_notify($1, $2)`, name, note); err != nil {
			t.Fatal(err)
		}
	}
	publish(t, b, "ours")
	if got := string(<-sub.Hints()); got != "ours" {
		t.Errorf("heard %q", got)
	}
}

func TestOpen_Refuses(t *testing.T) {
	t.Parallel()
	log := slog.New(slog.DiscardHandler)
	for _, name := range []string{"", strings.Repeat("x", 64), "a\x00b", "\xff"} {
		if _, err := pg.Open(t.Context(), log, "postgres://127.0.0.1/x", name); !errors.Is(err, pg.ErrChannel) {
			t.Errorf("channel %q: %v", name, err)
		}
	}
	if _, err := pg.Open(t.Context(), log, "postgres://127.0.0.1:port/x", "dateline"); err == nil {
		t.Error("a URL that is none was accepted")
	}
	if _, err := pg.Open(t.Context(), log, "postgres://"+unused(t)+"/x?sslmode=disable", "dateline"); err == nil {
		t.Error("a server that is not there was accepted")
	}
}

// unused returns an address on which nobody listens.
func unused(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func subscribe(t *testing.T, b bus.Bus) *bus.Subscription {
	t.Helper()
	sub, err := b.Subscribe(t.Context(), "topic")
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

func publish(t *testing.T, b bus.Bus, payload string) {
	t.Helper()
	if err := b.Publish(t.Context(), "topic", []byte(payload)); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkPublish(b *testing.B) {
	base := os.Getenv("DATELINE_TEST_POSTGRES")
	if base == "" {
		b.Skip("set DATELINE_TEST_POSTGRES to the URL of a PostgreSQL server to run this")
	}
	p, err := pg.Open(b.Context(), slog.New(slog.DiscardHandler), base, channel())
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	sub, err := p.Subscribe(b.Context(), "topic")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() { // there and back
		if err := p.Publish(b.Context(), "topic", []byte("story:42")); err != nil {
			b.Fatal(err)
		}
		<-sub.Hints()
	}
}
