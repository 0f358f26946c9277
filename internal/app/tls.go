package app

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"github.com/caddyserver/certmagic"
	"go.uber.org/zap"
)

// secured reports whether readers come by HTTPS to this very program.
func (a *App) secured() bool { return len(a.config.TLS.Hosts) > 0 || a.config.TLS.CertFile != "" }

// secure puts TLS on the listener, with the certificate that the operator gave
// or with certificates for the hosts that the operator named. These are asked
// for and renewed in the background (ACME, RFC 8555, by the TLS-ALPN challenge
// of RFC 8737 on the same port).
func (a *App) secure(ctx context.Context, l net.Listener) (net.Listener, error) {
	c := a.config.TLS
	var config *tls.Config
	switch {
	case c.CertFile != "":
		pair, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
		if err != nil {
			return l, fmt.Errorf("the certificate cannot be used (tls.cert_file, tls.key_file): %w", err)
		}
		config = &tls.Config{Certificates: []tls.Certificate{pair}}
	case len(c.Hosts) > 0:
		magic := a.certificates()
		if err := magic.ManageAsync(ctx, c.Hosts); err != nil {
			return l, fmt.Errorf("certificates for %v cannot be asked for (tls.hosts): %w", c.Hosts, err)
		}
		config = magic.TLSConfig()
	default:
		return l, nil
	}
	config.NextProtos = append([]string{"h2", "http/1.1"}, config.NextProtos...)
	config.DynamicRecordSizingDisabled = true // a kept page is one system call
	return tls.NewListener(l, config), nil
}

func (a *App) certificates() *certmagic.Config {
	c := a.config.TLS
	var magic *certmagic.Config
	cache := certmagic.NewCache(certmagic.CacheOptions{
		GetConfigForCert: func(certmagic.Certificate) (*certmagic.Config, error) { return magic, nil },
		Logger:           zap.NewNop(),
	})
	a.closers = append(a.closers, func() error { cache.Stop(); return nil })
	magic = certmagic.New(cache, certmagic.Config{
		Storage: &certmagic.FileStorage{Path: filepath.Join(a.config.Data, "certificates")},
		Logger:  zap.NewNop(),
		OnEvent: a.certificateEvent,
	})
	issuer := certmagic.ACMEIssuer{
		CA: c.Directory, Email: c.Email, Agreed: true, DisableHTTPChallenge: true, Logger: zap.NewNop(),
	}
	if c.CACert != "" {
		issuer.TrustedRoots = a.roots(c.CACert)
	}
	magic.Issuers = []certmagic.Issuer{certmagic.NewACMEIssuer(magic, issuer)}
	return magic
}

// certificateEvent writes into our own log what an operator must know.
func (a *App) certificateEvent(ctx context.Context, event string, data map[string]any) error {
	switch event {
	case "cert_obtained":
		a.log.InfoContext(ctx, "certificate obtained", "host", data["identifier"], "renewal", data["renewal"])
	case "cert_failed":
		a.log.ErrorContext(ctx, "no certificate could be got; check that the name points here and that port 443 is reachable",
			"host", data["identifier"], "error", data["error"])
	}
	return nil
}

// roots reads the root of a private certificate authority. Without it every
// certificate will fail, and the log says why.
func (a *App) roots(file string) *x509.CertPool {
	pool := x509.NewCertPool()
	pem, err := os.ReadFile(file)
	if err == nil && !pool.AppendCertsFromPEM(pem) {
		err = fmt.Errorf("%s holds no certificate", file)
	}
	if err != nil {
		a.log.Error("the private authority's root cannot be read", "file", file, "error", err)
	}
	return pool
}
