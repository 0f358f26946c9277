package fast

// maxTarget is the longest target that the loop looks up, in bytes. Stories'
// paths are far shorter; what is longer is not a page of the cache.
const maxTarget = 1024

// targetBytes are the bytes that a plain target is made of: the unreserved
// ones of RFC 3986 and the delimiters that canonical addresses use.
var targetBytes = byteSet("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/?&=+,:@%")

// byteSet returns the membership table of the bytes in s.
func byteSet(s string) (set [256]bool) {
	for _, b := range []byte(s) {
		set[b] = true
	}
	return set
}

// plainTarget says whether t is a path, perhaps with a query, that means the
// same to every parser: no empty and no dotted segments, no fragment, and
// percent-encoding only for bytes outside ASCII.
func plainTarget(t []byte) bool {
	if len(t) == 0 || len(t) > maxTarget || t[0] != '/' {
		return false
	}
	inPath := true
	for i, b := range t {
		if !targetBytes[b] {
			return false
		}
		switch b {
		case '?':
			inPath = false
		case '%':
			if !escapedHigh(t[i+1:]) {
				return false
			}
		case '/':
			if inPath && i+1 < len(t) && (t[i+1] == '/' || t[i+1] == '.') {
				return false
			}
		}
	}
	return true
}

// escapedHigh says whether s begins with two hexadecimal digits that encode a
// byte of 0x80 or more. Encoded ASCII is where path tricks live.
func escapedHigh(s []byte) bool {
	if len(s) < 2 {
		return false
	}
	high, ok1 := hexDigit(s[0])
	_, ok2 := hexDigit(s[1])
	return ok1 && ok2 && high >= 8
}

func hexDigit(b byte) (value byte, ok bool) {
	switch {
	case '0' <= b && b <= '9':
		return b - '0', true
	case 'a' <= b && b <= 'f':
		return b - 'a' + 10, true
	case 'A' <= b && b <= 'F':
		return b - 'A' + 10, true
	}
	return 0, false
}
