package site_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"

	"dateline.news/internal/locale"
)

// TestMessages_AreInTheCatalogue looks for every message that the site asks
// for, in its templates and in its Go code.
func TestMessages_AreInTheCatalogue(t *testing.T) {
	t.Parallel()
	catalogue, err := locale.Load()
	must(t, err)
	uses := slices.Concat(templateUses(t), goUses(t), madeUses())
	if len(uses) < 80 {
		t.Errorf("only %d uses were found", len(uses))
	}
	if err := catalogue.CheckUses(uses); err != nil {
		t.Error(err)
	}
	if err := catalogue.CheckUses(append(uses, locale.Use{ID: "story.nowhere", Where: "here"})); err == nil {
		t.Error("a message that there is not is not found")
	}
	t.Logf("%d uses; %d messages wait for rooms to come", len(uses), len(catalogue.Unused(uses)))
}

// made are the ids that the code makes from data, by the expression that makes
// them. A new expression fails the test until it is written down here.
var made = map[string][]locale.Use{
	`label`: {{ID: "topic.title"}, {ID: "footer.archive"}, {ID: "footer.corrections"}, {ID: "footer.standards"}}, // footMenu
	`id`: { // provenance
		{ID: "picture.photograph", Args: []string{"name"}}, {ID: "picture.obtained", Args: []string{"who"}},
		{ID: "picture.uploaded", Args: []string{"date", "platform"}}, {ID: "picture.source", Args: []string{"name"}},
		{ID: "picture.verified", Args: []string{"what"}}, {ID: "picture.licence", Args: []string{"name"}},
	},
	`"label." + string(label)`: {
		{ID: "label.analysis"}, {ID: "label.opinion"}, {ID: "label.review"}, {ID: "label.obituary"}, {ID: "label.letter"},
		{ID: "label.sponsored"}, {ID: "label.agency"},
	},
	`"story." + id`: {{ID: "story.correction"}, {ID: "story.clarification"}, {ID: "story.update"}, {ID: "story.editors-note"}},
	`"withdrawn." + kind`: {
		{ID: "withdrawn.retracted", Args: []string{"date"}}, {ID: "withdrawn.legal", Args: []string{"date"}}, {ID: "withdrawn.expired", Args: []string{"date"}},
	},
	`"withdrawn." + kind + "-text"`: {
		{ID: "withdrawn.retracted-text", Args: []string{"reason"}}, {ID: "withdrawn.legal-text", Args: []string{"reason"}}, {ID: "withdrawn.expired-text"},
	},
}

func madeUses() []locale.Use { return slices.Concat(slices.Collect(maps.Values(made))...) }

// goUses are the calls of T and N in the package's own files.
func goUses(t *testing.T) (uses []locale.Use) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	must(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		must(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			call, isCall := n.(*ast.CallExpr)
			if !isCall || len(call.Args) == 0 {
				return true
			}
			method, isMethod := call.Fun.(*ast.SelectorExpr)
			if !isMethod || method.Sel.Name != "T" && method.Sel.Name != "N" {
				return true
			}
			use := locale.Use{Where: set.Position(call.Pos()).String(), Plural: method.Sel.Name == "N"}
			id, isText := literal(call.Args[0])
			if expression := types.ExprString(call.Args[0]); !isText && made[expression] == nil {
				t.Errorf("%s: the ids that %s makes are not written down in this test", use.Where, expression)
			}
			if !isText {
				return true
			}
			use.ID = id
			first := 1
			if use.Plural {
				first = 2
			}
			for i := first; i < len(call.Args); i += 2 {
				if arg, isText := literal(call.Args[i]); isText {
					use.Args = append(use.Args, arg)
				}
			}
			uses = append(uses, use)
			return true
		})
	}
	return uses
}

func literal(e ast.Expr) (string, bool) {
	lit, isLiteral := e.(*ast.BasicLit)
	if !isLiteral || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// templateUses are the calls of L.T, L.N and L.Parts in the templates.
func templateUses(t *testing.T) (uses []locale.Use) {
	t.Helper()
	must(t, fs.WalkDir(os.DirFS("pages"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".html") {
			return err
		}
		text, err := os.ReadFile(filepath.Join("pages", name))
		if err != nil {
			return err
		}
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck
		all := map[string]*parse.Tree{}
		if _, err := tree.Parse(string(text), "", "", all); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, part := range all {
			if part.Root != nil {
				commands(part.Root, func(c *parse.CommandNode) { uses = append(uses, useIn(part, c)...) })
			}
		}
		return nil
	}))
	return uses
}

// partsArgs are the arguments of messages that templates take apart.
var partsArgs = map[string][]string{"story.by": {"names"}}

// useIn is the message that a command of a template asks for, if any.
func useIn(in *parse.Tree, c *parse.CommandNode) []locale.Use {
	path := strings.Split(strings.TrimLeft(c.Args[0].String(), "$."), ".")
	n := len(path)
	if n < 2 || path[n-2] != "L" || len(c.Args) < 2 {
		return nil
	}
	id, isText := c.Args[1].(*parse.StringNode)
	if !isText {
		return []locale.Use{{ID: "«not a literal»", Where: in.Name}}
	}
	at, _ := in.ErrorContext(c)
	use := locale.Use{ID: id.Text, Where: at, Plural: path[n-1] == "N"}
	first := 2
	switch path[n-1] {
	case "N":
		first = 3
	case "Parts":
		use.Args = partsArgs[id.Text]
	case "T":
	default:
		return nil
	}
	for i := first; i < len(c.Args); i += 2 {
		if arg, isText := c.Args[i].(*parse.StringNode); isText {
			use.Args = append(use.Args, arg.Text)
		}
	}
	return []locale.Use{use}
}

// commands calls f with every command below a node.
func commands(n parse.Node, f func(*parse.CommandNode)) {
	branch := func(b *parse.BranchNode) {
		commands(b.Pipe, f)
		commands(b.List, f)
		if b.ElseList != nil {
			commands(b.ElseList, f)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, child := range n.Nodes {
			commands(child, f)
		}
	case *parse.ActionNode:
		commands(n.Pipe, f)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			commands(n.Pipe, f)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			f(c)
			for _, arg := range c.Args {
				commands(arg, f)
			}
		}
	}
}
