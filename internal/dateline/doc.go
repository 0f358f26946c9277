// Package dateline reads the dateline off the head of a story's text: the
// "LONDON, March 3 (Reuters) -" that says where a story was written, when and
// by whom, and that most exchange formats of the trade leave in the body.
//
// Parse promises: it never fails and never panics; Rest is always a suffix of
// what it was given; without a dateline nothing is taken off and Rest is all
// of it; it looks at the first thousand characters only, so its time does not
// grow with the text. Names are returned as written, never normalised.
//
// # Grammar
//
// The head is cut into words, numbers and marks (scan.go) and read by these
// rules (reading.go). Quoted marks stand for all their kin: "-" for every dash,
// "--", "—", "_" and "|", brackets for every script's.
//
//	opening    = { piece } head text .
//	piece      = byline | note | disclaimer | label | short-line .    (peel.go)
//	head       = place-first | in-brackets | source-first | date-first | east-asian .
//
//	place-first  = places tail .                 LONDON, March 3 (Reuters) -
//	in-brackets  = "(" places [ link date ] ")" [ "-" ] .     (Geneva) –
//	source-first = source [ link ] ( places tail | date end | end ) .
//	                                             (ANSA) - ROMA, 3 MAR -
//	date-first   = date [ link places ] tail .   March 3 (Reuters) -
//	tail         = { [ link [ link ] ] ( date | source ) } [ "," names ] end .
//	                                             each at most once, any order
//	link         = "," | "." | ":" | "-" | "/" .
//	end          = "-" | ".-" | ":" | "." | "=" | line break | nothing .
//
//	label      = "(" word-of-labels … ")" .      (UPDATED), behind a source
//	places     = place { ( "/" | [ "," ] and | "," city ) place } .   (place.go)
//	place      = phrase [ "," region | "(" region ")" [ "[" region "]" ]
//	                    | "." region ". " date … | "—" REGION ] .
//	phrase     = up to seven words written alike: all in capitals, all with
//	             an initial capital, or all in a script without capitals .
//	region     = a state, province or country of the table, with its full stop
//	             ("Mich."), or an unknown name .                      (region.go)
//
//	source     = "(" name [ link date ] ")" | "/" name "/" | wire .   (source.go)
//	wire       = an agency of data/wires.txt, or a site's name .
//	date       = [ weekday ] ( month day | day month | numbers ) [ year ] [ time ]
//	             | weekday | day before a bracket .                   (date.go)
//	east-asian = 新华社北京3月3日电 | 【ワシントン共同】 | (서울=연합뉴스) 홍길동 기자 = …
//	                                                                  (cjk.go)
//
// A dash may link two parts or end the head ("TOKYO - Nov 3 (Kyodo) -"), so
// the longest reading is tried first.
//
// # Judgement
//
// The grammar alone would take "NASA (the agency) –" and "Paris — a city of
// light —". A reading must therefore convince (judge.go), and evidence adds up:
//
//   - A known agency in brackets makes nearly any name before it a place, also
//     without a dash ("London (CNN Business)Banks cut"). An unknown one
//     needs a dash, and a place that is in capitals, known, dated or has its
//     region. Brackets that hold a remark, a ticker, a party, a club's town or
//     the initials of what stands before them are no source.
//
//   - A date makes a place of a name, unless the name is a label.
//
//   - A bare name needs a known region behind it, capitals that are no lead-in,
//     acronym or person, or the gazetteer; and text that begins like a
//     sentence. "Paris — a city" is prose because a lower-case word follows the
//     dash; "Paris — The mayor" is a dateline. Before a colon only the
//     gazetteer counts, because "SMITH:" is a speaker.
//
//   - In the middle of a line, behind a peeled byline or note, only a source, a
//     date or a region convinces.
//
//   - A place and a full stop ("STOCKHOLM. Regeringen vill") need the gazetteer,
//     and where the name is a single one in small letters also German or
//     Scandinavian text.
//
//   - A name in brackets that reads like a heading ("Border Report"), or initials
//     in small letters ("acn"), need a place with its region, or a date.
//
// A ship or a plane is named with the word that makes it a place: the name of
// "ABOARD AIR FORCE ONE (AP) —" is all of "ABOARD AIR FORCE ONE". "本报" ("this
// paper") is a source as any other. A correspondent who signs in an agency's
// place ("/Corr. Ann Example/") is peeled as a byline, and the source is empty.
//
// A day without its month is read over, but gives no date: news.PartialDate
// has no form for it. So is "3/4/2015", which is two days.
//
// The tables are plain text under data/: agencies, regions, cities, months and
// the words that open texts without being places.
package dateline
