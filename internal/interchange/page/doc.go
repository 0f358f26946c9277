// Package page understands a news page that is given as plain text: the text of
// the page as a reader saw it, with everything that stood around the story.
//
// It takes the page apart into the fields that a newsroom knows: headline, dek,
// dateline, body, quotes, pictures, topic, figures, related headlines, tags, and
// the times of publication and capture. It reads structure rather than one site:
// groups of lines, sentences against titles, what is repeated, where the dates
// stand; the words that differ by language are data (furniture.go).
//
// What it promises:
//
//   - Nothing is guessed silently. A field that rests on a choice between readings
//     stands in Page.Inferred with the reason; one that could not be found stands
//     in Page.Missing with the reason; its value is then empty.
//   - Nothing is lost silently. Page.Lines accounts for every line of the source
//     exactly once: the fields it went to, or that it was left out, and why.
//   - It is a pure function of the bytes, bounded in size, and never panics.
//
// Who speaks is read from the sentence of the quotation; for a quotation that is a
// sentence or paragraph of its own also from what stands beside it, and then marked
// as inferred. A fragment in a sentence that names nobody keeps no speaker.
//
// Which quotations become records: a paragraph that is a quotation as a whole,
// and a quotation inside a paragraph of at least four words that is not the title
// of a work (capitalised throughout). Shorter ones are turns of phrase, but for the rest
// of a quotation that only its speaker parts (“…,” she said. “It is time.”). A quotation
// that runs over several paragraphs gives one record for each. Single quotation
// marks are not read, because they cannot be told from apostrophes.
package page
