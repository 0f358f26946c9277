package news_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline.news/internal/news"
)

// kinds are all there are: the first number without a name ends them.
func kinds() (all []news.Kind) {
	for k := news.Kind(0); !strings.HasPrefix(k.String(), "Kind("); k++ {
		all = append(all, k)
	}
	return all
}

func TestError_Kinds(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, k := range kinds() {
		names[k.String()] = true
		if got := news.KindOf(fmt.Errorf("save: %w", news.Errorf(k, "no"))); got != k {
			t.Errorf("the kind of a wrapped %v error is %v", k, got)
		}
	}
	if len(names) != 9 {
		t.Errorf("there are %d kinds with different names, want 9: %v", len(names), names)
	}
}

func TestError_AnyOtherErrorIsInternal(t *testing.T) {
	t.Parallel()
	if got := news.KindOf(io.EOF); got != news.Internal {
		t.Errorf("kind %v", got)
	}
}

func TestError_TheOutermostDecides(t *testing.T) {
	t.Parallel()
	inner := news.Errorf(news.NotFound, "no such row")
	err := fmt.Errorf("open: %w", news.Wrap(inner, news.Conflict, "somebody else has changed it"))
	if news.KindOf(err) != news.Conflict || news.Say(err) != "somebody else has changed it" {
		t.Errorf("kind %v, says %q", news.KindOf(err), news.Say(err))
	}
	if !errors.Is(err, inner) {
		t.Error("the cause is not in the chain")
	}
}

// What a person reads holds nothing that was meant for the operator.
func TestSay_NeverTellsCausesOrInternals(t *testing.T) {
	t.Parallel()
	secret := errors.New("pq: password=hunter2")
	for _, k := range kinds() {
		err := fmt.Errorf("/var/lib/dateline: %w", news.Wrap(secret, k, "it cannot be saved"))
		want := "it cannot be saved"
		if k == news.Internal {
			want = ""
		}
		if got := news.Say(err); got != want {
			t.Errorf("%v: says %q, want %q", k, got, want)
		}
		if !strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%v: the operator is not told the cause: %v", k, err)
		}
	}
	if got := news.Say(secret); got != "" {
		t.Errorf("a foreign error is shown: %q", got)
	}
}

func TestPubKey_BoundsAre1600And2144(t *testing.T) {
	t.Parallel()
	first := time.Date(1600, 1, 1, 0, 0, 1, 0, time.UTC)
	last := time.Unix(first.Unix()-1+1<<34-1, 0).UTC()
	if last.Year() != 2144 {
		t.Fatalf("34 bits of seconds end in %v", last)
	}
	for _, fits := range []time.Time{first, time.Unix(0, 0), last, last.Add(time.Second - 1)} {
		k, err := news.PubKeyAt(fits)
		if err != nil || k <= 0 || k+news.MaxPubKeySequence > news.LatestPubKey {
			t.Errorf("%v: key %d, %v", fits, k, err)
		}
	}
	for _, outside := range []time.Time{{}, first.Add(-time.Nanosecond), last.Add(time.Second), time.Unix(1<<40, 0)} {
		if k, err := news.PubKeyAt(outside); news.KindOf(err) != news.Invalid {
			t.Errorf("%v: key %d, %v", outside, k, err)
		}
	}
}

// A number beyond 2^53 is not exact in JavaScript.
func TestPubKey_Has53Bits(t *testing.T) {
	t.Parallel()
	if f := float64(news.LatestPubKey); int64(f) != int64(news.LatestPubKey) || news.LatestPubKey != 1<<53-1 {
		t.Errorf("the latest key is %d", news.LatestPubKey)
	}
}

func TestPubKey_OrderIsOrderOfTime(t *testing.T) {
	t.Parallel()
	seconds := rapid.Int64Range(time.Date(1600, 1, 2, 0, 0, 0, 0, time.UTC).Unix(), time.Date(2144, 1, 1, 0, 0, 0, 0, time.UTC).Unix())
	rapid.Check(t, func(t *rapid.T) {
		a, b := time.Unix(seconds.Draw(t, "a"), 0).UTC(), time.Unix(seconds.Draw(t, "b"), 0).UTC()
		ka, erra := news.PubKeyAt(a)
		kb, errb := news.PubKeyAt(b)
		if erra != nil || errb != nil {
			t.Fatal(erra, errb)
		}
		sequence := news.PubKey(rapid.IntRange(0, news.MaxPubKeySequence).Draw(t, "sequence"))
		if got := (ka + sequence).Time(); !got.Equal(a) || got.Location() != time.UTC {
			t.Fatalf("%v came back as %v", a, got)
		}
		if a.Before(b) != (ka+sequence < kb) {
			t.Fatalf("%v and %v have the keys %d and %d", a, b, ka+sequence, kb)
		}
	})
}

func TestPartialDate_Forms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want news.PartialDate
	}{
		{"", news.PartialDate{}},
		{"2001-05-18", news.PartialDate{Year: 2001, Month: 5, Day: 18}},
		{"--05-18", news.PartialDate{Month: 5, Day: 18}},
		{"--02-29", news.PartialDate{Month: 2, Day: 29}},
		{"2024-02-29", news.PartialDate{Year: 2024, Month: 2, Day: 29}},
		{"0001-01-01", news.PartialDate{Year: 1, Month: 1, Day: 1}},
	} {
		got, err := news.ParsePartialDate(c.text)
		if err != nil || got != c.want || got.String() != c.text {
			t.Errorf("%q: %+v, %q, %v", c.text, got, got.String(), err)
		}
	}
	for _, wrong := range []string{"2023-02-29", "--02-30", "--13-01", "0000-01-01", "2001-5-18", "18.05.2001", "--05-18 ", "2001-05-18T00:00:00Z", "-", "--"} {
		if d, err := news.ParsePartialDate(wrong); news.KindOf(err) != news.Invalid {
			t.Errorf("%q: %+v, %v", wrong, d, err)
		}
	}
}

func TestPartialDate_InJSON(t *testing.T) {
	t.Parallel()
	in := news.Dateline{FiledOn: news.PartialDate{Month: 5, Day: 18}}
	b, err := json.Marshal(in)
	if err != nil || !strings.Contains(string(b), `"filedOn":"--05-18"`) {
		t.Fatalf("%s, %v", b, err)
	}
	var out news.Dateline
	if err := json.Unmarshal(b, &out); err != nil || out.FiledOn != in.FiledOn {
		t.Errorf("%+v, %v", out, err)
	}
	if b, _ := json.Marshal(news.Dateline{}); strings.Contains(string(b), "filedOn") {
		t.Errorf("an unknown date is written: %s", b)
	}
	if err := json.Unmarshal([]byte(`{"filedOn":"May 18"}`), &out); news.KindOf(err) != news.Invalid {
		t.Errorf("a wrong date was read: %v", err)
	}
}

func FuzzParsePartialDate(f *testing.F) {
	for _, s := range []string{"", "2001-05-18", "--02-29", "--05-18 2000", "2001-13-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := news.ParsePartialDate(s); err == nil && d.String() != s {
			t.Errorf("%q was read as %q", s, d)
		}
	})
}

func TestActor_Require(t *testing.T) {
	t.Parallel()
	allowed := errors.New("allowed")
	for _, c := range []struct {
		who   string
		actor news.Actor
		want  error
	}{
		{"nobody", news.Actor{}, news.Errorf(news.SignedOut, "")},
		{"the program", news.Program("import page"), allowed},
		{"staff with the grant", news.Staff("Ada", news.WriteStories, news.PublishStories), allowed},
		{"staff with another grant", news.Staff("Ada", news.WriteStories), news.Errorf(news.Forbidden, "")},
		{"staff without grants", news.Staff("Ada"), news.Errorf(news.Forbidden, "")},
	} {
		err := c.actor.Require(news.PublishStories)
		if (c.want == allowed) != (err == nil) || err != nil && news.KindOf(err) != news.KindOf(c.want) {
			t.Errorf("%s: %v", c.who, err)
		}
	}
}

func TestKeys_AreDifferentForDifferentThings(t *testing.T) {
	t.Parallel()
	keys := []news.Key{
		news.StoryID(7).Key(), news.TopicID(7).Key(), news.TagID(7).Key(), news.PersonID(7).Key(), news.PictureID(7).Key(),
		news.SectionID(7).Key(), news.PageID(7).Key(), news.StoryID(8).Key(), news.LatestKey("en"), news.LatestKey("ar"),
		news.CorrectionsKey("en"), news.DayKey("en", "2001-05-18"), news.DayKey("en", "2001-05-19"), news.PublicationKey, news.StandardsKey,
	}
	seen := map[news.Key]bool{}
	for _, k := range keys {
		if seen[k] {
			t.Errorf("%s stands for two things", k)
		}
		seen[k] = true
	}
	if got := news.StoryID(42).Key(); got != "story:42" {
		t.Errorf("a story's key is %s", got)
	}
}

func TestDateline_IsZero(t *testing.T) {
	t.Parallel()
	if !(news.Dateline{Origin: news.OriginStaff}).IsZero() {
		t.Error("an origin alone is a dateline")
	}
	for _, d := range []news.Dateline{{Places: []news.Place{{Name: "MOSCOW"}}}, {Source: "AP"}, {FiledOn: news.PartialDate{Month: 5, Day: 1}}} {
		if d.IsZero() {
			t.Errorf("%+v is no dateline", d)
		}
	}
}
