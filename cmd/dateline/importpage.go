package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"dateline.news/internal/app"
	"dateline.news/internal/config"
	"dateline.news/internal/intake"
	"dateline.news/internal/interchange/page"
	"dateline.news/internal/news"
)

const importPageText = `It reads the text of a news page as a reader saw it, says what it understood, what
it inferred and what the source does not tell, and keeps it as a draft. It may be
run while "dateline serve" serves the same data directory.

  --dry-run        understand only; store nothing
  --json           print what was understood as JSON
  --publish        publish at once, under the day that the page gives, or else
                   the day on which it was captured
  --headline TEXT  for a source without a headline
  --edition ID     where it goes; the first edition if not said
  --section SLUG   where it goes; the edition's first section if not said
  --data DIR       the publication

A file called - is standard input.
`

// importFlags are the flags of "import page".
type importFlags struct {
	dryRun, json bool
	page         intake.PageOptions
}

func runImportPage(ctx context.Context, t terminal, args []string) error {
	var f importFlags
	flags := flag.NewFlagSet("import page", flag.ContinueOnError)
	flags.BoolVar(&f.dryRun, "dry-run", false, "")
	flags.BoolVar(&f.json, "json", false, "")
	flags.BoolVar(&f.page.Publish, "publish", false, "")
	flags.StringVar(&f.page.Headline, "headline", "", "")
	flags.StringVar((*string)(&f.page.Edition), "edition", "", "")
	flags.StringVar(&f.page.Section, "section", "", "")
	c, names, err := config.Load(flags, args, t.environ)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return err
	case err != nil:
		return usageError{err}
	case len(names) == 0:
		return misuse("import page needs at least one file; - is standard input")
	case f.page.Headline != "" && len(names) > 1:
		return misuse("--headline fits one file, and %d were given", len(names))
	}
	return importPages(ctx, t, c, f, names)
}

// importPages reads every file before it stores any, so that a mistake in one
// leaves nothing half done.
func importPages(ctx context.Context, t terminal, c config.Config, f importFlags, names []string) error {
	pages := make([]page.Page, len(names))
	for i, name := range names {
		p, err := understand(t, name)
		if err != nil {
			return err
		}
		pages[i] = p
	}
	for i, p := range pages {
		if err := report(t.out, f, names[i], p); err != nil {
			return err
		}
	}
	if f.dryRun {
		return nil
	}
	return store(ctx, t, c, f, names, pages)
}

func understand(t terminal, name string) (page.Page, error) {
	from := t.in
	if name != "-" {
		file, err := openText(name)
		if err != nil {
			return page.Page{}, err
		}
		defer file.Close()
		from = file
	}
	p, err := page.Understand(from)
	if err != nil {
		return p, fmt.Errorf("%s: %w", name, err)
	}
	return p, nil
}

// openText opens a file, and nothing that could keep the program waiting: a
// pipe is read through standard input.
func openText(name string) (*os.File, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil && strings.HasPrefix(name, "-"):
		return nil, misuse("%s stands behind a file; flags come before the files", name)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be opened: %w", name, errors.Unwrap(err))
	case info.IsDir():
		return nil, fmt.Errorf("%s is a directory; name the files in it", name)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file; to read from a pipe, name - and send the text to standard input", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be opened: %w", name, errors.Unwrap(err))
	}
	return file, nil
}

func report(out io.Writer, f importFlags, name string, p page.Page) error {
	if f.json {
		encode := json.NewEncoder(out)
		encode.SetEscapeHTML(false)
		encode.SetIndent("", "  ")
		return encode.Encode(p)
	}
	if _, err := fmt.Fprintf(out, "%s\n", name); err != nil {
		return err
	}
	return p.Report(out)
}

func store(ctx context.Context, t terminal, c config.Config, f importFlags, names []string, pages []page.Page) (err error) {
	a, err := app.Open(ctx, logger(t, c), c, app.Options{})
	if err != nil {
		return explain(err, c)
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if err := a.Found(ctx); err != nil {
		return err
	}
	in := intake.Pages{Rooms: intake.Rooms{
		DB: a.DB, Publication: a.Publication, Stories: a.Stories, Topics: a.Topics, Tags: a.Tags, People: a.People, Media: a.Media,
	}}
	for i, p := range pages {
		done, err := in.Import(ctx, news.Program("import page"), p, f.page)
		if err != nil {
			return fmt.Errorf("%s: %w", names[i], err)
		}
		said := fmt.Sprintf("kept as draft %d", done.Story)
		if done.Path != "" {
			said = "published as " + c.PublicURL + done.URL
		}
		if _, err := fmt.Fprintf(t.err, "%s: %s\n", names[i], said); err != nil {
			return err
		}
	}
	return nil
}
