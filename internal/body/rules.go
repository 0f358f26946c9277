package body

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"dateline.news/internal/news"
)

const maxAddress = 2048

// CheckLink accepts what a link may lead to: http, https, mailto and tel
// addresses, paths of our own site ("/…") and places on the page ("#…"). It
// refuses every other scheme, addresses that begin with two slashes,
// backslashes, blanks, control and invisible characters anywhere, and names
// before an @ that would pass one host off as another.
func CheckLink(href string) (string, error) {
	if err := checkAddressText(href); err != nil {
		return "", err
	}
	if strings.HasPrefix(href, "#") {
		return href, nil
	}
	if strings.HasPrefix(href, "/") {
		if strings.HasPrefix(href, "//") {
			return "", fmt.Errorf("%q leaves the site without saying so; write https: before it", href)
		}
		return href, nil
	}
	scheme, rest, ok := strings.Cut(href, ":")
	if !ok {
		return "", fmt.Errorf("%q is neither a full address nor a path that begins with /", href)
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		return checkWebAddress(href)
	case "mailto", "tel":
		if rest == "" || strings.HasPrefix(rest, "/") {
			return "", fmt.Errorf("%q names nobody after %s", href, scheme)
		}
		return href, nil
	}
	return "", fmt.Errorf("%q: links lead to http, https, mailto or tel addresses only", href)
}

// checkWebAddress accepts absolute http and https addresses.
func checkWebAddress(address string) (string, error) {
	if err := checkAddressText(address); err != nil {
		return "", err
	}
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("%q is not an address", address)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.Opaque != "" {
		return "", fmt.Errorf("%q is not a full http or https address", address)
	}
	if u.User != nil {
		return "", fmt.Errorf("%q has a user name in it, which hides where it leads", address)
	}
	return address, nil
}

// checkMediaAddress accepts web addresses and paths of our own site.
func checkMediaAddress(address string) (string, error) {
	if strings.HasPrefix(address, "/") {
		return CheckLink(address)
	}
	return checkWebAddress(address)
}

// checkAddressText refuses what no address needs and tricks are made of.
func checkAddressText(address string) error {
	if len(address) > maxAddress {
		return fmt.Errorf("is longer than %d bytes", maxAddress)
	}
	for _, r := range address {
		if r == ' ' || r == '\\' || !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return fmt.Errorf("%q contains %U, which no address may", address, r)
		}
	}
	return nil
}

// checkBlockID accepts ids that need no escaping anywhere.
func checkBlockID(id string) (string, error) {
	if len(id) > 32 || strings.Trim(id, slugLetters+"ABCDEFGHIJKLMNOPQRSTUVWXYZ_") != "" {
		return "", fmt.Errorf("%q is not an id: up to 32 letters, digits, - and _", id)
	}
	return id, nil
}

const slugLetters = "abcdefghijklmnopqrstuvwxyz0123456789-"

// checkSlug accepts lower-case names such as "youtube".
func checkSlug(name string) (string, error) {
	if len(name) > 32 || strings.Trim(name, slugLetters) != "" {
		return "", fmt.Errorf("%q is not a name: up to 32 small letters, digits and -", name)
	}
	return name, nil
}

func checkPartialDate(s string) (string, error) {
	d, err := news.ParsePartialDate(s)
	if err != nil {
		return "", fmt.Errorf("%s", news.Say(err))
	}
	return d.String(), nil
}

func checkInstant(s string) (string, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Year() < 1 {
		return "", fmt.Errorf("%q is not a time as RFC 3339 writes it (2006-01-02T15:04:05Z)", s)
	}
	return s, nil
}

// checkLanguage accepts BCP 47 tags and writes them in their usual case.
func checkLanguage(tag string) (string, error) {
	t, err := language.Raw.Parse(tag)
	if err != nil || t == language.Und || strings.Contains(tag, "_") {
		return "", fmt.Errorf("%q is not a language tag (BCP 47)", tag)
	}
	return t.String(), nil
}
