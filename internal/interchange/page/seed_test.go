package page

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// The seed is the page that the project started from. It is not part of the project.
const seedFile = "../../../../shared/seed/000_784a750256e4c45d.txt"

func seed(t *testing.T) Page {
	t.Helper()
	if _, err := os.Stat(seedFile); err != nil {
		if strings.Contains(os.Getenv("DATELINE_TEST_REQUIRE"), "corpus") {
			t.Fatalf("the seed document is required: %v", err)
		}
		t.Skipf("the seed document is not here: %v", err)
	}
	return readFile(t, seedFile)
}

func TestUnderstand_seed_fields(t *testing.T) {
	t.Parallel()
	p := seed(t)
	assertAccounted(t, p, seedFile)
	for name, pair := range map[string][2]string{
		"headline":  {p.Headline, ""},
		"captured":  {p.CapturedAt.String(), "2021-01-27T07:07:00Z"},
		"published": {p.PublishedAt.String(), ""},
		"topic":     {p.Topic.String(), "Violence Erupts as Islamic State Rises (1881)"},
		"comments":  {figure(p.Comments), "0 at the time of capture"},
		"views":     {figure(p.Views), "114 at the time of capture"},
		"dateline":  {p.datelineText(), "MOSCOW (Sputnik)"},
		"tags":      {strings.Join(p.Tags, "|"), "Daesh|Al-Nusra Front"},
		"after":     {p.PublishedBetween.After.String(), "2015-05-18"},
		"before":    {p.PublishedBetween.Before.String(), "2021-01-27"},
		"weekday":   {p.PublishedBetween.Weekday, "Friday"},
		"first":     {p.PublishedBetween.FirstPossible.String(), "2015-05-22"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s = %q, want %q", name, pair[0], pair[1])
		}
	}
	if !strings.HasPrefix(p.Dek, "The US-led international coalition cannot defeat") {
		t.Errorf("dek = %q", p.Dek)
	}
	if len(p.Related) != 7 || len(p.Body) != 6 || !strings.HasPrefix(p.Body[0].Text, "A US-led international coalition has been") {
		t.Errorf("%d related, %d paragraphs: %+v", len(p.Related), len(p.Body), p.Body)
	}
}

func TestUnderstand_seed_quotes_and_picture(t *testing.T) {
	t.Parallel()
	p := seed(t)
	if len(p.Quotes) != 2 || len(p.Pictures) != 1 {
		t.Fatalf("%d quotes, %d pictures", len(p.Quotes), len(p.Pictures))
	}
	for i, q := range p.Quotes {
		if q.who() != "Sergei Lavrov, Russian Foreign Minister, interview with Rossiya-24 television channel" || p.Body[1+2*i].Kind != Quotation {
			t.Errorf("quote %d: %s", i, q.who())
		}
	}
	for _, insertion := range []string{"[US Secretary of State] John", "not [just] about"} {
		if !strings.Contains(p.Quotes[1].Text, insertion) {
			t.Errorf("the second quote lost %q: %s", insertion, p.Quotes[1].Text)
		}
	}
	pic := p.Pictures[0]
	provenance := pic.Provenance
	provenance.Doubt, _, _ = strings.Cut(provenance.Doubt, " ")
	want := Provenance{What: "image grab from a video", By: "Aamaq News Agency", Platform: "YouTube", Verification: NotVerified, Doubt: "allegedly"}
	want.UploadedOn.Year, want.UploadedOn.Month, want.UploadedOn.Day = 2015, 5, 18
	if pic.Title != "IS fighter" || !strings.HasSuffix(pic.Caption, "captured by IS.") || provenance != want {
		t.Errorf("picture = %+v", pic)
	}
}

func TestUnderstand_seed_says_what_it_inferred_and_lacks(t *testing.T) {
	t.Parallel()
	p := seed(t)
	fields := func(all []Reason) (names []string) {
		for _, r := range all {
			if r.Why == "" {
				t.Errorf("no reason for %s", r.Field)
			}
			names = append(names, r.Field)
		}
		return names
	}
	inferred, missing := fields(p.Inferred), fields(p.Missing)
	for _, field := range []string{"comments", "views", "dek", "capturedAt", "tags", "related", "quotes[0].speaker"} {
		if !slices.Contains(inferred, field) {
			t.Errorf("%s is not marked as inferred", field)
		}
	}
	if !slices.Equal(missing, []string{"headline", "publishedAt"}) {
		t.Errorf("missing = %v", missing)
	}
}
