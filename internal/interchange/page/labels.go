package page

import (
	"regexp"
	"slices"
	"strings"
)

// readFurniture claims what belongs to the site and not to the story.
func (r *reading) readFurniture() {
	menu := 0 // sections that follow each other
	for i, p := range r.passages {
		if !p.free() {
			menu = 0
			continue
		}
		if phrases := words.furniture(p.text); len(phrases) > 0 {
			r.claimFurniture(p, phrases)
			if menu = menuAfter(menu, phrases); menu == minMenu-1 {
				r.dropMenu(i)
			}
			continue
		}
		menu = 0
		if why := notice(p.text); why != "" {
			p.claim(why, LeftOut)
		}
	}
}

func (r *reading) claimFurniture(p *passage, phrases []phrase) {
	switch last := phrases[len(phrases)-1].kind; {
	case allOf(phrases, section, home):
		p.shape = trail
		if last != section {
			p.claim("a link to the front page", LeftOut)
			return
		}
		r.claimSection(p, lastCrumb(p.text))
	case allOf(phrases, relatedHeading):
		p.shape = relatedHead
		p.claim("a heading of related stories", LeftOut)
	case oneOf(phrases, discussion, rules):
		p.shape = discussionHead
		p.claim("the site's furniture: "+joined(phrases), LeftOut)
	case phrases[0].text == "from the section" && oneOf(phrases, section):
		r.claimSection(p, strings.TrimSpace(p.text[min(len(phrases[0].text), len(p.text)):]))
	default:
		if oneOf(phrases, masthead) {
			p.shape = mastheadLine
		}
		p.claim("the site's furniture: "+joined(phrases), LeftOut)
	}
}

// menuAfter counts the lines of a menu: single sections and the link to the front page.
func menuAfter(menu int, phrases []phrase) int {
	if len(phrases) == 1 && allOf(phrases, section, home) {
		return menu + 1
	}
	return 0
}

// dropMenu takes the section back that the first lines of a menu gave, up to passage i.
func (r *reading) dropMenu(i int) {
	for _, p := range r.passages[i-minMenu+2 : i+1] {
		if p.is(ToSection) {
			r.page.Section = ""
			r.page.Inferred = slices.DeleteFunc(r.page.Inferred, func(why Reason) bool { return why.Field == string(ToSection) })
			p.claim("a section of the site", LeftOut)
		}
	}
}

// claimSection takes the first section as the story's; further ones are the menu.
func (r *reading) claimSection(p *passage, name string) {
	if r.page.Section != "" {
		p.claim("a section of the site", LeftOut)
		return
	}
	r.page.Section = name
	p.claim("", ToSection)
	r.infer(ToSection, "line %d is the name of a section, or a trail that ends with one", p.first+1)
}

var crumbs = regexp.MustCompile(`\s*[>›»/|→]\s*`)

func lastCrumb(trail string) string {
	parts := crumbs.Split(strings.Trim(trail, " >›»/|→"), -1)
	return parts[len(parts)-1]
}

func allOf(phrases []phrase, kinds ...phraseKind) bool {
	return !slices.ContainsFunc(phrases, func(p phrase) bool { return !slices.Contains(kinds, p.kind) })
}

func oneOf(phrases []phrase, kinds ...phraseKind) bool {
	return slices.ContainsFunc(phrases, func(p phrase) bool { return slices.Contains(kinds, p.kind) })
}

func joined(phrases []phrase) string {
	var texts []string
	for _, p := range phrases {
		texts = append(texts, "“"+p.text+"”")
	}
	return strings.Join(texts, ", ")
}

var (
	copyrightLine = regexp.MustCompile(`^(?:©|\([cC]\))\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?\b[^/]*|[^/]*\b\d{4}\.?)$`)
	readingTime   = regexp.MustCompile(`(?i)^(?:\p{Nd}+[ -](?:min|minutes?|minuten|мин)\.? (?:read|lesezeit|de lectura|de lecture|чтения)|(?:reading time|lesezeit|temps de lecture)\s*:?\s*\p{Nd}+ \p{L}+\.?)$`)
	signOff       = regexp.MustCompile(`^\(?(?:Reporting|Additional reporting|Writing|Editing|Compiled|Translated) by [^.]+[.;)]?`)
)

// notice says which sentence of the house a line is, or nothing.
func notice(text string) string {
	f := folded(text[:min(len(text), 400)])
	switch {
	case copyrightLine.MatchString(text):
		return "a copyright notice"
	case readingTime.MatchString(text):
		return "how long it takes to read"
	case signOff.MatchString(text) && wordCount(text) < 40:
		return "a sign-off: who reported and edited"
	}
	for _, n := range words.notices {
		if startOf(f, []string{n}) != "" || len(f) < 200 && strings.Contains(f, " "+n) && strings.HasSuffix(n, "reserved") {
			return "a notice of the house"
		}
	}
	return ""
}

var (
	addressLine = regexp.MustCompile(`^https?://\S+$`)
	labelLine   = regexp.MustCompile(`^([\p{L}\p{M}’' -]{2,30}?)\s*[:：]\s*(\S.*)$`)
)

// readLabels reads lines that say themselves what they are: "Tags: …", "Topic: …",
// "READ MORE: …", and the page's address.
func (r *reading) readLabels() {
	for i, p := range r.passages {
		if !p.free() {
			continue
		}
		if addressLine.MatchString(p.text) {
			r.claimAddress(i)
			continue
		}
		m := labelLine.FindStringSubmatch(p.text)
		if m == nil {
			continue
		}
		switch label := folded(m[1]); {
		case words.tags[label] && !endsSentence(m[2]) && len(r.page.Tags) == 0:
			r.page.Tags = splitTags(m[2])
			p.shape = tagLine
			p.claim("", ToTags)
		case words.related[label] && wordCount(m[2]) >= 3:
			r.offer(m[2])
			p.claim("", ToRelated)
		case words.topics[label] && wordCount(m[2]) <= maxTitle && r.page.Topic.Title == "" && !endsSentence(m[2]):
			r.page.Topic = parseTopic(m[2])
			p.claim("", ToTopic)
		}
	}
}

// claimAddress takes the first address of the page for its own; pictures have theirs.
func (r *reading) claimAddress(i int) {
	p := r.passages[i]
	if pictureAddress.MatchString(p.text) || r.page.Address != "" {
		p.claim("an address of something on the page", LeftOut)
		return
	}
	r.page.Address = p.text
	p.claim("", ToAddress)
}

var pictureAddress = regexp.MustCompile(`(?i)\.(?:jpe?g|png|gif|webp|svg|mp4|mp3)(?:$|[?#])`)

func splitTags(s string) []string {
	var tags []string
	for _, tag := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",،;|#•、，", r) }) {
		if tag = strings.TrimSpace(tag); tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}
