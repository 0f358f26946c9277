package dir

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"

	"dateline.news/internal/blob"
)

// List implements blob.Store. It holds the names of one shard at a time.
func (s *Store) List(ctx context.Context, prefix string) iter.Seq2[blob.Item, error] {
	return func(yield func(blob.Item, error) bool) {
		if err := blob.CheckPrefix(prefix); err != nil {
			yield(blob.Item{}, err)
			return
		}
		parent, _ := path.Split(prefix)
		l := &lister{ctx: ctx, files: s.root.FS(), prefix: prefix, yield: yield}
		if err := l.walk(parent); err != nil && !errors.Is(err, errEnough) {
			yield(blob.Item{}, fmt.Errorf("listing blobs under %q: %w", prefix, err))
		}
	}
}

// errEnough ends a walk because the caller wants no more.
var errEnough = errors.New("the listing was left")

type lister struct {
	ctx    context.Context
	files  fs.FS
	prefix string
	yield  func(blob.Item, error) bool
}

// entry is one thing on a level of the tree of keys. A branch stands for all
// keys that go on after name, which then ends in a slash: this is what puts
// branches and blobs in the byte order of keys.
type entry struct {
	name string
	file fs.DirEntry // nil for a branch
}

// walk lists the keys below parent, which is empty or ends in a slash.
func (l *lister) walk(parent string) error {
	shards, err := l.shards(parent)
	if err != nil {
		return err
	}
	for _, shard := range shards {
		if !l.mayHold(parent + shard.begins) {
			continue
		}
		entries, err := l.entries(parent, shard)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := l.visit(parent, e); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *lister) visit(parent string, e entry) error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	key := parent + e.name
	if e.file == nil {
		if !l.mayHold(key) {
			return nil
		}
		return l.walk(key)
	}
	if !strings.HasPrefix(key, l.prefix) {
		return nil
	}
	info, err := e.file.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil // deleted meanwhile
	}
	if err != nil {
		return err
	}
	if !l.yield(blob.Item{Key: key, Size: info.Size() - labelSize, ModTime: info.ModTime()}, nil) {
		return errEnough
	}
	return nil
}

// mayHold says whether a key that begins so can begin with the prefix.
func (l *lister) mayHold(begin string) bool {
	return strings.HasPrefix(begin, l.prefix) || strings.HasPrefix(l.prefix, begin)
}

// shard is the part of a level whose names begin alike.
type shard struct {
	begins   string
	blobs    bool    // there is a directory of blobs
	branches []entry // those that stand between its blobs
}

// shards reads one level and returns its shards in order.
func (l *lister) shards(parent string) ([]shard, error) {
	names, err := l.readDir(dirPath(parent))
	if err != nil {
		return nil, err
	}
	byBegin := make(map[string]shard)
	for _, name := range names {
		raw, inShard := strings.CutPrefix(name.Name(), shardMark)
		segment, ok := unescape(raw)
		if !ok || !name.IsDir() {
			continue // not ours, such as .new
		}
		if inShard {
			sh := byBegin[segment]
			sh.begins, sh.blobs = segment, true
			byBegin[segment] = sh
			continue
		}
		branch := segment + "/"
		sh := byBegin[shardOf(branch)]
		sh.begins = shardOf(branch)
		sh.branches = append(sh.branches, entry{name: branch})
		byBegin[sh.begins] = sh
	}
	order := func(a, b shard) int { return cmp.Compare(a.begins, b.begins) }
	all := make([]shard, 0, len(byBegin))
	for _, sh := range byBegin {
		all = append(all, sh)
	}
	slices.SortFunc(all, order)
	return all, nil
}

// entries returns what begins like a shard, in order.
func (l *lister) entries(parent string, sh shard) ([]entry, error) {
	all := sh.branches
	if sh.blobs {
		names, err := l.readDir(path.Join(dirPath(parent), shardMark+escape(sh.begins)))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if segment, ok := unescape(name.Name()); ok && name.Type().IsRegular() {
				all = append(all, entry{segment, name})
			}
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.name, b.name) })
	return all, nil
}

// readDir returns nothing for a directory that is not there: no key begins so.
func (l *lister) readDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(l.files, cmp.Or(name, "."))
	if errors.Is(err, fs.ErrNotExist) {
		return []fs.DirEntry{}, nil
	}
	return entries, err
}
