package config

import (
	"log/slog"
	"net/netip"
	"strings"
	"time"
)

// Config is the settings of one program. Load fills in what follows from other
// settings, so that nobody else has to derive anything.
type Config struct {
	Data           string         // directory of everything that is kept on this machine
	Listen         string         // host:port for readers and staff
	PublicURL      string         // origin that readers see, without a slash at the end
	Hosts          []string       // host names that are answered, in lower case
	TrustedProxies []netip.Prefix // whose word about the reader's address is taken
	ProxyProtocol  bool           // they begin each connection with a PROXY header
	MetricsListen  string         // host:port of the numbers for the operator; "" is off
	CacheSize      int64          // bytes of memory for pages that are kept ready
	PlainHTTP      bool           // no fast path for kept pages
	Theme          string         // directory with templates and styles; "" is the built-in look
	Dev            bool           // for working on the program itself
	AlertsTo       string         // e-mail address of the operator; "" is nobody
	Without        []Part         // parts that are switched off

	Database         DatabaseURL // "" is SQLite in the data directory
	DatabasePassword Secret      // in place of one in Database
	Bus              Bus

	TLS    TLS
	Purge  Purge
	Blob   BlobStore
	S3     S3
	Mail   Mail
	Log    Log
	Limits Limits
}

// TLS is how the program gets certificates by itself (ACME, RFC 8555).
type TLS struct {
	Hosts     []string // host names to get certificates for; none is plain HTTP
	Email     string   // where the certificate authority writes when something is wrong
	Directory string   // URL of the authority
	CACert    string   // file with the root of a private authority; "" is the system's
	CertFile  string   // file with a certificate from elsewhere, in place of all this
	KeyFile   string   // file with its key
}

// Purge is how a CDN in front is told what to drop.
type Purge struct {
	URL   string // of its interface, without a slash at the end; "" is no CDN
	Kind  PurgeKind
	Token Secret
}

// S3 is where blobs are kept when Config.Blob is BlobS3.
type S3 struct {
	Endpoint, Bucket, Region, Prefix string
	AccessKey, SecretKey             Secret
	PathStyle                        bool
}

// Mail is how letters leave. Without a host they go to a mailbox in the data
// directory.
type Mail struct {
	Host     string
	Port     int
	Username string
	Password Secret
	From     string
	TLS      MailTLS
}

// Log is how much is logged, and in what form.
type Log struct {
	Level  slog.Level
	Format LogFormat
}

// Limits protect the program from its clients.
type Limits struct {
	HeaderBytes   int64
	BodyBytes     int64
	ReadTimeout   time.Duration // for the header of a request
	WriteTimeout  time.Duration // for one page, not for streams
	IdleTimeout   time.Duration // between two requests of a connection
	ShutdownGrace time.Duration // for what is under way when the program is told to stop
}

// Part is a part of the program that can be switched off.
type Part string

const (
	Radio      Part = "radio"
	Discussion Part = "discussion"
	Numbers    Part = "numbers"
)

// Bus is what carries hints between nodes.
type Bus string

const (
	BusMemory   Bus = "memory"
	BusPostgres Bus = "postgres"
)

// BlobStore is where pictures and sound are kept.
type BlobStore string

const (
	BlobDir BlobStore = "dir"
	BlobS3  BlobStore = "s3"
)

// PurgeKind is the dialect in which a CDN is told what to drop.
type PurgeKind string

const (
	PurgeFastly  PurgeKind = "fastly"
	PurgeGeneric PurgeKind = "generic"
)

// MailTLS is how the connection to the mail server is protected.
type MailTLS string

const (
	MailStartTLS MailTLS = "starttls"
	MailImplicit MailTLS = "implicit"
	MailNone     MailTLS = "none"
)

// LogFormat is the form of a log line.
type LogFormat string

const (
	LogText LogFormat = "text"
	LogJSON LogFormat = "json"
)

const letsEncrypt = "https://acme-v02.api.letsencrypt.org/directory"

// Defaults returns the settings of a program that was told nothing. What
// follows from other settings is empty; Load fills it in.
func Defaults() Config {
	return Config{
		Data:   "./dateline-data",
		Listen: ":8080",
		Bus:    BusMemory,

		CacheSize: 256 << 20,

		Blob: BlobDir,
		TLS:  TLS{Directory: letsEncrypt},

		Purge: Purge{Kind: PurgeGeneric},
		S3:    S3{Region: "us-east-1"},
		Mail:  Mail{TLS: MailStartTLS},
		Log:   Log{Level: slog.LevelInfo, Format: LogText},
		Limits: Limits{
			HeaderBytes:   64 << 10,
			BodyBytes:     64 << 20,
			ReadTimeout:   10 * time.Second,
			WriteTimeout:  60 * time.Second,
			IdleTimeout:   120 * time.Second,
			ShutdownGrace: 20 * time.Second,
		},
	}
}

// String returns the settings as a file would give them, without secrets.
func (c Config) String() string {
	var b strings.Builder
	for _, s := range settings(&c) {
		if !s.isFile {
			b.WriteString(s.key + " = " + s.get() + "\n")
		}
	}
	return b.String()
}

// LogValue returns the settings for a log, without secrets.
func (c Config) LogValue() slog.Value {
	var attrs []slog.Attr
	for _, s := range settings(&c) {
		if !s.isFile {
			attrs = append(attrs, slog.String(s.key, s.get()))
		}
	}
	return slog.GroupValue(attrs...)
}
