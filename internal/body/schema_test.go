package body_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dateline.news/internal/body"
)

func TestSchemaJSON(t *testing.T) {
	t.Parallel()
	var schema struct {
		TopNode string
		Nodes   map[string]struct {
			Group, Content, Marks, TableRole string
			Inline                           bool
			Attrs                            map[string]map[string]any
		}
		Marks map[string]struct {
			Excludes string
			Attrs    map[string]map[string]any
		}
	}
	if err := json.Unmarshal(body.SchemaJSON(), &schema); err != nil {
		t.Fatal(err)
	}
	if schema.TopNode != "doc" || len(schema.Nodes) != 21 || len(schema.Marks) != 9 {
		t.Errorf("top node %q, %d nodes, %d marks", schema.TopNode, len(schema.Nodes), len(schema.Marks))
	}
	if got := schema.Nodes["quote"]; got.Content != "paragraph+" || got.Group != "block" {
		t.Errorf("quote: %+v", got)
	}
	if got := schema.Nodes["text"]; !got.Inline {
		t.Error("text is not inline")
	}
	if got := schema.Nodes["tableHeader"].TableRole; got != "header_cell" {
		t.Errorf("table role of a header is %q", got)
	}
	if got := schema.Nodes["heading"].Attrs["level"]; got["default"] != 2.0 || got["max"] != 4.0 || got["validate"] != "number" {
		t.Errorf("level: %v", got)
	}
	if _, optional := schema.Marks["link"].Attrs["href"]["default"]; optional {
		t.Error("href has a default; it must be given")
	}
	if got := schema.Marks["sub"].Excludes; got != "sub sup" {
		t.Errorf("sub excludes %q", got)
	}
	if text := string(body.SchemaJSON()); strings.Index(text, `"paragraph"`) > strings.Index(text, `"heading"`) {
		t.Error("paragraph must come before every other block: it is what editors make")
	}
}
