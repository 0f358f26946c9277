package app

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"time"

	"dateline.news/internal/cdn"
	"dateline.news/internal/db"
	"dateline.news/internal/job"
	"dateline.news/internal/mail"
	"dateline.news/internal/news"
)

const mailJob = "mail"

// letter is the payload of a mail job.
type letter struct {
	To, Subject, Text string
}

// handleJobs registers the jobs that belong to no capability. Together with
// those that capabilities register themselves, they are all that ever happens
// after a change.
func (a *App) handleJobs() {
	job.HandleJSON(a.Jobs, mailJob, a.sendMail)
	a.Jobs.OnGivenUp(a.alert)
	a.handlePurges()
}

// handlePurges has the CDN told of changes, if there is one.
func (a *App) handlePurges() {
	c := a.config.Purge
	if c.URL == "" {
		cdn.Off(a.DB, a.Jobs)
		return
	}
	to := cdn.NewInterface(c.URL, cdn.Dialect(c.Kind), string(c.Token))
	a.closers = append(a.closers, to.Close)
	a.purger = cdn.New(a.log, a.DB, a.Changes, a.Jobs, to)
}

// Mail has a letter sent, once it is certain that the transaction holds.
func (a *App) Mail(ctx context.Context, tx *db.Tx, to, subject, text string) error {
	if _, err := netmail.ParseAddress(to); err != nil {
		return news.Wrap(err, news.Invalid, "%q is not a mail address", to)
	}
	return a.Jobs.Enqueue(ctx, tx, mailJob, letter{to, subject, text})
}

func (a *App) sendMail(ctx context.Context, l letter) error {
	to, err := netmail.ParseAddress(l.To)
	if err != nil {
		return job.Permanent(fmt.Errorf("send mail: %w", err))
	}
	from, err := netmail.ParseAddress(a.sender())
	if err != nil {
		return job.Permanent(fmt.Errorf("send mail: the sender's address: %w", err))
	}
	err = a.mail.Send(ctx, mail.Message{From: *from, To: []mail.Address{*to}, Subject: l.Subject, Text: l.Text})
	if errors.Is(err, mail.ErrPermanent) {
		return job.Permanent(err)
	}
	return err
}

// sender is whom letters come from; the local mailbox takes any.
func (a *App) sender() string {
	if a.config.Mail.From != "" {
		return a.config.Mail.From
	}
	return "dateline@localhost"
}

// alert tells the operator of a job that has been given up. A letter that
// cannot be sent is no subject of another letter.
func (a *App) alert(kind string, failure error) {
	a.numbers.givenUp.WithLabelValues(kind).Inc()
	if a.config.AlertsTo == "" || kind == mailJob {
		return
	}
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second) // outlives the job's own
	defer stop()
	err := a.DB.WriteBatch(ctx, func(tx *db.Tx) error {
		return a.Mail(ctx, tx, a.config.AlertsTo, "Dateline has given up a job: "+kind,
			fmt.Sprintf("The job %q failed %d times and will not be tried again.\n\nThe last error was:\n%v\n", kind, job.MaxAttempts, failure))
	})
	if err != nil {
		a.log.ErrorContext(ctx, "the operator could not be told of a job that was given up", "kind", kind, "error", err)
	}
}

// periodic is all the work that comes round.
func (a *App) periodic() []job.Task {
	return []job.Task{
		{Name: "change.prune", Every: time.Hour, What: "forgets lines of the change log that no node can still need", Do: a.Changes.Prune},
	}
}
