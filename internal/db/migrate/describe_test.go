package migrate_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"dateline.news/internal/db"
)

// What a database says of its own schema, one line each: columns in their
// order with type, NULL and default; keys and indexes.
var describing = map[db.Dialect][]string{
	db.SQLite: {
		`/* test */ SELECT m.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" THEN ' NOT NULL' ELSE '' END
			|| COALESCE(' DEFAULT ' || c.dflt_value, '') || CASE WHEN c.pk > 0 THEN ' KEY ' || c.pk ELSE '' END
			FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid`,
		`/* test */ SELECT m.name || CASE WHEN i."unique" THEN ' UNIQUE ' ELSE ' INDEX ' END
			|| '(' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')'
			FROM sqlite_master m, pragma_index_list(m.name) i WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1`,
		`/* test */ SELECT m.name || '.' || f."from" || ' REFERENCES ' || f."table" || '.' || f."to"
			FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1`,
	},
	db.PostgreSQL: {
		`/* test */ SELECT table_name || '.' || column_name || ' ' || data_type || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END
			|| COALESCE(' DEFAULT ' || column_default, '') || CASE WHEN is_identity = 'YES' THEN ' IDENTITY' ELSE '' END
			FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`,
		`/* test */ SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY tablename, indexname`,
		`/* test */ SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
			WHERE connamespace = current_schema()::regnamespace AND contype = 'f' ORDER BY conrelid::regclass::text, conname`,
	},
}

var ownSchema = regexp.MustCompile(`\btest_[a-z0-9]+\.`)

func describe(t *testing.T, d *db.DB) string {
	t.Helper()
	var b strings.Builder
	for _, text := range describing[d.Dialect()] {
		lines, err := db.All(t.Context(), d, db.Value[string], text)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines {
			if !strings.Contains(line, "goose_db_version") {
				fmt.Fprintln(&b, ownSchema.ReplaceAllString(line, ""))
			}
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}
