package fast

import "strings"

// A desyncCase is what a client sends on one connection before it closes its
// half; fast is how many answers are the loop's with a host list and without
// IgnoreCookies.
type desyncCase struct {
	name  string
	fast  int
	bytes string
}

const (
	hostLine = "Host: dateline.example\r\n"
	plainGet = "GET / HTTP/1.1\r\n" + hostLine + "\r\n"
)

// get is a GET of the front with further header lines.
func get(lines ...string) string {
	return "GET / HTTP/1.1\r\n" + hostLine + strings.Join(lines, "\r\n") + "\r\n\r\n"
}

func desyncCases() []desyncCase {
	long := strings.Repeat("a", 9000)
	smuggled := "GET /smuggled HTTP/1.1\r\n" + hostLine + "\r\n"
	cases := []desyncCase{
		{"plain", 1, plainGet},
		{"plain with encodings", 1, get("Accept-Encoding: gzip, deflate, br, zstd")},
		{"plain from a browser", 1, get("Connection: keep-alive", "Upgrade-Insecure-Requests: 1", "User-Agent: Mozilla/5.0 (X11; Linux)", "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "Sec-Fetch-Site: none", "Accept-Language: en;q=0.5", "Cache-Control: max-age=0", "Priority: u=0, i")},
		{"two pipelined", 2, plainGet + plainGet},
		{"twenty pipelined", 20, strings.Repeat(plainGet, 20)},
		{"400 pipelined over many buffers", 400, strings.Repeat(get("User-Agent: "+strings.Repeat("u", 101)), 400)},
		{"large bodies pipelined", 3, "GET /p70000 HTTP/1.1\r\n" + hostLine + "\r\nGET /p4096 HTTP/1.1\r\n" + hostLine + "\r\n" + plainGet},
		{"empty body", 1, "GET /p0 HTTP/1.1\r\n" + hostLine + "\r\n"},
		{"encoded high bytes and a query", 1, "GET /story/%D8%A7?page=2 HTTP/1.1\r\n" + hostLine + "\r\n"},
		{"not cached between two", 1, plainGet + "GET /absent HTTP/1.1\r\n" + hostLine + "\r\n" + plainGet},
		{"POST in a pipeline", 2, plainGet + plainGet + "POST /f HTTP/1.1\r\n" + hostLine + "Content-Length: 3\r\n\r\nabc" + plainGet},
		{"GET with body in a pipeline", 1, plainGet + get("Content-Length: 5") + "hello" + plainGet},
		{"close in a pipeline", 1, plainGet + get("Connection: close") + plainGet},
		{"HEAD in a pipeline", 1, plainGet + "HEAD / HTTP/1.1\r\n" + hostLine + "\r\n" + plainGet},
		{"nothing", 0, ""},
		{"garbage", 0, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"},
		{"garbage in a pipeline", 1, plainGet + "\x00\xff\r\n\r\n"},
		{"half a request", 0, "GET / HTTP/1.1\r\nHost: datel"},
		{"half a request in a pipeline", 1, plainGet + "GET / HTTP/1.1\r\nHost: datel"},
		{"three bytes after an answer", 1, plainGet + "GET"},
		{"an empty line after an answer", 1, plainGet + "\r\n"},
		{"an empty line between", 1, plainGet + "\r\n" + plainGet},
		{"two empty lines after an answer", 1, plainGet + "\r\n\r\n"},
		{"LF before an end", 1, plainGet + "\n"},
		{"leading CRLF", 0, "\r\n" + plainGet},
		{"leading LF", 0, "\n" + plainGet},
		{"leading space", 0, " " + plainGet},
		{"leading NUL", 0, "\x00" + plainGet},
		{"byte order mark", 0, "\xef\xbb\xbf" + plainGet},
	}
	cases = append(cases, requestLineCases(long)...)
	cases = append(cases, framingCases(smuggled)...)
	cases = append(cases, headerCases(long)...)
	return append(cases, hostCases()...)
}

// requestLineCases are tricks in the first line; none is the loop's.
func requestLineCases(long string) (cases []desyncCase) {
	lines := map[string]string{
		"lower-case method": "get / HTTP/1.1", "mixed-case method": "Get / HTTP/1.1", "unknown method": "BREW / HTTP/1.1",
		"empty method": " / HTTP/1.1", "method with colon": "GE:T / HTTP/1.1", "no method": "/ HTTP/1.1",
		"OPTIONS asterisk": "OPTIONS * HTTP/1.1", "GET asterisk": "GET * HTTP/1.1", "CONNECT authority": "CONNECT dateline.example:443 HTTP/1.1",
		"authority form": "GET dateline.example:80 HTTP/1.1", "absolute form": "GET http://dateline.example/ HTTP/1.1",
		"absolute form of another host": "GET http://evil.example/ HTTP/1.1", "TRACE": "TRACE / HTTP/1.1",
		"HTTP/0.9": "GET /", "HTTP/1.0": "GET / HTTP/1.0", "HTTP/1.10": "GET / HTTP/1.10", "HTTP/1.01": "GET / HTTP/1.01",
		"HTTP/1.2": "GET / HTTP/1.2", "HTTP/2.0": "GET / HTTP/2.0", "HTTP/11": "GET / HTTP/11", "lower-case version": "GET / http/1.1",
		"version with a tail": "GET / HTTP/1.1x", "space after version": "GET / HTTP/1.1 ", "two spaces before version": "GET /  HTTP/1.1",
		"two spaces after method": "GET  / HTTP/1.1", "tab after method": "GET\t/ HTTP/1.1", "vertical tab": "GET /\v HTTP/1.1",
		"space in target": "GET /a b HTTP/1.1", "two versions": "GET / HTTP/1.1 HTTP/1.1", "bare CR in target": "GET /\rx HTTP/1.1",
		"NUL in target": "GET /\x00 HTTP/1.1", "DEL in target": "GET /\x7f HTTP/1.1", "8-bit target": "GET /caf\xe9 HTTP/1.1",
		"UTF-8 target": "GET /café HTTP/1.1", "fragment": "GET /#x HTTP/1.1", "backslash": "GET /\\..\\x HTTP/1.1",
		"double slash": "GET //p1 HTTP/1.1", "double slash later": "GET /a//p1 HTTP/1.1", "dot dot": "GET /a/../ HTTP/1.1",
		"dot": "GET /./ HTTP/1.1", "dot at the end": "GET /. HTTP/1.1", "encoded dot": "GET /%2e%2e/ HTTP/1.1",
		"encoded slash": "GET /%2Fp1 HTTP/1.1", "encoded NUL": "GET /%00 HTTP/1.1", "encoded letter": "GET /%70%31 HTTP/1.1",
		"broken escape": "GET /%zz HTTP/1.1", "cut escape": "GET /% HTTP/1.1", "cut high escape": "GET /%d HTTP/1.1",
		"no slash": "GET p1 HTTP/1.1", "empty target": "GET  HTTP/1.1", "query only": "GET ? HTTP/1.1", "quotes": `GET /"x" HTTP/1.1`,
		"oversized target": "GET /" + long + " HTTP/1.1", "huge target": "GET /" + strings.Repeat(long, 5) + " HTTP/1.1",
		"HTTP/2 preface": "PRI * HTTP/2.0",
	}
	for name, line := range lines {
		cases = append(cases, desyncCase{name, 0, line + "\r\n" + hostLine + "\r\n" + plainGet})
	}
	return append(cases,
		desyncCase{"bare LF after the request line", 0, "GET / HTTP/1.1\n" + hostLine + "\r\n"},
		desyncCase{"CR CR LF", 0, "GET / HTTP/1.1\r\r\n" + hostLine + "\r\n"},
		desyncCase{"bare LF everywhere", 0, strings.ReplaceAll(plainGet+plainGet, "\r\n", "\n")},
		desyncCase{"request line and nothing", 0, "GET / HTTP/1.1\r\n"},
	)
}

// framingCases are disagreements about where a body ends.
func framingCases(smuggled string) (cases []desyncCase) {
	chunked := "5\r\nhello\r\n0\r\n\r\n"
	lines := map[string][]string{
		"chunked GET": {"Transfer-Encoding: chunked"}, "CL.TE": {"Content-Length: 6", "Transfer-Encoding: chunked"},
		"TE.CL": {"Transfer-Encoding: chunked", "Content-Length: 4"}, "TE identity": {"Transfer-Encoding: identity"},
		"TE xchunked": {"Transfer-Encoding: xchunked"}, "TE with space before colon": {"Transfer-Encoding : chunked"},
		"TE with tab": {"Transfer-Encoding:\tchunked"}, "TE with vertical tab": {"Transfer-Encoding: \vchunked"},
		"TE twice": {"Transfer-Encoding: chunked", "Transfer-Encoding: cow"}, "TE list": {"Transfer-Encoding: gzip, chunked"},
		"TE upper case": {"TRANSFER-ENCODING: CHUNKED"}, "TE quoted": {`Transfer-Encoding: "chunked"`},
		"TE behind a fold": {"X: y", " Transfer-Encoding: chunked"}, "TE folded": {"Transfer-Encoding:", " chunked"},
		"TE after bare CR": {"X: y\rTransfer-Encoding: chunked"}, "TE after bare LF": {"X: y\nTransfer-Encoding: chunked"},
		"TE empty": {"Transfer-Encoding:"}, "TE with NUL": {"Transfer-Encoding: chunked\x00"}, "TE with underscore": {"Transfer_Encoding: chunked"},
		"TE in a leading space": {" Transfer-Encoding: chunked"}, "TE with a semicolon": {"Transfer-Encoding: chunked;x=y"},
		"CL": {"Content-Length: 15"}, "CL zero": {"Content-Length: 0"}, "CL twice the same": {"Content-Length: 15", "Content-Length: 15"},
		"CL twice": {"Content-Length: 15", "Content-Length: 0"}, "CL list": {"Content-Length: 15, 15"}, "CL plus": {"Content-Length: +15"},
		"CL minus": {"Content-Length: -15"}, "CL hexadecimal": {"Content-Length: 0xf"}, "CL empty": {"Content-Length:"},
		"CL overflow": {"Content-Length: 18446744073709551631"}, "CL with space before colon": {"Content-Length : 15"},
		"CL with space inside": {"Content-Length: 1 5"}, "CL lower case": {"content-length:15"}, "CL with underscore": {"Content_Length: 15"},
		"expect": {"Expect: 100-continue", "Content-Length: 15"}, "expect without body": {"Expect: 100-continue"}, "expect nonsense": {"Expect: 200-ok"},
		"trailer": {"Trailer: X", "Transfer-Encoding: chunked"}, "TE header": {"TE: trailers"}, "upgrade h2c": {"Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"},
		"upgrade websocket": {"Connection: upgrade", "Upgrade: websocket"}, "connection hides CL": {"Connection: keep-alive, Content-Length", "Content-Length: 15"},
	}
	for name, l := range lines {
		cases = append(cases,
			desyncCase{name + ", GET", 0, get(l...) + chunked + smuggled},
			desyncCase{name + ", second", 1, plainGet + get(l...) + chunked + smuggled},
			desyncCase{name + ", POST", 0, "POST" + strings.TrimPrefix(get(l...), "GET") + chunked + smuggled})
	}
	return cases
}

// headerCases are header lines out of shape or with a meaning of their own.
func headerCases(long string) (cases []desyncCase) {
	for name, l := range map[string]string{
		"space before colon": "Accept : */*", "no colon": "Accept", "empty name": ": x", "only a colon": ":", "obs-fold": "User-Agent: a\r\n b",
		"fold with tab": "User-Agent: a\r\n\tb", "space before name": " User-Agent: a", "name with space": "User Agent: a",
		"name with bracket": "User(Agent: a", "name with 8-bit": "Us\xe9r: a", "name with NUL": "User\x00: a", "value with NUL": "User-Agent: a\x00b",
		"value with DEL": "User-Agent: \x7f", "value with 8-bit": "User-Agent: caf\xe9", "value with bare CR": "User-Agent: a\rb",
		"value with bare LF": "User-Agent: a\nb", "line ended by bare LF": "User-Agent: ab\nVia: x", "value with ESC": "User-Agent: \x1b[0m", "line of CR": "\r", "oversized value": "User-Agent: " + long,
		"huge value": "User-Agent: " + strings.Repeat(long, 5), "oversized name": long + ": x", "many lines": strings.TrimSuffix(strings.Repeat("Via: 1.1 x\r\n", 60), "\r\n"),
		"unknown header": "X-Whatever: 1", "range": "Range: bytes=0-1", "if-none-match": `If-None-Match: "x"`, "if-modified-since": "If-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT",
		"authorization": "Authorization: Basic eDp5", "cookie": "Cookie: a=b", "save-data": "Save-Data: on", "forwarded": "Forwarded: host=evil.example",
		"x-forwarded-host": "X-Forwarded-Host: evil.example", "x-forwarded-proto": "X-Forwarded-Proto: http", "x-original-url": "X-Original-URL: /admin",
		"method override": "X-HTTP-Method-Override: DELETE", "weighted encodings": "Accept-Encoding: gzip;q=0, *", "two encodings": "Accept-Encoding: gzip\r\nAccept-Encoding: br",
		"accept of activities": "Accept: application/activity+json", "connection close": "Connection: close", "connection twice": "Connection: keep-alive\r\nConnection: keep-alive",
		"connection CLOSE": "Connection: CLOSE", "connection list": "Connection: keep-alive, close", "connection empty": "Connection:", "keep-alive header": "Keep-Alive: timeout=5",
		"proxy connection": "Proxy-Connection: keep-alive",
	} {
		cases = append(cases, desyncCase{name, 0, get(l) + plainGet}, desyncCase{name + ", second", 1, plainGet + get(l) + plainGet})
	}
	for name, l := range map[string]string{
		"no cache": "Cache-Control: no-cache\r\nPragma: no-cache", "tabs in value": "User-Agent:\ta\tb\t", "empty value": "User-Agent:",
		"upper-case names": "ACCEPT-ENCODING: GZIP", "empty encodings": "Accept-Encoding:", "Keep-Alive": "connection: Keep-Alive", "accept all": "Accept: */*",
	} {
		cases = append(cases, desyncCase{name, 2, get(l) + plainGet})
	}
	return cases
}

// hostCases are about RFC 9112, 3.2.
func hostCases() (cases []desyncCase) {
	for name, lines := range map[string]string{
		"no host": "", "empty host": "Host:\r\n", "blank host": "Host: \r\n", "two hosts": hostLine + hostLine, "two different hosts": hostLine + "Host: evil.example\r\n",
		"host with path": "Host: dateline.example/x\r\n", "host with user": "Host: a@dateline.example\r\n", "host with space": "Host: dateline example\r\n",
		"host with comma": "Host: dateline.example,evil.example\r\n", "host with 8-bit": "Host: d\xe4teline.example\r\n", "host with NUL": "Host: dateline.example\x00\r\n",
		"host folded": "Host:\r\n dateline.example\r\n", "space before the colon of host": "Host : dateline.example\r\n", "space before host": " Host: dateline.example\r\n",
		"another host": "Host: evil.example\r\n", "host with query": "Host: dateline.example?x\r\n", "host with escape": "Host: %64ateline.example\r\n",
		"host with brackets": "Host: [::1]:80\r\n", "host with fragment": "Host: dateline.example#x\r\n", "long host": "Host: " + strings.Repeat("a.", 200) + "\r\n",
	} {
		cases = append(cases, desyncCase{name, 0, "GET / HTTP/1.1\r\n" + lines + "\r\n" + plainGet})
	}
	return append(cases,
		desyncCase{"host in capitals", 2, "GET / HTTP/1.1\r\nHOST: DATELINE.example\r\n\r\n" + plainGet},
		desyncCase{"host changes to another", 1, plainGet + "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"})
}
