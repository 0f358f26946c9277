package site

import (
	"bytes"
	"html/template"
	"regexp"
	"strings"

	"dateline.news/internal/delivery"
	"dateline.news/internal/publication"
)

// form is how a page is made.
type form int

const (
	full  form = iota
	lite       // small, because the reader asked for it: what it links to is lite too
	spare      // small, because the server is short of breath; the address is the full page's
)

func formOf(m delivery.Mode) form {
	switch {
	case m&delivery.Lite != 0:
		return lite
	case m&delivery.Storm != 0:
		return spare
	}
	return full
}

// liteFrame is the frame around pages that are made small. What it shows comes
// in one answer: it links to no style sheet and no script, and shows words for
// pictures.
const liteFrame = "lite.html"

// liteParameter asks for the lite page at an address; see delivery.Options.
const liteParameter = "lite"

// liteStyle is the style of a page that is made small. It stands in the page,
// whose policy names it by its hash.
func (s *Site) liteStyle(p *publication.Publication) template.CSS {
	return template.CSS(s.lite + overrides(p.Settings.Look))
}

// addForms tells a page which form it has and where its other form is. Pages
// that are not kept for everybody have one form.
func (s *Site) addForms(v *visit, f *Frame) {
	at := s.url(v.edition, v.path)
	if query := v.URL.RawQuery; query != "" {
		at += "?" + query
	}
	switch v.form {
	case full:
		f.Logo = v.logo
		f.LitePage = withLite(at)
		return
	case lite:
		f.FullPage = at
	}
	f.Lite, f.LiteStyle = true, s.liteStyle(v.pub)
}

// withLite is the address of the lite page at an address.
func withLite(address string) string {
	address, fragment, found := strings.Cut(address, "#")
	if strings.Contains(address, "?") {
		address += "&" + liteParameter
	} else {
		address += "?" + liteParameter
	}
	if found {
		address += "#" + fragment
	}
	return address
}

// onward is where an answer leads, in the form that the reader asked for.
func onward(v *visit, location string) string {
	if v.form == lite && strings.HasPrefix(location, "/") && !strings.HasPrefix(location, "//") {
		return withLite(location)
	}
	return location
}

// link is a link to an address that begins with a slash.
var link = regexp.MustCompile(`(<a (?:[^<>"]|"[^"]*")*?)href="(/[^"]*)"`)

// otherForm marks the link to a page's other form.
const otherForm = `rel="alternate"`

// notPages begin the addresses within the site that have no lite form.
var notPages = []string{"//", "/assets/", "/media/", "/s/"}

// keepLite makes the links of a lite page lead to lite pages, so that a reader
// asks for them once. It is done in the finished page because links come from
// views, templates, themes and bodies alike; html/template and package body
// write every attribute in double quotes, and no quote within.
func keepLite(html []byte) []byte {
	return link.ReplaceAllFunc(html, func(a []byte) []byte {
		parts := link.FindSubmatch(a)
		address := string(parts[2])
		if bytes.Contains(parts[1], []byte(otherForm)) {
			return a
		}
		for _, prefix := range notPages {
			if strings.HasPrefix(address, prefix) {
				return a
			}
		}
		address = strings.ReplaceAll(withLite(address), "&"+liteParameter, "&amp;"+liteParameter)
		return bytes.Join([][]byte{parts[1], []byte(`href="` + address + `"`)}, nil)
	})
}
