package news

import (
	"fmt"
	"strings"
	"time"
)

// PartialDate is a day as texts give it: the year may be missing ("May 18").
// The zero value means that no date is known.
type PartialDate struct {
	Year  int // 0 when the text does not say it
	Month time.Month
	Day   int
}

// ParsePartialDate reads the two forms that String writes. Days that no
// calendar has are Invalid; 29 February is accepted where the year is unknown.
func ParsePartialDate(s string) (PartialDate, error) {
	if s == "" {
		return PartialDate{}, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil && t.Year() > 0 {
		return PartialDate{Year: t.Year(), Month: t.Month(), Day: t.Day()}, nil
	}
	// A leap year stands in for the year that is not said.
	if day, ok := strings.CutPrefix(s, "--"); ok {
		if t, err := time.Parse(time.DateOnly, "2000-"+day); err == nil {
			return PartialDate{Month: t.Month(), Day: t.Day()}, nil
		}
	}
	return PartialDate{}, Errorf(Invalid, "%q is not a date; write YYYY-MM-DD, or --MM-DD where the year is not known", s)
}

func (d PartialDate) IsZero() bool { return d == PartialDate{} }

// Check returns Invalid for what ParsePartialDate would not read: a month
// without its day, the 30th of February. The zero value is allowed.
func (d PartialDate) Check() error {
	_, err := ParsePartialDate(d.String())
	return err
}

// String writes YYYY-MM-DD, --MM-DD where the year is not known (the form of
// ISO 8601:2000 §5.2.1.3 d, as vCard uses it), and nothing for the zero value.
func (d PartialDate) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Year == 0:
		return fmt.Sprintf("--%02d-%02d", int(d.Month), d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes the form of String.
func (d PartialDate) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of String.
func (d *PartialDate) UnmarshalText(text []byte) (err error) {
	*d, err = ParsePartialDate(string(text))
	return err
}
