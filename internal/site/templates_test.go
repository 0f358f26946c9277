package site

import (
	"html/template"
	"io/fs"
	"testing"

	"dateline.news/internal/web"
)

// TestTemplates_FitTheirTypes loads every page as the site does: a template
// that names a field which its page has not is found here and not by a reader.
func TestTemplates_FitTheirTypes(t *testing.T) {
	t.Parallel()
	pages, err := fs.Sub(files, "pages")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := web.LoadTemplates(web.TemplateOptions{Base: pages, Pages: pageTypes(), Frames: []string{liteFrame}, Funcs: template.FuncMap{}}); err != nil {
		t.Error(err)
	}
}
