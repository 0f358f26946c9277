package cldr

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/text/language"
)

//go:embed cldr.json
var file []byte

// Data is the part of CLDR that is shipped.
type Data struct {
	Version   string                       `json:"version"`
	Digits    map[string]string            `json:"digits"`    // numbering system → its ten digits
	FirstDays map[string]string            `json:"firstDays"` // region → "mon"
	Metazones map[string]string            `json:"metazones"` // "Europe/Berlin" → "Europe_Central"
	Plurals   map[string]map[string]string `json:"plurals"`   // language → category → rule
	Locales   map[string]struct {
		Parent string            `json:"parent"`
		Values map[string]string `json:"values"` // "" takes back what the parent says
	} `json:"locales"`
}

// Load reads the embedded data.
func Load() (*Data, error) {
	d := new(Data)
	if err := json.Unmarshal(file, d); err != nil {
		return nil, fmt.Errorf("read the embedded CLDR data: %w", err)
	}
	return d, nil
}

// Languages lists the base languages of the data, sorted.
func (d *Data) Languages() []string {
	return slices.Sorted(maps.Keys(d.Plurals))
}

// Chain lists the locales through which a tag is read, the nearest first:
// "en-AU", "en-001", "en". It is empty for a language that is not here.
func (d *Data) Chain(tag language.Tag) []string {
	base, script, region := tag.Raw()
	tries := []string{
		base.String() + "-" + script.String() + "-" + region.String(),
		base.String() + "-" + region.String(),
		base.String() + "-" + script.String(),
		base.String(),
	}
	var chain []string
	for _, name := range tries {
		if _, ok := d.Locales[name]; !ok {
			continue
		}
		for ; name != ""; name = d.Locales[name].Parent {
			chain = append(chain, name)
		}
		return chain
	}
	return nil
}

// values are the values of a chain seen from its nearest end.
func (d *Data) values(chain []string) map[string]string {
	v := make(map[string]string)
	for _, name := range slices.Backward(chain) {
		maps.Copy(v, d.Locales[name].Values)
	}
	return v
}
