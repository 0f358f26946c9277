// Package delivery is the page cache: it sends pages as fast as files and
// never a stale one. It knows HTTP and no news; what a page was made from is
// told to it as keys, which are strings.
//
// Every page has the same bytes for every reader. A [Render] is therefore shown
// a request in which nothing of the reader is left: the canonical address and
// the mode. What a render cannot see (Host, X-Forwarded-*, cookies, unknown
// parameters) cannot poison what is kept.
//
// # When a page is valid
//
// A kept page carries its keys and S, the position of the change log before
// its first query. It is valid while no key has moved past S and its Until has
// not come. A hit compares one position, that of the whole log; the keys are
// looked at only when it has moved since the last look. A publication costs the
// cache nothing however many pages it touches: nothing is walked, pages are
// made anew when somebody asks for them. A render that raced a commit never
// stays, because the commit's position is beyond its S.
//
// A reader is never shown what was out of date when the request arrived, with
// two exceptions, both for pages from which nothing was removed
// ([Positions].Removed) and whose Until has not come:
//
//   - while all renders are busy, the last page may be sent for up to a second
//     after it became stale ([Cache.Moved] must be told of changes);
//   - while renders of it fail, for up to a minute.
//
// # What is kept
//
// Each page in each encoding that was asked for (zstd, br, gzip, plain), with
// its header assembled: compressed once when first asked for, once more at the
// best level when the page turns out hot. The whole is bounded by bytes. A page
// without keys is never kept, whatever its status.
//
// # Storm
//
// When for a second every render had to queue, a storm begins: renders get the
// mode [Storm], and what they make counts only until the storm is over. It ends
// when for ten seconds nobody queued worth mentioning.
package delivery
