package mail

import (
	"context"
	"errors"
	netmail "net/mail"
)

// ErrPermanent is wrapped by the errors after which sending the same message
// again is pointless: the message cannot be sent, or a server has refused it
// for good. After any other error a later attempt may succeed.
var ErrPermanent = errors.New("the message cannot be delivered")

// Sender sends messages. All methods may be called at once from many
// goroutines.
type Sender interface {
	// Send returns nil when somebody else has taken over the responsibility
	// for m. An error says that it was not sent to anybody, except when the
	// connection breaks at the very end: a message that is sent again then
	// arrives twice, with the same Message-ID if it has an ID.
	Send(ctx context.Context, m Message) error
}

// Address is a mailbox with an optional name of who owns it.
type Address = netmail.Address

// Message is a letter to be sent. From, To and at least one of Text and HTML
// are required.
type Message struct {
	// ID, if given, makes the Message-ID, so that one letter sent twice can be
	// recognised: letters, digits, "-", "_" and ".".
	ID string

	From    Address
	To      []Address
	ReplyTo *Address // nil: answers go to From
	Subject string
	Text    string // plain text
	HTML    string // the same content as an HTML document

	// ListUnsubscribe is the address where the reader ends the subscription
	// that this letter belongs to. For an https URL the mail program does so
	// with one POST (RFC 8058); mailto URLs are possible.
	ListUnsubscribe string

	// Headers are further header fields. Those that a message consists of,
	// such as Subject or Content-Type, are refused.
	Headers map[string]string
}
