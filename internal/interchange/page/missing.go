package page

// readMissing says why what the page does not give could not be found.
func (r *reading) readMissing() {
	p := &r.page
	for _, f := range []struct {
		field   Field
		missing bool
		why     string
	}{
		{ToHeadline, p.Headline == "", "no title-like line stands above the text that is not the site's furniture, a topic, or a caption"},
		{ToPublishedAt, p.PublishedAt.IsZero(), "no date stands at the story"},
		{ToCapturedAt, p.CapturedAt.IsZero(), "no clock of a masthead, and no line that says when the page was saved"},
		{ToTopic, p.Topic.Title == "", "no title with a count of stories"},
		{ToComments, p.Comments == nil, "no count of comments"},
		{ToViews, p.Views == nil, "no count of views"},
		{ToDek, p.Dek == "", "no paragraph stands apart above the text"},
		{ToDateline, p.Dateline.IsZero(), "the text does not open with a place"},
		{ToBody, len(p.Body) == 0, "no sentences were found"},
		{ToPicture, len(p.Pictures) == 0, "no caption and no credit"},
		{ToRelated, len(p.Related) == 0, "no list of other headlines"},
		{ToTags, len(p.Tags) == 0, "no line of tags"},
	} {
		if f.missing && !r.lacks(f.field) {
			r.lack(f.field, "%s", f.why)
		}
	}
	if p.PublishedAt.IsZero() && p.PublishedBetween.isZero() {
		r.lack("publishedBetween", "nothing on the page bounds the day of publication")
	} else if p.PublishedAt.IsZero() && (p.PublishedBetween.Before.IsZero() || p.PublishedBetween.After.IsZero()) {
		r.lack("publishedBetween", "only one side is bounded")
	}
	for _, at := range []struct {
		field Field
		m     Moment
	}{{"publishedAt.zone", p.PublishedAt}, {"updatedAt.zone", p.UpdatedAt}, {"capturedAt.zone", p.CapturedAt}} {
		if at.m.Clock.Known && !at.m.Zoned {
			r.lack(at.field, "the page gives a time of day without a zone that can be told")
		}
	}
}

func (r *reading) lacks(field Field) bool {
	for _, m := range r.page.Missing {
		if m.Field == string(field) {
			return true
		}
	}
	return false
}
