package news

import (
	"errors"
	"fmt"
)

// Kind says what sort of thing went wrong, in terms that a program can act
// on. The zero Kind is Internal: a fault of ours, whose text is for the
// operator and never for a reader.
type Kind int

const (
	Internal    Kind = iota
	Invalid          // what was sent cannot be accepted; the sentence says why
	NotFound         // there is no such thing, or none that this actor may know of
	Gone             // it was there and was taken away on purpose
	Conflict         // it clashes with something that exists, or that changed meanwhile
	Forbidden        // this actor may not do this
	SignedOut        // nobody is signed in, and somebody has to be
	TooMany          // too often or too much; later may work
	Unavailable      // not now: overloaded, starting or stopping
)

func (k Kind) String() string {
	switch k {
	case Internal:
		return "internal"
	case Invalid:
		return "invalid"
	case NotFound:
		return "not found"
	case Gone:
		return "gone"
	case Conflict:
		return "conflict"
	case Forbidden:
		return "forbidden"
	case SignedOut:
		return "signed out"
	case TooMany:
		return "too many"
	case Unavailable:
		return "unavailable"
	}
	return fmt.Sprintf("Kind(%d)", int(k))
}

// Error is an error with a kind for the program, a sentence for the person
// and, where there is one, a cause for the operator.
type Error struct {
	Kind  Kind
	Say   string
	Cause error
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Say + ": " + e.Cause.Error()
	}
	return e.Say
}

func (e *Error) Unwrap() error { return e.Cause }

// Errorf makes an error of the given kind; the formatted text is the sentence
// that the person will read.
func Errorf(kind Kind, format string, args ...any) error {
	return &Error{Kind: kind, Say: fmt.Sprintf(format, args...)}
}

// Wrap is Errorf with a cause, which is for the operator and never shown.
func Wrap(cause error, kind Kind, format string, args ...any) error {
	return &Error{Kind: kind, Say: fmt.Sprintf(format, args...), Cause: cause}
}

// KindOf returns the kind of the outermost Error in err's chain, or Internal.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// Say returns the sentence that may be shown to a person: the one of the
// outermost Error in err's chain, and nothing at all for an internal error.
func Say(err error) string {
	if e, ok := errors.AsType[*Error](err); ok && e.Kind != Internal {
		return e.Say
	}
	return ""
}
