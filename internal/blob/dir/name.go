package dir

import (
	"encoding/hex"
	"path"
	"strings"
)

// shardMark begins the names of the directories that hold blobs. No escaped
// segment contains it.
const shardMark = "~"

// shardBytes is how many bytes of the last segment name its shard: 256
// directories for checksums in hexadecimal.
const shardBytes = 2

// filePath returns where the blob of a valid key lies, slash-separated and
// relative to the directory of the store.
func filePath(key string) string {
	parent, last := path.Split(key)
	return path.Join(dirPath(parent), shardMark+escape(shardOf(last)), escape(last))
}

// dirPath returns the directory of the keys that begin with the segments of
// parent, which is empty or ends in a slash.
func dirPath(parent string) string {
	var segments []string
	for segment := range strings.SplitSeq(strings.TrimSuffix(parent, "/"), "/") {
		segments = append(segments, escape(segment))
	}
	return path.Join(segments...)
}

func shardOf(segment string) string { return segment[:min(shardBytes, len(segment))] }

// escape writes a segment as a file name: injective, also where case and
// Unicode normalisation are ignored, and without a leading or trailing dot.
func escape(segment string) string {
	const digits = "0123456789abcdef"
	var b strings.Builder
	for i := range len(segment) {
		c := segment[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '_', c == '-',
			c == '.' && i > 0 && i < len(segment)-1:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}

// unescape is the inverse of escape; ok is false for a name that escape does
// not make.
func unescape(name string) (segment string, ok bool) {
	var b []byte
	for i := 0; i < len(name); i++ {
		if name[i] != '%' {
			b = append(b, name[i])
			continue
		}
		if i+3 > len(name) {
			return "", false
		}
		c, err := hex.DecodeString(name[i+1 : i+3])
		if err != nil {
			return "", false
		}
		b = append(b, c...)
		i += 2
	}
	segment = string(b)
	return segment, segment != "" && escape(segment) == name
}
