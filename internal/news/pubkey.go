package news

import "time"

// PubKey is a story's place in time: the order of every list, cursor, topic
// and full-text row. The upper 34 bits are whole seconds since the year 1600,
// the lower 19 a sequence number within the second; 53 bits in all, so that
// it is exact in JavaScript. A story has one exactly while readers may see it.
//
// Identity (StoryID) says which story it is, PubKey says when it was
// published. An import from 2001 or a draft that waited all week lands where
// its publication time belongs; redating a story rewrites it.
type PubKey int64

const (
	pubKeySequenceBits = 19
	// MaxPubKeySequence is the last sequence number within a second.
	MaxPubKeySequence = 1<<pubKeySequenceBits - 1
	// LatestPubKey is above every key: a list that starts here starts at the newest.
	LatestPubKey PubKey = 1<<53 - 1
)

// secondsBefore1970 is the distance from 1600-01-01T00:00:00Z to the Unix
// epoch: 135,140 days.
const secondsBefore1970 = 135_140 * 24 * 60 * 60

// PubKeyAt returns the first key of the second that t falls in. Times before
// 1600 or after May 2144 do not fit and are an Invalid error; nor does the very
// first second of 1600, whose key would be zero, which means "not visible".
func PubKeyAt(t time.Time) (PubKey, error) {
	s := t.Unix() + secondsBefore1970
	if s <= 0 || s >= 1<<34 {
		return 0, Errorf(Invalid, "the publication time %s is outside the years 1600 to 2144", t.Format(time.DateOnly))
	}
	return PubKey(s << pubKeySequenceBits), nil
}

// Time returns the second of publication, in UTC.
func (k PubKey) Time() time.Time {
	return time.Unix(int64(k>>pubKeySequenceBits)-secondsBefore1970, 0).UTC()
}
