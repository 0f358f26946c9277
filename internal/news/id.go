package news

import (
	"fmt"
	"strconv"
)

// The identities of things. Each is its own type, so that a topic's number
// can never be passed where a story's is meant. Zero means "none".
type (
	StoryID   int64
	TopicID   int64
	TagID     int64
	PersonID  int64
	PictureID int64
	SectionID int64
	PageID    int64
)

// EditionID names a language edition. It is chosen once, short ("en", "ar"),
// and stays when the edition's language tag or address changes.
type EditionID string

func (id StoryID) String() string { return strconv.FormatInt(int64(id), 10) }

// Key names a thing whose change makes pages stale: "story:42", "latest:en".
// A page remembers the keys it was made from; a change is a key written to
// the change log.
type Key string

func (id StoryID) Key() Key   { return key("story", int64(id)) }
func (id TopicID) Key() Key   { return key("topic", int64(id)) }
func (id TagID) Key() Key     { return key("tag", int64(id)) }
func (id PersonID) Key() Key  { return key("person", int64(id)) }
func (id PictureID) Key() Key { return key("picture", int64(id)) }
func (id SectionID) Key() Key { return key("section", int64(id)) }
func (id PageID) Key() Key    { return key("page", int64(id)) }

// LatestKey changes whenever the edition's list of newest stories does.
func LatestKey(e EditionID) Key { return Key("latest:" + string(e)) }

// CorrectionsKey changes whenever the edition's list of corrections does.
func CorrectionsKey(e EditionID) Key { return Key("corrections:" + string(e)) }

// DayKey changes whenever the edition's list of stories of one day does; day
// is written YYYY-MM-DD.
func DayKey(e EditionID, day string) Key { return Key("day:" + string(e) + ":" + day) }

// PublicationKey changes when something that stands on every page does:
// name, menus, look, sections.
const PublicationKey Key = "publication"

// StandardsKey changes when a version of the community standards comes into force.
const StandardsKey Key = "standards"

func key(kind string, id int64) Key { return Key(fmt.Sprintf("%s:%d", kind, id)) }
