#!/bin/sh
# Cuts the fonts of the reader site from the packages in node_modules into
# fonts/, which is committed. Run it only when a font or a character is to be
# added; "npm run build" uses what it has made. Needs fonttools and brotli.
#
# Newsreader is drawn for sizes from 6 to 72 points. Two cuts are taken from
# it: one for text (400, drawn for 18 points) and one for headlines and strong
# words (600, drawn for 36). Together they are smaller than one font with both
# axes and look as each should at its size.
set -eu
cd "$(dirname "$0")"
packages=node_modules/@fontsource-variable
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p fonts

# English, German, Spanish, French, Italian, Portuguese, the Nordic languages,
# and the signs that the interface uses.
latin='U+0020-007E,U+00A0,U+00A1,U+00A3,U+00A7,U+00A9,U+00AB,U+00AD,U+00B0,U+00B7,U+00BB,U+00BF,U+00C0-00FF,U+0152,U+0153,U+2013,U+2014,U+2018-201A,U+201C-201E,U+2026,U+2039,U+203A,U+20AC'
# Names from the rest of Europe and Turkey, fetched only where one stands.
ext='U+0100-0131,U+0134-017E,U+0218-021B,U+1E9E'
# Arabic, Persian and Urdu letters, digits, marks and punctuation.
arabic='U+0600-0605,U+0609-060D,U+0610-0615,U+061B-061F,U+0621-065F,U+0660-0671,U+0679,U+067E,U+0686,U+0688,U+0691,U+0698,U+06A4,U+06A9,U+06AF,U+06BA,U+06BE,U+06C1,U+06CC,U+06D2,U+06D4,U+06F0-06F9,U+200C-200F,U+25CC'

# cut NAME SOURCE CHARACTERS FEATURES AXIS=RANGE…
cut() {
	name=$1 source=$packages/$2 characters=$3 features=$4
	shift 4
	fonttools varLib.instancer "$source" "$@" --output "$work/$name.ttf" --quiet
	pyftsubset "$work/$name.ttf" --unicodes="$characters" --layout-features="$features" \
		--no-hinting --drop-tables+=STAT --flavor=woff2 --output-file="fonts/$name.woff2"
	printf '%6d %s\n' "$(wc -c <"fonts/$name.woff2")" "$name"
}

serif=newsreader/files/newsreader
sans=instrument-sans/files/instrument-sans
features=kern,mark,ccmp,locl,liga,tnum,lnum

cut newsreader-roman $serif-latin-opsz-normal.woff2 "$latin" $features wght=400 opsz=18
cut newsreader-roman-head $serif-latin-opsz-normal.woff2 "$latin" $features wght=600 opsz=36
cut newsreader-italic $serif-latin-wght-italic.woff2 "$latin" $features wght=400:600
cut newsreader-ext $serif-latin-ext-opsz-normal.woff2 "$ext" $features wght=400 opsz=18
cut newsreader-ext-head $serif-latin-ext-opsz-normal.woff2 "$ext" $features wght=600 opsz=36
cut instrument-sans $sans-latin-wght-normal.woff2 "$latin" $features wght=400:600
cut instrument-ext $sans-latin-ext-wght-normal.woff2 "$ext" $features wght=400:600
cut arabic noto-naskh-arabic/files/noto-naskh-arabic-arabic-wght-normal.woff2 "$arabic" '*' wght=400:700

for font in newsreader instrument-sans noto-naskh-arabic; do
	cp "$packages/$font/LICENSE" "fonts/OFL-$font.txt"
done
