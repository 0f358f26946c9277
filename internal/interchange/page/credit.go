package page

import (
	"regexp"
	"strings"
)

const agencies = `AP Photo|REUTERS|Reuters|AFP|Getty Images|EPA(?:-EFE)?|TASS|Sputnik|RIA Novosti|Xinhua|dpa|picture alliance|Anadolu(?: Agency)?|NASA|ANSA|EFE|РИА Новости|ТАСС|Спутник`

var (
	copyrightCredit = regexp.MustCompile(`^©\s*\S`)
	agencyCredit    = regexp.MustCompile(`^(?:` + agencies + `)\s*/\s*\S`)
	bracketCredit   = regexp.MustCompile(`^(.*\S)\s*[(\[]((?:(?i:photo|photograph|image|picture|credit|foto|bild|фото|crédit|crédito)\b?[^()\[\]]*|[^()\[\]]*(?:` + agencies + `)\s*(?:/|via|photo)[^()\[\]]*|©[^()\[\]]*))[)\]]\.?$`)
	trailingCredit  = regexp.MustCompile(`^(.*[.!?”"])\s*((?:(?:` + agencies + `)\s*/\s*|(?:Photograph|Photo|Image|Picture|Credit|Foto|Bild|Фото|Crédit photo|Crédit|Crédito)\s*(?::|by|de|von)\s+|©\s*)[^.!?]{2,70})$`)
	imageLabel      = regexp.MustCompile(`^(?i:image) (copyright|source|credit|caption)[:,]? (\S.*)$`)
	endingBracket   = regexp.MustCompile(`^(.*\S)\s*\(([^()]{3,80})\)\.?$`)
	glue            = regexp.MustCompile(`([\p{Ll}.])(\p{Lu}\p{Ll})`)
)

// splitCredit parts a line of a picture into its caption and its credit. It is not
// ok for lines that name no maker of a picture.
func splitCredit(text string) (caption, credit string, ok bool) {
	if len(text) > 1200 {
		return "", "", false
	}
	if m := bracketCredit.FindStringSubmatch(text); m != nil {
		return m[1], m[2], true
	}
	if copyrightCredit.MatchString(text) || agencyCredit.MatchString(text) {
		credit, caption = splitGlue(text)
		return caption, credit, wordCount(credit) <= 12
	}
	if m := trailingCredit.FindStringSubmatch(text); m != nil {
		return m[1], m[2], true
	}
	if m := imageLabel.FindStringSubmatch(text); m != nil {
		if m[1] == "caption" {
			return m[2], "", true
		}
		return "", m[2], true
	}
	if m := labelLine.FindStringSubmatch(text); m != nil && words.photo[folded(m[1])] {
		if caption, credit, ok := makerInBrackets(m[2]); ok {
			return caption, credit, true
		}
		if wordCount(m[2]) <= 7 || strings.Contains(m[2], "/") && wordCount(m[2]) <= 12 {
			return "", m[2], true
		}
		return m[2], "", true
	}
	if caption, credit, ok := makerInBrackets(text); ok && strings.Contains(credit, "/") {
		return caption, credit, true
	}
	return "", "", false
}

// makerInBrackets parts "The dam in spring. (Jane Doe/Example TV)": a person in
// brackets at the end, before or behind the name of a house.
func makerInBrackets(text string) (caption, credit string, ok bool) {
	m := endingBracket.FindStringSubmatch(text)
	if m == nil {
		return "", "", false
	}
	parts := strings.Split(m[2], "/")
	person := false
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if !personName(part) {
			return "", "", false
		}
		person = person || len(strings.Fields(part)) >= 2
	}
	return m[1], m[2], person && len(parts) <= 3
}

// splitGlue parts "© Sputnik / Ivan IvanovSoldiers walk in a street" where lower
// case meets upper case without a space.
func splitGlue(text string) (credit, caption string) {
	if wordCount(text) <= 6 {
		return text, ""
	}
	at := glue.FindStringSubmatchIndex(text)
	if at == nil {
		return text, ""
	}
	return strings.TrimSpace(text[:at[4]]), text[at[4]:]
}

var (
	captionOpening = regexp.MustCompile(`(?i)^(?:an?|the|this|these|in (?:this|an?)|eine?|das|cette|une|esta|una)?\s*(?:(?:undated|file|recent|combination|archive|handout|rare|\p{L}+ \d{1,2}, \d{4},?|\d{1,2} \p{L}+ \d{4},?)\s+)*(\p{L}[\p{L} -]*)`)
	captionWords   = regexp.MustCompile(`(?i)\b(?:taken|released|provided|uploaded|posted|made available|obtained|shows?|showing|from (?:an? )?video|seen|courtesy|archive|file)\b`)
)

// captionLike reports a sentence that begins as captions do: "An image grab taken
// from …", "In this May 18, 2015 photo …". Words that stories use as well (photo,
// picture, image) need one of a caption's verbs near them.
func captionLike(text string) bool {
	image, rest := captionImage(text)
	if image == "" || strings.Contains(image, " ") {
		return image != ""
	}
	near := rest[:min(len(rest), 80)]
	return captionWords.MatchString(near) && !strings.Contains(near, "showed")
}

// captionImage is the word for the image that a caption begins with, and what
// follows it.
func captionImage(text string) (image, rest string) {
	m := captionOpening.FindStringSubmatchIndex(text[:min(len(text), 300)])
	if m == nil {
		return "", ""
	}
	image = startOf(folded(text[m[2]:m[3]]), words.images)
	return image, text[min(m[2]+len(image), len(text)):]
}
