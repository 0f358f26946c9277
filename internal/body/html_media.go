package body

import (
	"strconv"

	"dateline.news/internal/news"
)

func (w *htmlWriter) picture(n *Node, inGallery bool) {
	if w.o.PictureHTML == nil {
		return
	}
	figure := w.o.PictureHTML(PictureUse{
		ID: news.PictureID(n.Int("pictureId")), Caption: n.Str("caption"), Alt: n.Str("alt"),
		Wide: n.Str("place") == "wide", InGallery: inGallery, Anchor: Anchor(n.ID()),
	})
	if figure != "" {
		w.raw(figure).raw("\n")
	}
}

func (w *htmlWriter) gallery(n *Node) {
	if w.o.PictureHTML == nil || len(n.Content) == 0 {
		return
	}
	name := label(n.Str("title"), label(w.o.Labels.Gallery, englishLabels.Gallery))
	w.start("div", n).attr("class", "gallery").attr("role", "group").attr("aria-label", name).raw(">\n")
	for i := range n.Content {
		w.picture(&n.Content[i], true)
	}
	w.raw("</div>\n")
}

func (w *htmlWriter) embed(n *Node) {
	use := EmbedUse{Provider: n.Str("provider"), URL: n.Str("url"), Title: n.Str("title"), Anchor: Anchor(n.ID())}
	if w.o.EmbedHTML != nil {
		if markup := w.o.EmbedHTML(use); markup != "" {
			w.raw(markup).raw("\n")
			return
		}
	}
	w.start("figure", n).attr("class", "embed").attr("data-provider", use.Provider).raw(">")
	w.anchor(use.URL)
	w.text(label(use.Title, use.URL)).raw("</a></figure>\n")
}

func (w *htmlWriter) relatedLink(n *Node) {
	href := n.Str("url")
	if id := news.StoryID(n.Int("storyId")); id != 0 {
		if w.o.StoryURL == nil {
			return
		}
		href = w.o.StoryURL(id)
	}
	if href == "" {
		return
	}
	w.start("p", n).attr("class", "related").raw("><span>").
		text(label(w.o.Labels.Related, englishLabels.Related)).raw("</span> ")
	w.anchor(href)
	w.text(label(n.Str("title"), href)).raw("</a></p>\n")
}

func (w *htmlWriter) audioClip(n *Node) {
	title := label(n.Str("title"), label(w.o.Labels.Audio, englishLabels.Audio))
	w.start("figure", n).attr("class", "audio").raw("><figcaption>").text(title)
	if seconds := n.Int("seconds"); seconds > 0 {
		w.raw(" <time").attr("datetime", "PT"+strconv.FormatInt(seconds, 10)+"S").raw(">").
			text(clock(seconds)).raw("</time>")
	}
	w.raw(`</figcaption><audio controls preload="none"`).attr("src", n.Str("url")).
		attr("aria-label", title).raw("></audio></figure>\n")
}

// clock writes seconds as players do: 1:05, 1:00:05.
func clock(seconds int64) string {
	two := func(n int64) string { return strconv.Itoa(int(n/10)) + strconv.Itoa(int(n%10)) }
	minutes := seconds / 60
	if minutes < 60 {
		return strconv.FormatInt(minutes, 10) + ":" + two(seconds%60)
	}
	return strconv.FormatInt(minutes/60, 10) + ":" + two(minutes%60) + ":" + two(seconds%60)
}

// anchor opens a link.
func (w *htmlWriter) anchor(href string) {
	w.raw("<a").attr("href", href)
	if w.o.LinkRel != nil {
		w.attr("rel", w.o.LinkRel(href))
	}
	w.raw(">")
}
