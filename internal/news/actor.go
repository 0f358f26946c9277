package news

// Permission names something that an actor may be allowed to do.
type Permission string

const (
	WriteStories      Permission = "story.write"
	PublishStories    Permission = "story.publish"
	WithdrawStories   Permission = "story.withdraw"
	CorrectStories    Permission = "story.correct"
	ManageTopics      Permission = "topic.manage"
	ManageTags        Permission = "tag.manage"
	ManagePeople      Permission = "people.manage"
	ManagePictures    Permission = "media.manage"
	ManagePublication Permission = "publication.manage"
	ManageStandards   Permission = "standards.manage"
)

// Actor is who does something. Every verb that changes anything takes one, so
// that no face can forget to ask. The zero Actor is nobody, who may do nothing.
type Actor struct {
	Name   string // for the record of who did what
	all    bool
	grants map[Permission]bool
}

// Program is an actor without limits: a part of the program itself, or the
// operator at its terminal. The name says which ("import page").
func Program(name string) Actor { return Actor{Name: name, all: true} }

// Staff is an actor who may do what is granted, and nothing else.
func Staff(name string, grants ...Permission) Actor {
	a := Actor{Name: name, grants: map[Permission]bool{}}
	for _, p := range grants {
		a.grants[p] = true
	}
	return a
}

// Require returns nil if the actor may do it, SignedOut for nobody, and
// Forbidden for somebody who may not.
func (a Actor) Require(p Permission) error {
	switch {
	case a.all || a.grants[p]:
		return nil
	case a.Name == "":
		return Errorf(SignedOut, "nobody is signed in")
	}
	return Errorf(Forbidden, "%s may not do this (%s)", a.Name, p)
}
