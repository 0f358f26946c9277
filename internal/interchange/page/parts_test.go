package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestReadStamp_reads_every_form(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][]string{
		"22:15 18.05.2015":                                   {"2015-05-18T22:15:00"},
		"07:07 GMT27 January 2021":                           {"2021-01-27T07:07:00Z"},
		"May 18, 2015":                                       {"2015-05-18"},
		"18 May 2015 | 22:15 GMT":                            {"2015-05-18T22:15:00Z"},
		"Published: May 18th, 2015, 3:15 p.m. EDT":           {"publishedAt 2015-05-18T15:15:00-04:00"},
		"Updated 3:15 PM EDT, Mon May 18, 2015":              {"updatedAt 2015-05-18T15:15:00-04:00"},
		"16:59 GMT 22.05.2015(updated 17:25 GMT 22.05.2015)": {"2015-05-22T16:59:00Z", "updatedAt 2015-05-22T17:25:00Z"},
		"2015-05-18T22:15:00+03:00":                          {"2015-05-18T22:15:00+03:00"},
		"18. Mai 2015, 20.15 Uhr":                            {"2015-05-18T20:15:00"},
		"Publié le 1er mai 2015 à 8h05":                      {"publishedAt 2015-05-01T08:05:00"},
		"18 de mayo de 2015 22:15 (GMT+2)":                   {"2015-05-18T22:15:00+02:00"},
		"18 мая 2015 г., 22:15 мск":                          {"2015-05-18T22:15:00+03:00"},
		"١٨ مايو ٢٠١٥":                                       {"2015-05-18"},
		"05/18/2015":                                         {"2015-05-18"},
		"03/04/2015":                                         nil,
		"31.02.2015":                                         nil,
		"25:61":                                              nil,
	} {
		s := readStamp(line, false)
		var got []string
		for _, m := range s.moments {
			text := m.String()
			if m.label != "" {
				text = string(m.label) + " " + text
			}
			got = append(got, text)
		}
		if !slices.Equal(got, want) || len(s.rest) > 0 && want != nil {
			t.Errorf("%q = %q with the rest %q, want %q", line, got, s.rest, want)
		}
		if s.vague != (line == "03/04/2015") {
			t.Errorf("%q: vague = %t", line, s.vague)
		}
	}
}

func TestReadStamp_knows_the_order_of_the_language(t *testing.T) {
	t.Parallel()
	if s := readStamp("03/04/2015", true); len(s.moments) != 1 || s.moments[0].String() != "2015-04-03" {
		t.Errorf("03/04/2015 = %+v", s.moments)
	}
}

func TestFurniture_cuts_glued_phrases(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]int{
		"Community standardsDiscussion": 2, "FacebookTwitterVK": 3, "Share | Print | Email": 3, "GET SHORT URL": 1,
		"Discussiontotal 2360": 0, "Share the road with cyclists": 0, "": 0, "***": 0,
	} {
		if got := len(words.furniture(line)); got != want {
			t.Errorf("furniture(%q) has %d phrases, want %d", line, got, want)
		}
	}
}

func TestNamedFigure(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		field Field
		n     int
	}{
		"12 comments": {ToComments, 12}, "Comments (1,204)": {ToComments, 1204}, "Views: 1.2K": {ToViews, 1200}, "0 комментариев": {ToComments, 0},
		"No comments yet": {ToComments, 0}, "١٢ تعليقا": {ToComments, 12}, "12 apples": {}, "views": {},
	} {
		if field, n, _, ok := namedFigure(text); field != want.field && ok || ok && n != want.n || ok != (want.field != "") {
			t.Errorf("namedFigure(%q) = %s %d %t, want %+v", text, field, n, ok, want)
		}
	}
}

func TestQuotations_reads_every_kind_of_mark(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		`“One,” he said, “and two.”`:   {"One,", "and two."},
		`"One," he said. "Two."`:       {"One,", "Two."},
		"„Eins“, sagte er, „und zwei”": {"Eins", "und zwei"},
		"« Un », «deux»":               {"Un", "deux"},
		"「一」と言った":                      {"一"},
		"“It goes on":                  {"It goes on"},
		"“He said “no” to me” again":   {"He said “no” to me"},
		`a 5" pipe`:                    nil,
	} {
		var got []string
		for _, q := range quotations(text) {
			got = append(got, q.text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("quotations(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestSplitCredit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"© AFP 2021 / MARA ILLERBRAND":                                     {"", "© AFP 2021 / MARA ILLERBRAND"},
		"© Sputnik / Ivan IvanovSoldiers walk in a street of the old town": {"Soldiers walk in a street of the old town", "© Sputnik / Ivan Ivanov"},
		"Boats in the harbour. (Photo by Nora Stein)":                      {"Boats in the harbour.", "Photo by Nora Stein"},
		"Boats in the harbour. AP Photo/Ivar Lunde":                        {"Boats in the harbour.", "AP Photo/Ivar Lunde"},
		"The old mill in spring. (Rosa Field/KQED)":                        {"The old mill in spring.", "Rosa Field/KQED"},
		"Photo: The old mill, seen from the ferry. (Rosa Field)":           {"The old mill, seen from the ferry.", "Rosa Field"},
		"Image source, Getty Images":                                       {"", "Getty Images"},
		"Image caption, The mill in spring":                                {"The mill in spring", ""},
		"REUTERS/Ole Brandvik":                                             {"", "REUTERS/Ole Brandvik"},
		"Photo: Rita Alvarez":                                              {"", "Rita Alvarez"},
		"Фото: Олег Вершинин":                                              {"", "Олег Вершинин"},
	} {
		if caption, credit, ok := splitCredit(text); !ok || caption != want[0] || credit != want[1] {
			t.Errorf("splitCredit(%q) = %q, %q, %t", text, caption, credit, ok)
		}
	}
	for _, text := range []string{"The boats left, he said. (AP)", "He took a photo of the harbour.", "Photography is an art.", "He may stay or go (and/or both).", "It belongs to the mill (Elster)."} {
		if caption, credit, ok := splitCredit(text); ok {
			t.Errorf("splitCredit(%q) = %q, %q", text, caption, credit)
		}
	}
}

func TestVenueOf(t *testing.T) {
	t.Parallel()
	for sentence, want := range map[string]string{
		"¤, she told reporters after the vote.":           "",
		"¤, she told the lawmakers.":                      "",
		"¤, she told Example Radio on Friday.":            "Example Radio",
		"¤, she told reporters at a news conference.":     "news conference",
		"¤, she said in an interview with Example Radio.": "interview with Example Radio",
	} {
		if got := venueOf(sentence); got != want {
			t.Errorf("venueOf(%q) = %q, want %q", sentence, got, want)
		}
	}
}

func TestReadTagHeadings_are_never_items(t *testing.T) {
	t.Parallel()
	for _, heading := range []string{"Tags:", "Related Topics", "Filed under", "Archivado en:", "Schlagwörter"} {
		page := understood(t, "Bridge Opens After a Long Winter\n\nThe bridge is open again, the town said.\n\nRelated:\nFerry Company Asks for Help\n"+heading+"\nHarbour\nEurope\nBridges, ferries\nShare\n")
		if !slices.Equal(page.Tags, []string{"Harbour", "Europe", "Bridges", "ferries"}) || !slices.Equal(page.Related, []string{"Ferry Company Asks for Help"}) || page.Section != "" {
			t.Errorf("%s: tags %q, related %q, section %q", heading, page.Tags, page.Related, page.Section)
		}
	}
}

func TestReadBareFigures_takes_two_numbers_only(t *testing.T) {
	t.Parallel()
	for counters, want := range map[string]string{"3 5087": "3 5087", "3\n5087": "3 5087", "3 5087 12": "", "3\n5087\n12": "", "5087 3": ""} {
		page := understood(t, "Bridge Opens After a Long Winter\n\n"+counters+"\n\nThe bridge is open again, the town said on Friday.\n")
		got := ""
		if page.Comments != nil && page.Views != nil {
			got = fmt.Sprint(*page.Comments, *page.Views)
		}
		said := slices.ContainsFunc(page.Missing, func(r Reason) bool { return r.Field == "comments" && strings.Contains(r.Why, "line 3") })
		if got != want || said != (want == "") || page.Headline != "Bridge Opens After a Long Winter" {
			t.Errorf("%q: %q, said %t, headline %q", counters, got, said, page.Headline)
		}
	}
}

func TestReadBounds_keep_the_day_of_filing(t *testing.T) {
	t.Parallel()
	page := understood(t, "Bridge Opens After a Long Winter\n\nELSTER, June 5, 2018 (KQED) - The bridge is open again, the town said Monday.\n")
	b := page.PublishedBetween
	if b.After.String() != "2018-06-05" || b.Weekday != "Monday" || !b.FirstPossible.IsZero() {
		t.Errorf("bounds = %+v (dateline %+v)", b, page.Dateline)
	}
}

func TestProvenanceOf_gives_each_date_to_its_verb(t *testing.T) {
	t.Parallel()
	p := provenanceOf("A still image from a video taken on May 2, 2015 and uploaded on 3 May 2015 to Telegram purportedly shows a comet, its finder says.", false)
	if p.What != "still image from a video" || p.TakenOn.String() != "2015-05-02" || p.UploadedOn.String() != "2015-05-03" ||
		p.Platform != "Telegram" || p.Doubt != "purportedly shows a comet" || p.Verification != NotVerified {
		t.Errorf("provenance = %+v", p)
	}
}

func TestAttributions_find_the_speaker(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]mention{
		"Russian Foreign Minister Sergei Example said Friday.": {name: "Sergei Example", role: "Russian Foreign Minister"},
		"¤, said Jane Doe, a spokeswoman for the port.":        {name: "Jane Doe", role: "spokeswoman for the port"},
		"According to Doe, the port is open.":                  {name: "Doe"},
		"¤, the minister added.":                               {role: "minister"},
		"¤, she told reporters.":                               {pronoun: true},
		"Jane Doe, the head of the port, said ¤":               {name: "Jane Doe", role: "head of the port"},
		"¤, the head of the port, Jane Doe, said.":             {name: "Jane Doe", role: "head of the port"},
		"¤, said UN envoy Clara Weiss.":                        {name: "Clara Weiss", role: "UN envoy"},
		"¤, County Supervisor Jon Beck said.":                  {name: "Jon Beck", role: "County Supervisor"},
		"Ruth Amsel, who has run it since 2009, said: ¤":       {name: "Ruth Amsel"},
		"Ruth Amsel, 42, said: ¤":                              {name: "Ruth Amsel"},
		"¤, said Ruth Amsel, who is the director.":             {name: "Ruth Amsel"},
		"¤, сказал министр Олег Вершинин.":                     {name: "Олег Вершинин", role: "министр"},
	} {
		got := attributions(text)
		if len(got) == 0 || got[0].mention != want {
			t.Errorf("attributions(%q) = %+v, want %+v", text, got, want)
		}
	}
}
