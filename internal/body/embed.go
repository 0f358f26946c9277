package body

import (
	"net/url"
	"regexp"
	"strings"
)

// provider is one platform whose frames and posts we know by their address.
// The pattern is matched against host, path and query; address is the public
// address that readers would open, made of what the pattern found.
type provider struct {
	name    string
	pattern *regexp.Regexp
	address string
}

var providers = []provider{
	known("youtube", `^(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:embed/|shorts/|live/|v/|watch\?(?:.*&)?v=)([\w-]{6,20})`, "https://www.youtube.com/watch?v=$1"),
	known("youtube", `^youtu\.be/([\w-]{6,20})`, "https://www.youtube.com/watch?v=$1"),
	known("vimeo", `^(?:player\.|www\.)?vimeo\.com/(?:video/)?(\d+)`, "https://vimeo.com/$1"),
	known("x", `^(?:www\.|mobile\.)?(?:twitter|x)\.com/(\w+)/status(?:es)?/(\d+)`, "https://x.com/$1/status/$2"),
	known("x", `^platform\.(?:twitter|x)\.com/embed/.*[?&]id=(\d+)`, "https://x.com/i/status/$1"),
	known("facebook", `^(?:www\.|m\.)?facebook\.com/([\w.\-/]+(?:\?(?:v|id|story_fbid|fbid)=\d+)?)`, "https://www.facebook.com/$1"),
	known("instagram", `^(?:www\.)?instagram\.com/(?:[\w.]+/)?(p|reel|tv)/([\w-]+)`, "https://www.instagram.com/$1/$2/"),
	known("telegram", `^t\.me/(?:s/)?(\w+)/(\d+)`, "https://t.me/$1/$2"),
	known("tiktok", `^(?:www\.)?tiktok\.com/(@[\w.]+/video/\d+)`, "https://www.tiktok.com/$1"),
	known("tiktok", `^(?:www\.)?tiktok\.com/embed/(?:v2/)?(\d+)`, "https://www.tiktok.com/embed/v2/$1"),
	known("dailymotion", `^(?:www\.)?dailymotion\.com/(?:embed/)?video/(\w+)`, "https://www.dailymotion.com/video/$1"),
	known("rutube", `^rutube\.ru/(?:play/embed|video)/(\w+)`, "https://rutube.ru/video/$1/"),
	known("vk", `^(?:www\.)?vk\.com/video_ext\.php\?oid=(-?\d+)&id=(\d+)`, "https://vk.com/video${1}_$2"),
	known("soundcloud", `^(?:www\.|api\.)?soundcloud\.com/([\w\-/]+)`, "https://soundcloud.com/$1"),
	known("spotify", `^open\.spotify\.com/(?:embed/)?(track|album|episode|show|playlist)/(\w+)`, "https://open.spotify.com/$1/$2"),
}

func known(name, pattern, address string) provider {
	return provider{name: name, pattern: regexp.MustCompile(pattern), address: address}
}

// KnownEmbed recognises the address of a frame or post of a platform, and
// returns the platform's name and the public address of the thing itself.
func KnownEmbed(address string) (provider, public string, ok bool) {
	address = strings.TrimSpace(address)
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return "", "", false
	}
	if inner := wrapped(u); inner != "" {
		if u, err = url.Parse(inner); err != nil {
			return "", "", false
		}
	}
	where := strings.ToLower(u.Hostname()) + u.EscapedPath()
	if u.RawQuery != "" {
		where += "?" + u.RawQuery
	}
	for _, p := range providers {
		found := p.pattern.FindStringSubmatchIndex(where)
		if found == nil {
			continue
		}
		public := string(p.pattern.ExpandString(nil, p.address, where, found))
		if _, err := checkWebAddress(public); err == nil {
			return p.name, public, true
		}
	}
	return "", "", false
}

// wrapped returns the address that a player's address carries within it.
func wrapped(u *url.URL) string {
	switch {
	case strings.HasSuffix(u.Hostname(), "facebook.com") && strings.HasPrefix(u.Path, "/plugins/"):
		return u.Query().Get("href")
	case u.Hostname() == "w.soundcloud.com":
		return u.Query().Get("url")
	}
	return ""
}
