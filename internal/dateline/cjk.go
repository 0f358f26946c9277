package dateline

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline.news/internal/news"
)

// East Asian wires run agency, place and date together without blanks and
// close them off with a word for "dispatch" or with a bracket, so they have a
// grammar of their own. Each form is one expression (RE2: linear in the head)
// and one function that says what its groups mean.
type eastAsianForm struct {
	re   *regexp.Regexp
	read func(m groups) (Result, bool)
}

// groups are the named groups of a match.
type groups map[string]string

const (
	opened   = `[（(【\[［〔]`
	shut     = `[）)】\]］〕]`
	agencyZh = `(?P<source>俄罗斯卫星通讯社|俄羅斯衛星通訊社|卫星通讯社|卫星社|日本共同社|共同社|新华社|新華社|新华网|新華網|中新社|中新网|中央社|中通社|中评社|路透社|路透|法新社|美联社|美聯社|德新社|韩联社|韓聯社|塔斯社|俄新社|俄通社|埃菲社|安莎社|彭博社|彭博|人民网|人民日报|央视网|央视新闻|中国网|中国日报网|中国经济网|光明网|环球网|国际在线|大纪元|大紀元|澎湃新闻|财新网|财联社|界面新闻|本报|本報|本刊|本网|早报|联合早报|星洲日报|南洋商报)`
	placeZh  = `(?P<place>[\p{Han}·/、／]{2,12}?)`
	dateEA   = `(?:(?P<year>[\d０-９]{4})年\s*)?(?:(?P<month>[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})月\s*)?(?P<day>[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})日`
	verbZh   = `(?:\s*(?:[晨晚早]|凌晨|上午|下午)?(?:综合|綜合|外电|外電|新媒体|专|專|快|急|消息|体育)*(?:电|電|讯|訊|消息|报导|報導|报道|報道))`
	agencyJa = `(?P<source>AFP[＝=]時事|AFP時事|ロイター|トムソン・ロイター|共同通信社?|共同社?|時事通信社?|時事|聯合ニュース|新華社|タス通信|スプートニク|AFP|ＡＦＰ|AP|ＡＰ|CNN|ＣＮＮ|Bloomberg|ブルームバーグ|UPI|DPA)`
	placeJa  = `(?P<place>[\p{Han}\p{Katakana}\p{Hiragana}ー・/／、]{2,20}?)`
	dashesEA = `\s*(?:[-－–—―─]+|[:：])?\s*`
)

var eastAsianForms = []eastAsianForm{
	// 新华社北京3月3日电 · （中央社台北3日電） · 【大纪元2015年03月03日讯】 · （中央社記者張三台北3日電）
	{compile(opened + `?\s*` + agencyZh + `(?:(?:记者|記者)(?P<reporter>[\p{Han}、，]{2,16}?))?\s*` + placeZh + `?\s*` + dateEA + verbZh + `\s*` + shut + `?` + dashesEA), agencyDispatch},
	// 路透北京3月3日 - 正文
	{compile(agencyZh + `\s*` + placeZh + `?\s*` + dateEA + `\s*[-－–—―─]+\s*`), agencyDispatch},
	// 【东京共同社3月3日电】 · 【ワシントン共同】 · （北京中央社3日電）
	{compile(opened + placeZh + agencyZh + `\s*(?:` + dateEA + `)?` + verbZh + `?\s*` + shut + dashesEA), agencyDispatch},
	{compile(opened + placeJa + `\s*[＝=]?\s*` + agencyJa + `\s*(?:` + dateEA + `)?(?:[発電]|発)?\s*` + shut + dashesEA), agencyDispatch},
	// （吉隆坡3日讯） · 北京3月3日电
	{compile(opened + placeZh + dateEA + verbZh + `\s*` + shut + dashesEA), agencyDispatch},
	{compile(placeZh + `\s*` + dateEA + verbZh + dashesEA), knownPlaceDispatch},
	// [東京　３日　ロイター］ -
	{compile(opened + placeJa + `[\s　]+` + dateEA + `[\s　]+` + agencyJa + `\s*` + shut + dashesEA), agencyDispatch},
	// 【3月3日 AFP】
	{compile(opened + dateEA + `[\s　]*` + agencyJa + `\s*` + shut + dashesEA), agencyDispatch},
	// ソウル＝聯合ニュース
	{compile(placeJa + `\s*[＝=]\s*` + agencyJa + `(?:\s+|` + dashesEA + `)`), agencyDispatch},
	// 【ワシントン＝山田太郎】
	{compile(`【` + placeJa + `[＝=・](?P<reporter>[\p{Han}\p{Katakana}\p{Hiragana}ー、]{2,14})】\s*`), knownPlaceDispatch},
	// (서울=연합뉴스) 홍길동 기자 = · [서울=뉴시스]홍길동 기자 =
	{compile(opened + `(?P<place>[\p{Hangul}·,/、・\s]{2,24}?)\s*[=＝]\s*(?P<source>[\p{L}\p{N}/·\s]{2,20}?)\s*` + shut + `\s*(?:(?P<reporter>[^=＝\n]{1,60}?)\s*[=＝]\s*)?`), koreanDispatch},
	// [아시아경제 홍길동 기자]
	{compile(opened + `(?P<source>[\p{Hangul}A-Za-z0-9]{2,14})[\s=＝]+(?P<reporter>[\p{Hangul}·, ]{2,24}(?:기자|특파원))\s*` + shut + `\s*`), agencyDispatch},
}

func compile(expression string) *regexp.Regexp {
	return regexp.MustCompile(`^[\s　\x{feff}]*` + expression)
}

// creditBehind is the reporters' credit of Chinese wires: 电（记者张三、李四）正文.
var creditBehind = regexp.MustCompile(`^\s*[（(]((?:本报|本報)?(?:记者|記者|编译|編譯|通讯员)[^）)\n]{1,40}|[^）)\n]{0,12}(?:记者|記者)[^）)\n]{2,30}(?:报道|報導|报导|電|电)|\p{Han}{2,4}(?:[ 　、]\p{Han}{2,4})+)[）)]\s*`)

// parseEastAsian reads the forms of this file.
func parseEastAsian(opening string) (Result, bool) {
	text := bounded(opening)
	if !looksEastAsian(text) {
		return Result{}, false
	}
	for _, form := range eastAsianForms {
		at := form.re.FindStringSubmatchIndex(text)
		if at == nil {
			continue
		}
		m := groups{"": text[at[0]:at[1]]}
		for i, name := range form.re.SubexpNames() {
			if name != "" && at[2*i] >= 0 {
				m[name] = text[at[2*i]:at[2*i+1]]
			}
		}
		r, ok := form.read(m)
		if !ok {
			continue
		}
		rest := at[1]
		if credit := creditBehind.FindStringSubmatchIndex(text[rest:]); credit != nil {
			r.Peeled = append(r.Peeled, Peeled{Byline, text[rest+credit[2] : rest+credit[3]]})
			rest += credit[1]
		}
		r.Dateline.Origin = news.OriginBody
		r.Rest = opening[rest:]
		return r, true
	}
	return Result{}, false
}

// looksEastAsian spares other texts the expressions.
func looksEastAsian(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			return true
		}
		if n++; n > 16 {
			return false
		}
	}
	return false
}

func agencyDispatch(m groups) (Result, bool) {
	r := Result{Dateline: news.Dateline{Source: m["source"], FiledOn: eastAsianDate(m)}}
	place := m["place"]
	if m["reporter"] != "" && place == "" {
		m["reporter"], place = splitReporter(m["reporter"])
	} else if m["reporter"] != "" && strings.Contains(m[""], "記者"+m["reporter"]) || strings.Contains(m[""], "记者"+m["reporter"]) && m["reporter"] != "" {
		m["reporter"], place = splitReporter(m["reporter"] + place)
	}
	if m["reporter"] != "" {
		r.Peeled = []Peeled{{Byline, m["reporter"]}}
	}
	r.Dateline.Places = eastAsianPlaces(place)
	return r, r.Dateline.Source != "" || place != ""
}

// knownPlaceDispatch is for forms that only a known place makes certain.
func knownPlaceDispatch(m groups) (Result, bool) {
	for _, p := range eastAsianPlaces(m["place"]) {
		if !gazetteer.has(p.Name) {
			return Result{}, false
		}
	}
	r := Result{Dateline: news.Dateline{Places: eastAsianPlaces(m["place"]), FiledOn: eastAsianDate(m)}}
	if m["reporter"] != "" {
		r.Peeled = []Peeled{{Byline, m["reporter"]}}
	}
	return r, true
}

// koreanDispatch tells (서울=연합뉴스) from [헤럴드경제=홍길동 기자], whose left side
// is the paper.
func koreanDispatch(m groups) (Result, bool) {
	if strings.HasSuffix(m["source"], "기자") || strings.HasSuffix(m["source"], "특파원") {
		r := Result{Dateline: news.Dateline{Source: strings.TrimSpace(m["place"])}, Peeled: []Peeled{{Byline, m["source"]}}}
		return r, !gazetteer.has(m["place"])
	}
	return agencyDispatch(m)
}

// splitReporter parts 張三台北: the place is the longest known one at the end,
// else what follows a name of three characters.
func splitReporter(s string) (reporter, place string) {
	runes := []rune(s)
	for n := 2; n <= 4 && n < len(runes); n++ {
		if gazetteer.has(string(runes[n:])) {
			return string(runes[:n]), string(runes[n:])
		}
	}
	if i := strings.LastIndexAny(s, "、，"); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		last, place := splitReporter(s[i+size:])
		return s[:i+size] + last, place
	}
	if len(runes) > 4 {
		return string(runes[:3]), string(runes[3:])
	}
	return s, ""
}

func eastAsianPlaces(s string) []news.Place {
	var all []news.Place
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/／、,，", r) })
	if len(parts) == 1 {
		if dotted := strings.FieldsFunc(s, func(r rune) bool { return r == '·' || r == '・' }); allKnown(dotted) {
			parts = dotted
		}
	}
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, news.Place{Name: p})
		}
	}
	return all
}

func allKnown(names []string) bool {
	for _, n := range names {
		if !gazetteer.has(strings.TrimSpace(n)) {
			return false
		}
	}
	return true
}

// eastAsianDate needs the month; a day alone is no date.
func eastAsianDate(m groups) news.PartialDate {
	month, ok1 := eastAsianNumber(m["month"])
	day, ok2 := eastAsianNumber(m["day"])
	year, _ := eastAsianNumber(m["year"])
	if !ok1 || !ok2 {
		return news.PartialDate{}
	}
	d, _, _ := valid(year, time.Month(month), day, 0)
	return d.on
}

// eastAsianNumber reads digits of any width and the numerals up to 三十一.
func eastAsianNumber(s string) (int, bool) {
	if n, ok := intOf(s); ok {
		return n, true
	}
	n := 0
	for _, r := range s {
		if r == '十' {
			n = max(n, 1) * 10
			continue
		}
		i := strings.IndexRune("一二三四五六七八九", r)
		if i < 0 {
			return 0, false
		}
		n += i/len("一") + 1
	}
	return n, n > 0
}
