package site

// Patterns are the addresses of an edition, as they are routed.
func Patterns() []string {
	var found []string
	for _, r := range (&Site{}).routes() {
		found = append(found, r.pattern)
	}
	return found
}
