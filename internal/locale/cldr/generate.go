//go:build ignore

// Generate writes cldr.json from the JSON edition of CLDR. Its one argument
// is a folder that holds the unpacked npm packages cldr-core, cldr-bcp47,
// cldr-dates-full, cldr-numbers-full, cldr-localenames-full and
// cldr-misc-full of one version, each in a folder of its name:
//
//	for p in core bcp47 dates-full numbers-full localenames-full misc-full; do
//		mkdir -p $CLDR/cldr-$p
//		tar xzf $(npm pack cldr-$p@48.2.0) -C $CLDR/cldr-$p --strip-components=1
//	done
//	go generate
//
// Add a language to the list below when a message file is added for it.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

var languages = []string{"ar", "de", "en", "es"}

// node is a JSON object; at follows keys and answers nil where there is none.
type node map[string]any

func (n node) at(keys ...string) node {
	for _, k := range keys {
		n, _ = n[k].(map[string]any)
	}
	return n
}

func (n node) text(key string) string {
	s, _ := n[key].(string)
	return s
}

type localeData struct {
	Parent string            `json:"parent,omitempty"`
	Values map[string]string `json:"values"`
}

type output struct {
	Version   string                       `json:"version"`
	Digits    map[string]string            `json:"digits"`
	FirstDays map[string]string            `json:"firstDays"`
	Metazones map[string]string            `json:"metazones"`
	Plurals   map[string]map[string]string `json:"plurals"`
	Locales   map[string]localeData        `json:"locales"`
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: go run generate.go FOLDER")
	}
	g := generator{folder: os.Args[1]}
	data, err := json.MarshalIndent(g.run(), "", " ")
	if err == nil {
		err = os.WriteFile("cldr.json", append(data, '\n'), 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

type generator struct{ folder string }

func (g generator) read(path ...string) node {
	name := filepath.Join(append([]string{g.folder}, path...)...)
	data, err := os.ReadFile(name)
	if err != nil {
		log.Fatal(err)
	}
	var n node
	if err := json.Unmarshal(data, &n); err != nil {
		log.Fatalf("%s: %v", name, err)
	}
	return n
}

func (g generator) run() output {
	resolved := make(map[string]map[string]string)
	for _, tag := range g.tags() {
		resolved[tag] = g.values(tag)
	}
	out := output{
		Version:   g.read("cldr-core", "package.json").text("version"),
		Digits:    g.digits(resolved),
		FirstDays: g.firstDays(),
		Metazones: g.metazones(resolved),
		Plurals:   g.plurals(),
		Locales:   make(map[string]localeData),
	}
	parents := g.read("cldr-core", "supplemental", "parentLocales.json").at("supplemental", "parentLocales", "parentLocale")
	for tag, values := range resolved {
		parent := parentOf(tag, parents)
		out.Locales[tag] = localeData{Parent: parent, Values: difference(values, resolved[parent])}
	}
	return out
}

func (g generator) tags() []string {
	entries, err := os.ReadDir(filepath.Join(g.folder, "cldr-dates-full", "main"))
	if err != nil {
		log.Fatal(err)
	}
	var tags []string
	for _, e := range entries {
		language, rest, _ := strings.Cut(e.Name(), "-")
		// Other scripts of a language (English in Shavian) are other languages to a reader.
		if slices.Contains(languages, language) && len(strings.Split(rest, "-")[0]) != 4 {
			tags = append(tags, e.Name())
		}
	}
	return tags
}

func parentOf(tag string, parents node) string {
	if p := parents.text(tag); p != "" && p != "root" {
		return p
	}
	i := strings.LastIndexByte(tag, '-')
	return tag[:max(i, 0)]
}

// difference keeps what a locale says otherwise than its parent; an empty
// value takes back what the parent says.
func difference(values, parent map[string]string) map[string]string {
	d := make(map[string]string)
	for k, v := range values {
		if old, ok := parent[k]; !ok || old != v {
			d[k] = v
		}
	}
	for k := range parent {
		if _, ok := values[k]; !ok {
			d[k] = ""
		}
	}
	return d
}

func (g generator) values(tag string) map[string]string {
	v := make(map[string]string)
	put := func(key, value string) {
		if value != "" {
			v[key] = value
		}
	}
	g.calendar(tag, put)
	g.zones(tag, put)
	g.numbers(tag, put)
	misc := func(file string) node { return g.read("cldr-misc-full", "main", tag, file).at("main", tag) }
	put("order", misc("layout.json").at("layout", "orientation").text("characterOrder"))
	names := g.read("cldr-localenames-full", "main", tag, "languages.json").at("main", tag, "localeDisplayNames", "languages")
	for code := range names {
		if len(code) == 2 { // the languages that have a two-letter code are those that newspapers are written in
			put("language."+code, names.text(code))
		}
	}
	list := misc("listPatterns.json").at("listPatterns", "listPattern-type-standard")
	for _, part := range []string{"2", "start", "middle", "end"} {
		put("list."+part, list.text(part))
	}
	return v
}

func (g generator) calendar(tag string, put func(k, v string)) {
	c := g.read("cldr-dates-full", "main", tag, "ca-gregorian.json").at("main", tag, "dates", "calendars", "gregorian")
	for width, short := range map[string]string{"wide": "wide", "abbreviated": "short"} {
		for form, suffix := range map[string]string{"format": "", "stand-alone": ".alone"} {
			for k, v := range c.at("months", form, width) {
				put("month."+short+suffix+"."+k, v.(string))
			}
			for k, v := range c.at("days", form, width) {
				put("day."+short+suffix+"."+k, v.(string))
			}
		}
	}
	put("period.am", c.at("dayPeriods", "format", "abbreviated").text("am"))
	put("period.pm", c.at("dayPeriods", "format", "abbreviated").text("pm"))
	put("date.long", c.at("dateFormats").text("long"))
	put("date.full", c.at("dateFormats").text("full"))
	put("time.short", c.at("timeFormats").text("short"))
	put("datetime", c.at("dateTimeFormats").text("medium"))
	for _, skeleton := range []string{"MMMd", "MMMMd", "yMMMd", "yMMMM", "Hm", "hm", "Hmv", "hmv"} {
		put("skeleton."+skeleton, c.at("dateTimeFormats", "availableFormats").text(skeleton))
	}
}

func (g generator) zones(tag string, put func(k, v string)) {
	z := g.read("cldr-dates-full", "main", tag, "timeZoneNames.json").at("main", tag, "dates", "timeZoneNames")
	put("zone.offset", z.text("gmtFormat"))
	put("zone.zero", z.text("gmtZeroFormat"))
	put("zone.hours", z.text("hourFormat"))
	for name := range z.at("metazone") {
		short := z.at("metazone", name, "short")
		put("zone.meta."+name+".standard", short.text("standard"))
		put("zone.meta."+name+".daylight", short.text("daylight"))
	}
	for area := range z.at("zone") {
		for city := range z.at("zone", area) {
			short := z.at("zone", area, city, "short")
			put("zone.id."+area+"/"+city+".standard", short.text("standard"))
			put("zone.id."+area+"/"+city+".daylight", short.text("daylight"))
		}
	}
}

func (g generator) numbers(tag string, put func(k, v string)) {
	n := g.read("cldr-numbers-full", "main", tag, "numbers.json").at("main", tag, "numbers")
	put("number.system", n.text("defaultNumberingSystem"))
	put("number.minimumGrouping", n.text("minimumGroupingDigits"))
	for key := range n {
		system, ok := strings.CutPrefix(key, "symbols-numberSystem-")
		if !ok {
			continue
		}
		for _, name := range []string{"decimal", "group", "minusSign", "percentSign"} {
			put("number."+system+"."+name, n.at(key).text(name))
		}
		put("number."+system+".pattern", n.at("decimalFormats-numberSystem-"+system).text("standard"))
		put("number."+system+".percent", n.at("percentFormats-numberSystem-"+system).text("standard"))
	}
}

// digits keeps the numbering systems for which some locale has symbols.
func (g generator) digits(resolved map[string]map[string]string) map[string]string {
	systems := g.read("cldr-core", "supplemental", "numberingSystems.json").at("supplemental", "numberingSystems")
	d := make(map[string]string)
	for name := range systems {
		for _, values := range resolved {
			if _, ok := values["number."+name+".group"]; ok {
				d[name] = systems.at(name).text("_digits")
			}
		}
	}
	return d
}

func (g generator) firstDays() map[string]string {
	d := make(map[string]string)
	for territory, day := range g.read("cldr-core", "supplemental", "weekData.json").at("supplemental", "weekData", "firstDay") {
		if !strings.Contains(territory, "-alt-") {
			d[territory] = day.(string)
		}
	}
	return d
}

// metazones maps a zone to the name that it has used since its last change,
// for the names that at least one locale shortens.
func (g generator) metazones(resolved map[string]map[string]string) map[string]string {
	short := make(map[string]bool)
	for _, values := range resolved {
		for k := range values {
			if rest, ok := strings.CutPrefix(k, "zone.meta."); ok {
				short[strings.TrimSuffix(strings.TrimSuffix(rest, ".standard"), ".daylight")] = true
			}
		}
	}
	m := make(map[string]string)
	aliases := g.zoneAliases()
	zones := g.read("cldr-core", "supplemental", "metaZones.json").at("supplemental", "metaZones", "metazoneInfo", "timezone")
	var walk func(prefix string, n node)
	walk = func(prefix string, n node) {
		for k, v := range n {
			switch v := v.(type) {
			case map[string]any:
				walk(prefix+k+"/", v)
			case []any:
				last := node(v[len(v)-1].(map[string]any)).at("usesMetazone")
				if last.text("_to") == "" && short[last.text("_mzone")] {
					for _, alias := range aliases[prefix+k] {
						m[alias] = last.text("_mzone")
					}
				}
			}
		}
	}
	walk("", zones)
	return m
}

// zoneAliases maps the name that CLDR uses for a zone to all of its names:
// CLDR keeps the oldest (Asia/Calcutta), the tz database the newest.
func (g generator) zoneAliases() map[string][]string {
	aliases := make(map[string][]string)
	zones := g.read("cldr-bcp47", "bcp47", "timezone.json").at("keyword", "u", "tz")
	for short := range zones {
		names := strings.Fields(zones.at(short).text("_alias"))
		for _, name := range names {
			aliases[name] = names
		}
	}
	return aliases
}

func (g generator) plurals() map[string]map[string]string {
	all := g.read("cldr-core", "supplemental", "plurals.json").at("supplemental", "plurals-type-cardinal")
	p := make(map[string]map[string]string)
	for _, language := range languages {
		p[language] = make(map[string]string)
		for key := range all.at(language) {
			p[language][strings.TrimPrefix(key, "pluralRule-count-")] = strings.TrimSpace(all.at(language).text(key))
		}
		if len(p[language]) == 0 {
			log.Fatal(fmt.Errorf("%s has no plural rules", language))
		}
	}
	return p
}
