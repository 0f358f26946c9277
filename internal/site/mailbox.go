package site

import (
	"context"
	"errors"
	"io/fs"

	"dateline.news/internal/mail"
	"dateline.news/internal/news"
)

// MailboxPage lists what the program has sent into the local mailbox.
type MailboxPage struct {
	Frame
	Heading string
	Mails   []MailLine
}

// MailLine is a message in a list.
type MailLine struct {
	URL     string
	Subject string
	To      string
	Time    Time
}

// MailPage is one message.
type MailPage struct {
	Frame
	MailLine
	From string
	Text string
}

// mostMail bounds the messages on the mailbox's page.
const mostMail = 100

func (s *Site) listMail(ctx context.Context, v *visit) (answer, error) {
	mails, err := s.Mailbox.List(ctx, mostMail)
	if err != nil {
		return answer{}, err
	}
	heading := v.l.T("mailbox.title")
	p := MailboxPage{Frame: s.frame(v, heading), Heading: heading}
	p.NoIndex = true
	for _, m := range mails {
		p.Mails = append(p.Mails, MailLine{URL: "/mailbox/" + m.ID, Subject: m.Subject, To: addresses(v, m.To), Time: moment(v.l, m.Date)})
	}
	return page("mailbox/page.html", p)
}

func (s *Site) showMail(ctx context.Context, v *visit) (answer, error) {
	m, err := s.Mailbox.Read(ctx, v.PathValue("id"))
	if errors.Is(err, fs.ErrNotExist) {
		return answer{}, news.Wrap(err, news.NotFound, "there is no such message")
	}
	if err != nil {
		return answer{}, err
	}
	p := MailPage{Frame: s.frame(v, m.Subject), From: addresses(v, m.From), Text: m.Text,
		MailLine: MailLine{Subject: m.Subject, To: addresses(v, m.To), Time: moment(v.l, m.Date)}}
	p.NoIndex = true
	return page("mailbox/mail.html", p)
}

func addresses(v *visit, list []*mail.Address) string {
	names := make([]string, len(list))
	for i, a := range list {
		names[i] = a.String()
	}
	return v.l.List(names)
}
