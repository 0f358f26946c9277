package locale

import (
	"fmt"
	"maps"
	"slices"

	"github.com/BurntSushi/toml"

	"dateline.news/internal/locale/cldr"
)

// message is one entry of a catalogue.
type message struct {
	plural bool
	// forms by category; a message without plurals has cldr.Other alone.
	forms [len(cldr.Categories)]pattern
}

// parseMessages reads a message file.
func parseMessages(data []byte) (map[string]*message, error) {
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		return nil, fmt.Errorf("read as TOML: %w", err)
	}
	messages := make(map[string]*message)
	if err := collect(messages, "", tree); err != nil {
		return nil, err
	}
	return messages, nil
}

// collect walks the tables of a file. A table whose keys are all plural
// categories is a message, every other one a group of them.
func collect(messages map[string]*message, prefix string, table map[string]any) error {
	for _, key := range slices.Sorted(maps.Keys(table)) {
		id := prefix + key
		var err error
		switch value := table[key].(type) {
		case string:
			messages[id], err = plainMessage(value)
		case map[string]any:
			if !isPlural(value) {
				err = collect(messages, id+".", value)
				break
			}
			if messages[id], err = pluralMessage(value); err != nil {
				err = fmt.Errorf("message %s: %w", id, err)
			}
		default:
			err = fmt.Errorf("message %s is not text", id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func isPlural(table map[string]any) bool {
	for key := range table {
		if _, ok := cldr.CategoryNamed(key); !ok {
			return false
		}
	}
	return len(table) > 0
}

func plainMessage(text string) (*message, error) {
	p, err := parsePattern(text)
	if err != nil {
		return nil, err
	}
	m := new(message)
	m.forms[cldr.Other] = p
	return m, nil
}

func pluralMessage(table map[string]any) (*message, error) {
	m := &message{plural: true}
	for key, value := range table {
		category, _ := cldr.CategoryNamed(key)
		text, ok := value.(string)
		if !ok {
			return nil, fmt.Errorf("form %s is not text", key)
		}
		p, err := parsePattern(text)
		if err != nil {
			return nil, fmt.Errorf("form %s: %w", key, err)
		}
		m.forms[category] = p
	}
	return m, nil
}
