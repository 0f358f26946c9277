package body

// NodeType is the name of a kind of node, as it stands in the JSON.
type NodeType string

const (
	NodeDoc          NodeType = "doc"
	NodeParagraph    NodeType = "paragraph"
	NodeHeading      NodeType = "heading"
	NodeQuote        NodeType = "quote"
	NodeBulletList   NodeType = "bulletList"
	NodeOrderedList  NodeType = "orderedList"
	NodeListItem     NodeType = "listItem"
	NodePicture      NodeType = "picture"
	NodeGallery      NodeType = "gallery"
	NodeEmbed        NodeType = "embed"
	NodeTable        NodeType = "table"
	NodeTableRow     NodeType = "tableRow"
	NodeTableHeader  NodeType = "tableHeader"
	NodeTableCell    NodeType = "tableCell"
	NodeDivider      NodeType = "divider"
	NodeRelatedLink  NodeType = "relatedLink"
	NodeAudioClip    NodeType = "audioClip"
	NodeCorrection   NodeType = "correction"
	NodePreformatted NodeType = "preformatted"
	NodeHardBreak    NodeType = "hardBreak"
	NodeText         NodeType = "text"
)

// MarkType is the name of a kind of mark, as it stands in the JSON.
type MarkType string

const (
	MarkSaid   MarkType = "said" // an inline quotation with its record
	MarkLink   MarkType = "link"
	MarkLang   MarkType = "lang" // words of another language or direction
	MarkStrong MarkType = "strong"
	MarkEm     MarkType = "em"
	MarkStrike MarkType = "strike"
	MarkSub    MarkType = "sub"
	MarkSup    MarkType = "sup"
	MarkCode   MarkType = "code"
)

// Bounds of one body. They are far above any story and far below any harm.
const (
	MaxDepth = 32       // levels of nodes below the doc
	MaxNodes = 50_000   // nodes in all
	MaxText  = 2 << 20  // bytes of text and attributes in all
	MaxJSON  = 16 << 20 // bytes of JSON that Parse reads
)

// nodeSpec is one row of the schema: what a node is called, where it may
// stand, what it may hold. content is a content expression of ProseMirror's
// (see expr.go); marks names the marks that text inside it may carry, "_"
// being all of them.
type nodeSpec struct {
	name    NodeType
	group   string
	content string
	marks   string
	attrs   []attrSpec
	role    string             // prosemirror-tables' name for the part of a table
	check   func(Attrs) string // what attributes must satisfy together; "" when they do

	index    int // place in the table
	terms    []term
	allMarks bool
	markSet  map[MarkType]bool
}

// nodeTable is the schema. Order matters to an editor: the first node of a
// group is the one it makes when it needs any.
var nodeTable = []nodeSpec{
	{name: NodeDoc, content: "block*"},
	{name: NodeParagraph, group: "block", content: "inline*", marks: "_", attrs: blockAttrs()},
	{name: NodeHeading, group: "block", content: "inline*", marks: "link lang em strike sub sup code",
		attrs: blockAttrs(whole("level", 2, 2, 4))}, // 1 is the headline
	{name: NodeQuote, group: "block", content: "paragraph+", attrs: blockAttrs(attributionAttrs()...)},
	{name: NodeBulletList, group: "block", content: "listItem+", attrs: blockAttrs()},
	{name: NodeOrderedList, group: "block", content: "listItem+", attrs: blockAttrs(whole("start", 1, 0, 1_000_000))},
	{name: NodeListItem, content: "paragraph block*"},
	{name: NodePicture, group: "block", attrs: blockAttrs(
		identity("pictureId").required(), line("caption"), line("alt"), choice("place", "column", "wide"))},
	{name: NodeGallery, group: "block", content: "picture*", attrs: blockAttrs(line("title"))},
	{name: NodeEmbed, group: "block", attrs: blockAttrs(
		line("provider").required().with(checkSlug), line("url").required().with(checkWebAddress), line("title"))},
	{name: NodeTable, group: "block", content: "tableRow+", role: "table", attrs: blockAttrs(line("caption"))},
	{name: NodeTableRow, content: "(tableHeader | tableCell)*", role: "row"},
	{name: NodeTableHeader, content: "block+", role: "header_cell", attrs: cellAttrs()},
	{name: NodeTableCell, content: "block+", role: "cell", attrs: cellAttrs()},
	{name: NodeDivider, group: "block", attrs: blockAttrs()},
	{name: NodeRelatedLink, group: "block", check: relatedLeadsSomewhere, attrs: blockAttrs(
		line("url").with(CheckLink), line("title"), identity("storyId"))},
	{name: NodeAudioClip, group: "block", attrs: blockAttrs(
		line("url").required().with(checkMediaAddress), line("title"), whole("seconds", 0, 0, 7*24*3600))},
	{name: NodeCorrection, group: "block", content: "paragraph+", attrs: blockAttrs(
		choice("kind", CorrectionKinds()...), line("at").required().with(checkInstant))},
	{name: NodePreformatted, group: "block", content: "text*", attrs: blockAttrs(line("language").with(checkSlug))},
	{name: NodeHardBreak, group: "inline"},
	{name: NodeText, group: "inline"},
}

// markSpec is one row of the table of marks. excludes follows ProseMirror: it
// names the marks that cannot stand beside this one, itself included.
type markSpec struct {
	name     MarkType
	attrs    []attrSpec
	excludes []MarkType

	rank int
}

// markTable lists the marks from the outermost to the innermost.
var markTable = []markSpec{
	{name: MarkSaid, attrs: attributionAttrs()},
	{name: MarkLink, attrs: []attrSpec{line("href").required().with(CheckLink)}},
	{name: MarkLang, attrs: []attrSpec{line("lang").with(checkLanguage), choice("dir", "", "ltr", "rtl", "auto")}},
	{name: MarkStrong},
	{name: MarkEm},
	{name: MarkStrike},
	{name: MarkSub, excludes: []MarkType{MarkSub, MarkSup}},
	{name: MarkSup, excludes: []MarkType{MarkSub, MarkSup}},
	{name: MarkCode},
}

// CorrectionKinds lists the kinds of correction, the plain one first.
func CorrectionKinds() []string {
	return []string{"correction", "clarification", "update", "editorsNote"}
}

// blockAttrs puts the stable id that every block may carry before its own attributes.
func blockAttrs(own ...attrSpec) []attrSpec {
	return append([]attrSpec{line("id").with(checkBlockID)}, own...)
}

// attributionAttrs is the quote record, shared by the block and the mark.
func attributionAttrs() []attrSpec {
	return []attrSpec{
		line("speaker"), identity("personId"), line("role"), line("venue"),
		line("saidOn").with(checkPartialDate), flag("paraphrase"),
	}
}

func cellAttrs() []attrSpec {
	return []attrSpec{whole("colspan", 1, 1, 100), whole("rowspan", 1, 1, 1000)}
}

func relatedLeadsSomewhere(a Attrs) string {
	if a.get("url") == nil && a.get("storyId") == nil {
		return "a related link needs a url or a storyId"
	}
	return ""
}

// compiled is the schema made ready for checking: looked up by name, content
// expressions read. It is computed once from the tables and never changed.
type compiled struct {
	nodes map[NodeType]*nodeSpec
	marks map[MarkType]*markSpec
}

var schema = compile(nodeTable, markTable)

func compile(nodes []nodeSpec, marks []markSpec) compiled {
	c := compiled{nodes: make(map[NodeType]*nodeSpec), marks: make(map[MarkType]*markSpec)}
	for i := range nodes {
		n := &nodes[i]
		n.index = i
		n.terms = parseExpression(n.content, nodes)
		n.allMarks = n.marks == "_"
		n.markSet = markSet(n.marks)
		c.nodes[n.name] = n
	}
	for i := range marks {
		marks[i].rank = i
		c.marks[marks[i].name] = &marks[i]
	}
	return c
}

func (s *nodeSpec) inline() bool { return s.group == "inline" }

// allows reports whether text inside the node may carry the mark.
func (s *nodeSpec) allows(m MarkType) bool { return s.allMarks || s.markSet[m] }
