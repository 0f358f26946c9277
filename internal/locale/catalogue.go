package locale

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"dateline.news/internal/locale/cldr"
)

//go:embed messages/*.toml
var messageFiles embed.FS

// reference is the language that the others are translated from.
const reference = "en"

// Catalogue holds the messages of all shipped languages.
type Catalogue struct {
	data  *cldr.Data
	files map[string]map[string]*message // "en-001" → what its file says
}

// Load reads the embedded messages and formats. It fails only when one of the
// files is damaged; what is missing from them is told by [Catalogue.Check].
func Load() (*Catalogue, error) {
	files, err := fs.Sub(messageFiles, "messages")
	if err != nil {
		return nil, fmt.Errorf("open the embedded messages: %w", err)
	}
	return load(files)
}

func load(fsys fs.FS) (*Catalogue, error) {
	data, err := cldr.Load()
	if err != nil {
		return nil, err
	}
	c := &Catalogue{data: data, files: make(map[string]map[string]*message)}
	names, err := fs.Glob(fsys, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("list the message files: %w", err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read messages: %w", err)
		}
		tag := strings.TrimSuffix(name, ".toml")
		if c.files[tag], err = parseMessages(text); err != nil {
			return nil, fmt.Errorf("messages %s: %w", name, err)
		}
	}
	return c, nil
}

// Languages lists the languages that have messages, sorted: "ar", "de" ….
// Every region of them can be asked for.
func (c *Catalogue) Languages() []string {
	var languages []string
	for _, tag := range slices.Sorted(maps.Keys(c.files)) {
		if !strings.Contains(tag, "-") {
			languages = append(languages, tag)
		}
	}
	return languages
}

// For makes the locale of a BCP 47 tag, whose times are those of zone (UTC
// where it is nil). A region that has nothing of its own is read through its
// parents. The tag may ask for digits and for a clock: "ar-EG-u-nu-latn",
// "es-MX-u-hc-h23". For fails when the tag is not one and when its language
// is not shipped. It compiles anew each time, in about a tenth of a
// millisecond: callers keep what they get.
func (c *Catalogue) For(tag string, zone *time.Location) (*Locale, error) {
	t, err := language.Parse(tag)
	if err != nil {
		return nil, fmt.Errorf("language tag %q: %w", tag, err)
	}
	base, _ := t.Base()
	if !slices.Contains(c.Languages(), base.String()) {
		return nil, fmt.Errorf("the interface does not speak %q; it speaks %s", tag, strings.Join(c.Languages(), ", "))
	}
	formats, err := c.data.Locale(t)
	if err != nil {
		return nil, err
	}
	if zone == nil {
		zone = time.UTC
	}
	return &Locale{tag: t, zone: zone, formats: formats, messages: c.messages(t)}, nil
}

// messages are those of a tag, the nearest of its chain first.
func (c *Catalogue) messages(tag language.Tag) map[string]*message {
	merged := make(map[string]*message)
	for _, name := range slices.Backward(c.data.Chain(tag)) {
		maps.Copy(merged, c.files[name])
	}
	return merged
}
