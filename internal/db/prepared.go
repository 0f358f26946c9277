package db

import (
	"context"
	"database/sql"
	"sync"
)

// mostPrepared bounds the statements that are kept prepared. The program has
// fewer; lists of changing length could make more.
const mostPrepared = 1000

// preparedSet keeps the statements of one pool prepared, so that SQLite does
// not read and plan the same text again and again: a third of the time of an
// import. PostgreSQL's driver has a cache of its own, and no set.
//
// Preparing takes a connection. Whoever is inside a transaction holds one
// already and must not wait for another, so it only says what it wanted; the
// statement is prepared before the next transaction begins.
type preparedSet struct {
	pool *sql.DB

	mu     sync.Mutex
	kept   map[string]*sql.Stmt
	wanted map[string]bool
}

func newPreparedSet(pool *sql.DB) *preparedSet {
	return &preparedSet{pool: pool, kept: map[string]*sql.Stmt{}, wanted: map[string]bool{}}
}

// find returns the statement if it is ready, and notes that it was wanted if
// it is not.
func (p *preparedSet) find(text string) (*sql.Stmt, bool) {
	if p == nil {
		return nil, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if s, ok := p.kept[text]; ok {
		return s, true
	}
	if len(p.kept)+len(p.wanted) < mostPrepared {
		p.wanted[text] = true
	}
	return nil, false
}

// prepare makes ready what was wanted. A statement that cannot be prepared is
// sent as text, and says itself what is wrong with it.
func (p *preparedSet) prepare(ctx context.Context) {
	if p == nil {
		return
	}
	p.mu.Lock()
	wanted := p.wanted
	if len(wanted) > 0 {
		p.wanted = map[string]bool{}
	}
	p.mu.Unlock()
	for text := range wanted {
		s, err := p.pool.PrepareContext(ctx, text)
		if err != nil {
			continue
		}
		p.mu.Lock()
		p.kept[text] = s
		p.mu.Unlock()
	}
}
