package config

import "slices"

// setting is all that is known about one setting.
type setting struct {
	group   string // heading under which it is described
	key     string // in the file; dots separate tables
	help    string // one sentence
	accepts string // what a value looks like, in words
	example string
	secret  bool // its value is never shown
	isFile  bool // it names a file that holds the value of the secret before it
	isBool  bool // its flag needs no value
	set     func(text string) error
	get     func() string // as a file would give it, without secrets
}

// settings is the table of everything that can be set, bound to c.
func settings(c *Config) []setting {
	return slices.Concat(
		group("Site", siteSettings(c)),
		group("Database", databaseSettings(c)),
		group("Certificates", tlsSettings(c)),
		group("CDN", purgeSettings(c)),
		group("Pictures and sound", blobSettings(c)),
		group("Mail", mailSettings(c)),
		group("Log", logSettings(c)),
		group("Limits", limitSettings(c)),
	)
}

func group(heading string, all []setting) []setting {
	for i := range all {
		all[i].group = heading
	}
	return all
}

func siteSettings(c *Config) []setting {
	return []setting{
		define(&c.Data, path(), "data", "Directory of everything that is kept on this machine."),
		define(&c.Listen, address(), "listen", "Address on which readers and staff are served.").like(":80"),
		define(&c.PublicURL, origin(), "public_url", "Origin under which readers reach the site; made from tls.hosts or listen when empty."),
		define(&c.Hosts, hostNames(), "hosts", "Host names that are answered; the one of public_url and those of tls.hosts when empty."),
		define(&c.TrustedProxies, networks(), "trusted_proxies", "Networks of the proxies in front, whose word about a reader's address is taken."),
		define(&c.ProxyProtocol, yesNo(), "proxy_protocol", "The proxies of trusted_proxies begin each connection with a PROXY header (version 1 or 2); one without it is closed."),
		define(&c.MetricsListen, optionalAddress(), "metrics_listen", "Address of the numbers for the operator (Prometheus); off when empty, so that no second port opens unasked."),
		define(&c.CacheSize, size(), "cache_size", "Memory for pages that are kept ready."),
		define(&c.PlainHTTP, yesNo(), "plain_http", "Answers every request by Go's own server, without the fast path for kept pages."),
		define(&c.Theme, path(), "theme", "Directory with templates in place of the built-in ones.").like("./look"),
		define(&c.Without, oneOfEach(Radio, Discussion, Numbers), "without", "Parts of the program that are switched off."),
		define(&c.AlertsTo, email(), "alerts_to", "E-mail address of the operator, who is written to when something needs a hand."),
		define(&c.Dev, yesNo(), "dev", "Reads the theme again whenever a file in it changes, for working on a theme."),
	}
}

func databaseSettings(c *Config) []setting {
	return slices.Concat(
		[]setting{define(&c.Database, databaseURL(), "database", "PostgreSQL connection string; SQLite in the data directory when empty.").hide()},
		defineSecret(&c.DatabasePassword, "database_password", "Password for the database, in place of one in its connection string."),
		[]setting{define(&c.Bus, oneOf(BusMemory, BusPostgres), "bus", "What carries hints between nodes: memory for one node, postgres for several.")},
	)
}

func tlsSettings(c *Config) []setting {
	return []setting{
		define(&c.TLS.Hosts, hostNames(), "tls.hosts", "Host names for which certificates are obtained and renewed; the site is served over HTTPS then."),
		define(&c.TLS.Email, email(), "tls.email", "E-mail address that the certificate authority writes to when something is wrong."),
		define(&c.TLS.Directory, webURL(), "tls.directory", "ACME directory of the certificate authority.").like("https://ca.example.net/acme/directory"),
		define(&c.TLS.CACert, path(), "tls.ca_cert", "PEM file with the root certificate of a private certificate authority.").like("/etc/ssl/our-root.pem"),
		define(&c.TLS.CertFile, path(), "tls.cert_file", "PEM file with a certificate that you got elsewhere; the site is served over HTTPS with it.").like("/etc/ssl/paper.pem"),
		define(&c.TLS.KeyFile, path(), "tls.key_file", "PEM file with the key of tls.cert_file.").like("/etc/ssl/paper.key"),
	}
}

func purgeSettings(c *Config) []setting {
	return slices.Concat(
		[]setting{
			define(&c.Purge.URL, webURL(), "purge.url", "Where a CDN in front is told which pages to drop; it may keep pages for long then. For kind fastly the service's address, to which /purge is added.").like("https://api.fastly.com/service/SU1Z0isxPaozG"),
			define(&c.Purge.Kind, oneOf(PurgeFastly, PurgeGeneric), "purge.kind", "How the CDN wants to be told: fastly, or generic, which posts {\"keys\": [...]} as JSON."),
		},
		defineSecret(&c.Purge.Token, "purge.token", "Token for the CDN, sent as Fastly-Key or as a bearer token."),
	)
}

func blobSettings(c *Config) []setting {
	return slices.Concat(
		[]setting{
			define(&c.Blob, oneOf(BlobDir, BlobS3), "blob", "Where they are kept: dir is below the data directory, s3 is a bucket."),
			define(&c.S3.Endpoint, webURL(), "s3.endpoint", "Origin of the S3 store."),
			define(&c.S3.Bucket, bucketName(), "s3.bucket", "Name of the bucket, which must be there already."),
			define(&c.S3.Region, word(), "s3.region", "Region of the bucket."),
		},
		defineSecret(&c.S3.AccessKey, "s3.access_key", "Access key for the bucket."),
		defineSecret(&c.S3.SecretKey, "s3.secret_key", "Secret key for the bucket."),
		[]setting{
			define(&c.S3.Prefix, prefix(), "s3.prefix", "Begins the name of every object, for a bucket shared with others."),
			define(&c.S3.PathStyle, yesNo(), "s3.path_style", "Puts the bucket into the path of a request and not into the host name, as many stores of one's own want it."),
		},
	)
}

func mailSettings(c *Config) []setting {
	return slices.Concat(
		[]setting{
			define(&c.Mail.Host, hostName(), "mail.host", "Mail server that takes outgoing letters; they stay in a mailbox in the data directory when empty."),
			define(&c.Mail.Port, port(), "mail.port", "Port of the mail server; 587, 465 or 25 by mail.tls when empty."),
			define(&c.Mail.Username, word(), "mail.username", "Who signs in to the mail server; nobody when empty.").like("desk"),
		},
		defineSecret(&c.Mail.Password, "mail.password", "Password for the mail server."),
		[]setting{
			define(&c.Mail.From, sender(), "mail.from", "Sender of the letters."),
			define(&c.Mail.TLS, oneOf(MailStartTLS, MailImplicit, MailNone), "mail.tls", "How the connection is protected; none only to a mail server on this machine."),
		},
	)
}

func logSettings(c *Config) []setting {
	return []setting{
		define(&c.Log.Level, logLevel(), "log.level", "The least important messages that are logged."),
		define(&c.Log.Format, oneOf(LogText, LogJSON), "log.format", "Form of a log line: text for people, json for collectors."),
	}
}

func limitSettings(c *Config) []setting {
	return []setting{
		define(&c.Limits.HeaderBytes, size(), "limits.header_bytes", "Largest header of a request.").like("128KB"),
		define(&c.Limits.BodyBytes, size(), "limits.body_bytes", "Largest body of a request, which is the largest upload."),
		define(&c.Limits.ReadTimeout, duration(), "limits.read_timeout", "Time that the header of a request may take to arrive."),
		define(&c.Limits.WriteTimeout, duration(), "limits.write_timeout", "Time that a page may take to leave; streams are exempt."),
		define(&c.Limits.IdleTimeout, duration(), "limits.idle_timeout", "Time that a connection may wait for its next request."),
		define(&c.Limits.ShutdownGrace, duration(), "limits.shutdown_grace", "Time that is left to what is under way when the program is told to stop."),
	}
}
