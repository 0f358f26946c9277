package story

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"dateline.news/internal/news"
	"dateline.news/internal/slug"
)

// check returns what stands in the way of keeping the draft at all.
func (d *Draft) check() error {
	switch {
	case d.Edition == "" || d.Section == 0:
		return news.Errorf(news.Invalid, "a story needs an edition and a section")
	case !slices.Contains(labels, d.Label):
		return news.Errorf(news.Invalid, "%q is not a label; it is one of %v", d.Label, labels)
	case d.Slug != "" && !slug.Valid(d.Slug):
		return news.Errorf(news.Invalid, "the address %q needs lower-case letters, digits and hyphens", d.Slug)
	case strings.ContainsAny(d.Headline, "\r\n"):
		return news.Errorf(news.Invalid, "the headline has a line break in it")
	case utf8.RuneCountInString(d.Headline) > MaxHeadline:
		return news.Errorf(news.Invalid, "the headline has more than %d characters", MaxHeadline)
	case !d.Expires.IsZero() && !d.Expires.After(d.Embargo):
		return news.Errorf(news.Invalid, "the story would expire on %s, before its embargo ends on %s",
			d.Expires.Format(time.DateTime), d.Embargo.Format(time.DateTime))
	case d.CanonicalURL != "" && !isWebAddress(d.CanonicalURL):
		return news.Errorf(news.Invalid, "the canonical address %q is not a web address", d.CanonicalURL)
	}
	if _, err := language.Parse(d.Language); d.Language != "" && err != nil {
		return news.Wrap(err, news.Invalid, "%q is not a language; write one like en-GB", d.Language)
	}
	for _, text := range []string{d.Kicker, d.Headline, d.Dek, d.LeadCaption} {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			return news.Errorf(news.Invalid, "%q has characters that are no text", text)
		}
	}
	return d.checkDates()
}

// checkDates refuses days that no calendar has; they could not be read again.
func (d *Draft) checkDates() error {
	for _, day := range []news.PartialDate{d.Dateline.FiledOn, d.Captured.After, d.Captured.Before} {
		if _, err := news.ParsePartialDate(day.String()); err != nil {
			return err
		}
	}
	return nil
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// publishable returns what is missing before readers may see the draft from a
// moment on.
func (d *Draft) publishable(from time.Time) error {
	switch {
	case strings.TrimSpace(d.Headline) == "" && d.Captured.IsZero():
		return news.Errorf(news.Invalid, "the story has no headline")
	case d.slug() == "":
		return news.Errorf(news.Invalid, "no address can be made from the headline; set one")
	case d.Body.IsZero() && strings.TrimSpace(d.Dek) == "":
		return news.Errorf(news.Invalid, "the story has no text")
	case !d.Expires.IsZero() && !d.Expires.After(from):
		return news.Errorf(news.Invalid, "the story expires on %s, before readers would see it", d.Expires.Format(time.DateTime))
	}
	return nil
}

// slug is the last part of the story's address.
func (d *Draft) slug() string {
	for _, s := range []string{d.Slug, slug.Make(d.Headline), slug.Make(d.Dek)} {
		if s != "" {
			return s
		}
	}
	return ""
}
