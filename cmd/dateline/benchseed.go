package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"dateline.news/internal/app"
	"dateline.news/internal/morgue"
)

const benchSeedText = `For measuring: it fills a publication with stories of 25 years in three
languages, of invented words, with topics, tags, people, pictures without bytes
and corrections, all of them indexed as a newsroom's own would be. It can be
stopped with Ctrl-C at any time and goes on where it stopped when it is run
again in the same way.

  --stories N      how many the archive has in the end
  --seed N         another archive of the same size; 1 if not given
  --data DIR       the publication; use one of its own

  dateline bench seed --stories 1000000 --data ./million
  dateline serve --data ./million
`

func runBenchSeed(ctx context.Context, t terminal, args []string) (err error) {
	flags := flag.NewFlagSet("bench seed", flag.ContinueOnError)
	var plan morgue.Plan
	flags.IntVar(&plan.Stories, "stories", 0, "")
	flags.Uint64Var(&plan.Seed, "seed", 1, "")
	c, err := load(flags, t, args)
	if err != nil {
		return err
	}
	if plan.Stories < 1 {
		return misuse("bench seed needs to know how many: --stories 1000000")
	}
	a, err := app.Open(ctx, logger(t, c), c, app.Options{Bulk: true})
	if err != nil {
		return explain(err, c)
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	rooms := morgue.Rooms{
		DB: a.DB, Publication: a.Publication, Stories: a.Stories, Topics: a.Topics, Tags: a.Tags, People: a.People, Media: a.Media,
	}
	bar := newProgress(t.out, "stories")
	err = morgue.Seed(ctx, rooms, plan, func(p morgue.Progress) { bar.show(p.Stories, p.Of) })
	bar.end()
	if err != nil && ctx.Err() != nil {
		_, _ = fmt.Fprintln(t.out, "Stopped; run it again to go on.")
	}
	return err
}
