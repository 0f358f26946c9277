package news

// Dateline says where a story was written, by whom it was sent, and when:
// "MOSCOW (Sputnik) —". It is a field of its own because every exchange format
// of the trade loses it.
type Dateline struct {
	Places  []Place     `json:"places"`
	Source  string      `json:"source,omitempty"` // the agency: "Sputnik", "AP"
	FiledOn PartialDate `json:"filedOn,omitzero"` // the day it was filed, where said
	Origin  Origin      `json:"origin,omitempty"` // where the dateline was read from
}

// Place is one place of a dateline, as written, without the agency.
type Place struct {
	Name   string `json:"name"`
	Region string `json:"region,omitempty"` // state, province or country, as written: "Mich."
}

// Origin says where a fact was read from, so that nothing is guessed silently.
type Origin string

const (
	OriginStaff   Origin = "staff"   // written by the newsroom
	OriginBody    Origin = "body"    // read off the head of the body
	OriginField   Origin = "field"   // a field of the source format meant for it
	OriginDerived Origin = "derived" // inferred from a neighbouring field
)

// IsZero reports whether there is no dateline at all.
func (d Dateline) IsZero() bool {
	return len(d.Places) == 0 && d.Source == "" && d.FiledOn.IsZero()
}
