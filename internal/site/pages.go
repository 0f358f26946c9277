package site

// pageTypes are the site's templates and what each is executed with. Loading
// checks every template, a theme's too, against its type.
func pageTypes() map[string]any {
	return map[string]any{
		"layout/figure.html":    Figure{},
		"front/page.html":       FrontPage{},
		"section/page.html":     SectionPage{},
		"story/page.html":       StoryPage{},
		"topics/page.html":      TopicsPage{},
		"topic/page.html":       TopicPage{},
		"tag/page.html":         TagPage{},
		"person/page.html":      PersonPage{},
		"archive/months.html":   MonthsPage{},
		"archive/month.html":    MonthPage{},
		"archive/day.html":      DayPage{},
		"corrections/page.html": CorrectionsPage{},
		"standards/page.html":   StandardsPage{},
		"page/page.html":        OrdinaryPage{},
		"radio/page.html":       RadioPage{},
		"mailbox/page.html":     MailboxPage{},
		"mailbox/mail.html":     MailPage{},
		"error/page.html":       ErrorPage{},
		"error/gone.html":       GonePage{},
	}
}
