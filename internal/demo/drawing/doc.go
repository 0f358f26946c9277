// Package drawing engraves the pictures of the demo newspaper, The Ellery Tide.
//
// Every picture is drawn by the program: black ink on a pale plate, tone made
// by hatching whose lines swell and thin as a graver's do, one restrained tint
// per mood. A picture is a scene (Names), a seed that moves its parts about, a
// mood (Moods) that sets sky, light and tint, and a size in pixels. The same
// four always give the same bytes on the same architecture; nothing depends on
// time, map order or earlier calls, and every function may be called from many
// goroutines at once.
//
// Scenes are composed in units of which the short side of the plate holds 200,
// so a composition follows the aspect ratio rather than being cropped by it.
package drawing
