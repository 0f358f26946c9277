package body

import (
	"strings"

	"golang.org/x/net/html"
)

// figure is a picture or several, a quotation, a table, or just a container;
// its caption belongs to the first of these that is there.
func (im *importer) figure(n *html.Node, f *flow, marks []Mark) {
	if within(n, "figure") { // the one around it has found none of these
		im.container(n, f, marks)
		return
	}
	caption := ""
	if captions := descendants(n, "figcaption"); len(captions) > 0 {
		caption = plainText(captions[0])
	}
	if images := descendants(n, "img"); len(images) > 0 {
		im.pictures(images, f, caption)
		return
	}
	if quotes := descendants(n, "blockquote"); len(quotes) > 0 {
		im.quote(quotes[0], f, marks, caption)
		return
	}
	if tables := descendants(n, "table"); len(tables) > 0 {
		im.table(tables[0], f, marks, caption)
		return
	}
	im.container(n, f, marks)
}

// pictures makes a gallery of several pictures and a picture of one.
func (im *importer) pictures(images []*html.Node, f *flow, caption string) {
	inner := &flow{depth: f.depth + 1}
	for _, img := range images {
		im.image(img, inner, caption)
		if len(inner.blocks) > 0 {
			caption = "" // the first picture has taken it
		}
	}
	switch len(inner.blocks) {
	case 0:
		f.endLine()
	case 1:
		f.add(inner.blocks[0])
	default:
		f.add(Gallery(inner.blocks...))
	}
}

// image offers an image; it interrupts the line only where it is taken.
func (im *importer) image(n *html.Node, f *flow, caption string) {
	candidate, ok := im.candidate(n, caption)
	if !ok || im.o.Image == nil {
		im.drop("img", ReasonImage)
		return
	}
	id, ok := im.o.Image(candidate)
	if !ok || id <= 0 || id > maxIdentity {
		im.drop("img", ReasonImage)
		return
	}
	picture := Picture(id, candidate.Caption)
	picture.Attrs = append(picture.Attrs, Attr{"alt", candidate.Alt})
	f.add(picture)
}

// candidate reads an image, from the attributes of scripts that load late too.
// Images of a pixel or two count visitors and are none.
func (im *importer) candidate(n *html.Node, caption string) (ImageCandidate, bool) {
	alt, _ := attribute(n, "alt")
	c := ImageCandidate{
		Alt: shorten(strings.Join(strings.Fields(CleanText(alt)), " ")), Caption: shorten(caption),
		Width: number(n, "width"), Height: number(n, "height"),
	}
	if c.Width > 0 && c.Width <= 2 || c.Height > 0 && c.Height <= 2 {
		return c, false
	}
	for _, name := range [...]string{"data-src", "data-lazy-src", "data-original", "src"} {
		raw, _ := attribute(n, name)
		if raw == "" {
			continue
		}
		if src, ok := im.address(raw, checkMediaAddress); ok {
			c.Src = src
			return c, true
		}
	}
	return c, false
}

// frame makes an embed of the frame of a known platform.
func (im *importer) frame(n *html.Node, f *flow) {
	for _, name := range [...]string{"src", "data-src", "data-lazy-src"} {
		src, _ := attribute(n, name)
		if provider, address, ok := KnownEmbed(src); ok {
			title, _ := attribute(n, "title")
			f.add(Embed(provider, address, shorten(title)))
			return
		}
	}
	im.drop("iframe", ReasonEmbed)
}

// postEmbed recognises the blockquotes that platforms give out for posts,
// which their scripts turn into frames: the last known address is the post's.
func postEmbed(n *html.Node) (Node, bool) {
	class, _ := attribute(n, "class")
	switch {
	case strings.Contains(class, "twitter-"), strings.Contains(class, "instagram-media"), strings.Contains(class, "tiktok-embed"):
	default:
		return Node{}, false
	}
	links := descendants(n, "a")
	for i := len(links) - 1; i >= 0; i-- {
		href, _ := attribute(links[i], "href")
		if provider, address, ok := KnownEmbed(href); ok {
			return Embed(provider, address, shorten(plainText(n))), true
		}
	}
	return Node{}, false
}

// audio makes a clip of a sound with an address of its own.
func (im *importer) audio(n *html.Node, f *flow) {
	for _, element := range append([]*html.Node{n}, descendants(n, "source")...) {
		src, _ := attribute(element, "src")
		if src == "" {
			continue
		}
		if address, ok := im.address(src, checkMediaAddress); ok {
			title, _ := attribute(n, "title")
			f.add(AudioClip(address, shorten(title), 0))
			return
		}
	}
	im.drop("audio", ReasonAddress)
}
