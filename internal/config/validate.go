package config

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// derive fills in what follows from other settings.
func (c *Config) derive() {
	if c.PublicURL == "" {
		c.PublicURL = c.ownOrigin()
	}
	if len(c.Hosts) == 0 {
		if u, err := url.Parse(c.PublicURL); err == nil {
			c.Hosts = append(c.Hosts, u.Hostname())
		}
		c.Hosts = append(c.Hosts, c.TLS.Hosts...)
		slices.Sort(c.Hosts)
		c.Hosts = slices.Compact(c.Hosts)
	}
	if c.Mail.Host != "" && c.Mail.Port == 0 {
		c.Mail.Port = map[MailTLS]int{MailStartTLS: 587, MailImplicit: 465, MailNone: 25}[c.Mail.TLS]
	}
}

// ownOrigin is where the site is reached when nothing stands in front of it.
func (c *Config) ownOrigin() string {
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return "" // Validate says so
	}
	scheme, usual := "http", "80"
	if addr, err := netip.ParseAddr(host); host == "" || err == nil && addr.IsUnspecified() {
		host = "localhost"
	}
	if len(c.TLS.Hosts) > 0 {
		scheme, usual, host = "https", "443", c.TLS.Hosts[0]
	}
	if c.TLS.CertFile != "" {
		scheme, usual = "https", "443"
	}
	if port == usual {
		return scheme + "://" + strings.TrimSuffix(net.JoinHostPort(host, ""), ":")
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

// Validate returns a ConflictError, joined with errors.Join, for each
// combination of settings that cannot work.
func (c *Config) Validate() error {
	return errors.Join(c.checkSite(), c.checkTLS(), c.checkPurge(), c.checkDatabase(), c.checkBlob(), c.checkMail())
}

// rule is a combination that cannot work.
type rule struct {
	broken bool
	keys   []string
	reason string
	wayOut string
}

func check(rules ...rule) error {
	var errs []error
	for _, r := range rules {
		if r.broken {
			errs = append(errs, &ConflictError{r.keys, r.reason, r.wayOut})
		}
	}
	return errors.Join(errs...)
}

func (c *Config) checkSite() error {
	return check(
		rule{c.Data == "", []string{"data"}, "nothing can be kept without a directory", "name one, such as ./dateline-data"},
		rule{c.MetricsListen != "" && c.MetricsListen == c.Listen, []string{"metrics_listen", "listen"},
			"two servers cannot have the same address", "give the numbers one of their own, such as 127.0.0.1:9090"},
		rule{c.ProxyProtocol && len(c.TrustedProxies) == 0, []string{"proxy_protocol", "trusted_proxies"},
			"nobody is trusted to send a PROXY header", "name the proxies in trusted_proxies, or remove proxy_protocol"},
	)
}

func (c *Config) checkTLS() error {
	own := check(
		rule{(c.TLS.CertFile == "") != (c.TLS.KeyFile == ""), []string{"tls.cert_file", "tls.key_file"},
			"a certificate and its key are two files, and only one is given", "give both"},
		rule{c.TLS.CertFile != "" && len(c.TLS.Hosts) > 0, []string{"tls.cert_file", "tls.hosts"},
			"there is a certificate already, and others would be obtained", "keep one of them"})
	return errors.Join(own, c.checkACME())
}

func (c *Config) checkACME() error {
	if len(c.TLS.Hosts) == 0 {
		return check(rule{c.TLS.Email != "" || c.TLS.CACert != "", []string{"tls.hosts"},
			"other settings of tls are given, and no host name to get a certificate for", "name the hosts, or remove the other settings of tls"})
	}
	_, port, _ := net.SplitHostPort(c.Listen)
	isPublic := c.TLS.Directory == letsEncrypt
	private := slices.ContainsFunc(c.TLS.Hosts, func(host string) bool {
		_, err := netip.ParseAddr(host)
		return err == nil || !strings.Contains(host, ".") || strings.HasSuffix(host, ".local")
	})
	u, err := url.Parse(c.PublicURL)
	isDefaultPort := err == nil && u.Port() == ""
	return check(
		rule{c.TLS.Email == "", []string{"tls.hosts", "tls.email"},
			"the certificate authority has nobody to write to", "give tls.email, such as desk@example.net"},
		rule{strings.HasPrefix(c.PublicURL, "http:"), []string{"public_url", "tls.hosts"},
			"readers would be sent to http while the site is served over https", "let public_url begin with https://, or remove it"},
		rule{isPublic && private, []string{"tls.hosts", "tls.directory"},
			"Let's Encrypt gives no certificate for an address or a name of a private network", "use a public host name, or name your own authority in tls.directory"},
		rule{isPublic && port != "443" && !isDefaultPort, []string{"tls.hosts", "listen"},
			"Let's Encrypt calls back on port 443, and the site listens on port " + port,
			"listen on :443, or, where a router passes port 443 on to this one, say so with public_url = \"https://" + c.TLS.Hosts[0] + "\""},
	)
}

func (c *Config) checkPurge() error {
	u, err := url.Parse(c.Purge.URL)
	clear := err == nil && u.Scheme == "http" && !isLoopback(u.Hostname())
	return check(
		rule{c.Purge.URL == "" && c.Purge.Token != "", []string{"purge.url", "purge.token"},
			"there is a token for a CDN and not its address", "give purge.url, or remove the token"},
		rule{c.Purge.URL != "" && c.Purge.Kind == PurgeFastly && c.Purge.Token == "", []string{"purge.kind", "purge.token"},
			"Fastly's interface takes nothing without a token", "give purge.token, or the file that holds it"},
		rule{clear && c.Purge.Token != "", []string{"purge.url", "purge.token"},
			"the token would cross the network in the clear", "use https, or remove the token where the network is your own"},
	)
}

func isLoopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}

func (c *Config) checkDatabase() error {
	hasPassword := false
	if u, err := url.Parse(string(c.Database)); err == nil {
		_, hasPassword = u.User.Password()
		hasPassword = hasPassword || u.Query().Has("password")
	}
	return check(
		rule{c.DatabasePassword != "" && c.Database == "", []string{"database_password", "database"},
			"there is a password and no PostgreSQL database that asks for it", "give the connection string in database, or remove the password"},
		rule{c.DatabasePassword != "" && hasPassword, []string{"database_password", "database"},
			"the connection string holds a password already", "remove one of the two"},
		rule{c.Bus == BusPostgres && c.Database == "", []string{"bus", "database"},
			"the bus needs the PostgreSQL database that the nodes share, and the data is in SQLite", `give its connection string in database, or use bus = "memory"`},
	)
}

func (c *Config) checkBlob() error {
	isS3 := c.Blob == BlobS3
	given := c.S3.Endpoint != "" || c.S3.Bucket != "" || c.S3.AccessKey != "" || c.S3.SecretKey != ""
	return check(
		rule{isS3 && c.S3.Endpoint == "", []string{"blob", "s3.endpoint"}, "nobody knows where the S3 store is",
			"give s3.endpoint, such as https://s3.example.net"},
		rule{isS3 && c.S3.Bucket == "", []string{"blob", "s3.bucket"}, "the S3 store needs a bucket", "give s3.bucket"},
		rule{isS3 && (c.S3.AccessKey == "" || c.S3.SecretKey == ""), []string{"blob", "s3.access_key", "s3.secret_key"},
			"nobody can sign in to the S3 store", "give both keys, or the files that hold them"},
		rule{!isS3 && given, []string{"blob", "s3"}, "an S3 store is described and not used",
			`say blob = "s3", or remove the settings of s3`},
	)
}

func (c *Config) checkMail() error {
	if c.Mail.Host == "" {
		return check(rule{c.Mail.Username != "" || c.Mail.Password != "" || c.Mail.Port != 0, []string{"mail.host"},
			"the way to a mail server is described and not which one", "give mail.host, or remove the other settings of mail"})
	}
	isLocal := isLoopback(c.Mail.Host)
	return check(
		rule{c.Mail.From == "", []string{"mail.host", "mail.from"}, "letters need a sender",
			"give mail.from, such as Example News <desk@example.net>"},
		rule{(c.Mail.Username == "") != (c.Mail.Password == ""), []string{"mail.username", "mail.password"},
			"signing in takes both", "give the other one too, or neither"},
		rule{c.Mail.TLS == MailNone && !isLocal, []string{"mail.tls", "mail.host"},
			"letters and the password would cross the network in the clear", "use starttls or implicit; none is for a mail server on this machine"},
	)
}
