// Package archtest holds the plan of the house as a test: which room may
// import which. A wrong import fails the build with a sentence.
package archtest

import (
	"fmt"
	"slices"
	"strings"
)

const module = "dateline.news/"

// A floor is a row of rooms that stand side by side. Rooms import from the
// floors below theirs, and from their own only what is written down.
type floor struct {
	name  string
	rooms []string
	std   bool // nothing but the standard library
}

// floors are the house, from the top to the ground.
var floors = []floor{
	{name: "program", rooms: []string{"cmd/dateline"}},
	{name: "composition root", rooms: []string{"internal/app"}},
	{name: "faces", rooms: []string{"internal/site", "internal/demo", "internal/morgue"}},
	{name: "the faces' kit", rooms: []string{"internal/web"}},
	{name: "capabilities", rooms: []string{
		"internal/publication", "internal/story", "internal/topic", "internal/people", "internal/tag", "internal/front",
		"internal/media", "internal/shortlink", "internal/discussion", "internal/intake",
	}},
	{name: "formats", rooms: []string{"internal/interchange", "internal/demo/drawing"}},
	{name: "what capabilities share", rooms: []string{"internal/membership"}},
	{name: "readers of text", rooms: []string{"internal/dateline", "internal/body"}},
	{name: "platform", rooms: []string{
		"internal/change", "internal/job", "internal/db", "internal/blob", "internal/bus", "internal/mail", "internal/config",
		"internal/delivery", "internal/cdn", "internal/locale", "internal/slug",
	}},
	{name: "vocabulary", rooms: []string{"internal/news"}, std: true},
}

// beside are the imports that are allowed between rooms of one floor. The list
// has no circle.
var beside = map[string][]string{
	"internal/story":  {"internal/topic", "internal/people", "internal/tag", "internal/shortlink"},
	"internal/front":  {"internal/story"},
	"internal/intake": {"internal/story", "internal/topic", "internal/people", "internal/tag", "internal/media", "internal/publication"},
	"internal/change": {"internal/db", "internal/bus"},
	"internal/job":    {"internal/db"},
	"internal/cdn":    {"internal/db", "internal/change", "internal/job", "internal/delivery"},
}

// platform knows nothing about news.
const platform = "platform"

// onlyApp are the implementations of the seams: only the composition root
// chooses between them, and tests.
var onlyApp = []string{
	"internal/db/sqlite", "internal/db/postgres", "internal/blob/s3", "internal/blob/dir", "internal/bus/pg", "internal/bus/mem", "internal/mail/smtp",
	"modernc.org/sqlite", "github.com/jackc/pgx", "github.com/minio/minio-go",
}

// noHTTP are the floors whose rooms know no HTTP.
var noHTTP = []string{"capabilities", "what capabilities share", "readers of text", "vocabulary"}

// testOnly are rooms that only tests may enter.
var testOnly = []string{"internal/dbtest", "internal/apptest", "internal/roomtest", "internal/htmlcheck", "internal/archtest"}

// violation says what is wrong with an import, or nothing if all is well. Both
// paths are within the module or foreign, as in the source.
func violation(from, to string) string {
	from = strings.TrimPrefix(from, module)
	inside := strings.HasPrefix(to, module)
	to = strings.TrimPrefix(to, module)
	rule := func(format string, args ...any) string {
		return fmt.Sprintf("%s imports %s: ", from, to) + fmt.Sprintf(format, args...)
	}
	if isTestRoom(from) {
		return ""
	}
	if isTestRoom(to) {
		return rule("only tests may import it")
	}
	if beginsWithAny(to, onlyApp) && !within(from, "internal/app") && !implements(from, to) {
		return rule("only internal/app chooses between implementations")
	}
	f := floorOf(from)
	if f < 0 {
		return from + ": the room stands on no floor; add it to internal/archtest/rules.go"
	}
	if to == "net/http" && slices.Contains(noHTTP, floors[f].name) {
		return rule("%s know no HTTP", floors[f].name)
	}
	if !inside {
		if floors[f].std && strings.Contains(strings.SplitN(to, "/", 2)[0], ".") {
			return rule("the vocabulary imports the standard library only")
		}
		return ""
	}
	return between(from, to, f, rule)
}

func between(from, to string, f int, rule func(string, ...any) string) string {
	t := floorOf(to)
	switch {
	case t < 0:
		return to + ": the room stands on no floor; add it to internal/archtest/rules.go"
	case floors[f].name == platform && floors[t].name == "vocabulary":
		return rule("the platform knows nothing about news")
	case floors[f].name == "faces" && within(to, "internal/db") && within(from, "internal/site"):
		return rule("faces hold no SQL")
	case t < f:
		return rule("%s stands above %s", to, from)
	case t == f && roomOf(from) != roomOf(to) && !slices.Contains(beside[roomOf(from)], roomOf(to)):
		return rule("rooms of one floor (%s) import each other only as written in internal/archtest/rules.go", floors[f].name)
	}
	return ""
}

func isTestRoom(path string) bool {
	return slices.ContainsFunc(testOnly, func(room string) bool { return within(path, room) }) ||
		strings.HasSuffix(path, "test") && strings.HasPrefix(path, "internal/")
}

// implements reports whether a package is the implementation that it wraps.
func implements(from, to string) bool {
	switch {
	case within(from, "internal/db/sqlite"):
		return strings.HasPrefix(to, "modernc.org/sqlite")
	case within(from, "internal/db/postgres"), within(from, "internal/bus/pg"):
		return strings.HasPrefix(to, "github.com/jackc/pgx")
	case within(from, "internal/blob/s3"):
		return strings.HasPrefix(to, "github.com/minio/minio-go")
	}
	return false
}

func within(path, room string) bool { return path == room || strings.HasPrefix(path, room+"/") }

func beginsWithAny(path string, rooms []string) bool {
	return slices.ContainsFunc(rooms, func(r string) bool { return within(path, r) })
}

// roomOf is the room that a package belongs to: the longest that fits.
func roomOf(path string) string {
	best := ""
	for _, f := range floors {
		for _, room := range f.rooms {
			if within(path, room) && len(room) > len(best) {
				best = room
			}
		}
	}
	return best
}

func floorOf(path string) int {
	room := roomOf(path)
	return slices.IndexFunc(floors, func(f floor) bool { return slices.Contains(f.rooms, room) })
}
