// Package fast answers plain GETs of cached pages straight from the socket, in
// front of net/http.
//
// net/http spends more than half of a small answer's time on work that a
// cached page does not need: a header map, a request value, a context, a
// background read, two writes. The loop here reads a request into the
// connection's own buffer, and if it is nothing but a plain GET that the page
// cache can answer, writes the stored head, the Date and the stored body with
// one system call. It promises:
//
//   - It knows no HTTP but that one shape. At the first sign of anything else
//     (method, version, an unlisted header, a byte out of place, a page that is
//     not cached) the connection goes to net/http for good, with everything
//     that was read and not answered put back in front, before one byte of
//     that request is answered. So bodies, ranges, conditions, upgrades and
//     bad requests have one implementation, and it is net/http's.
//   - A client cannot tell the two apart, but by the order of header lines.
//     The tests compare them byte by byte on hand-written and random streams.
//   - Every wait has a deadline: for the first request, between requests, for
//     the rest of a begun head, and for a slow reader.
//   - No allocation per request, no goroutine that Shutdown does not wait for.
//
// Listener is the loop; it is a net.Listener whose Accept returns only what
// was handed over, so http.Server.Serve runs behind it unchanged. Coalesce is
// for net/http's side: it joins the flush of net/http's 4 KiB buffer with the
// rest of the body.
//
// The grammar is RFC 9112 (message format), RFC 9110 (field names and values)
// and RFC 3986 (target), each narrowed to what browsers and proxies send.
package fast
