package cdn

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Dialect is the way in which a CDN wants to be told.
type Dialect string

const (
	// Fastly takes POST {url}/purge with a list of surrogate keys, and POST
	// {url}/purge_all; the token is in Fastly-Key
	// (https://www.fastly.com/documentation/reference/api/purging/).
	Fastly Dialect = "fastly"
	// Generic takes POST {url} with {"keys": [...]} or {"all": true}; the token,
	// if there is one, is a bearer token (RFC 6750).
	Generic Dialect = "generic"
)

// answerWithin is how long a CDN may take to answer.
const answerWithin = 10 * time.Second

// Interface is where a CDN takes orders.
type Interface struct {
	url     string
	dialect Dialect
	token   string
	client  *http.Client
}

// NewInterface returns the interface of a CDN. It is never asked over a
// redirect, so that the token goes nowhere else.
func NewInterface(address string, d Dialect, token string) *Interface {
	return &Interface{
		url: strings.TrimSuffix(address, "/"), dialect: d, token: token,
		client: &http.Client{
			Timeout:       answerWithin,
			Transport:     &http.Transport{Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, IdleConnTimeout: time.Minute, MaxIdleConns: 4},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// Close closes the connections that are kept for the next order.
func (i *Interface) Close() error {
	i.client.CloseIdleConnections()
	return nil
}

// drop tells the CDN an order. It did not obey unless it says so.
func (i *Interface) drop(ctx context.Context, o order) error {
	r, err := i.request(ctx, o)
	if err != nil {
		return fmt.Errorf("tell the CDN: %w", err)
	}
	answer, err := i.client.Do(r)
	if err != nil {
		return fmt.Errorf("tell the CDN at %s: %w", r.URL.Host, bare(err))
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10)) // so that the connection can be used again
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return fmt.Errorf("the CDN at %s answers with status %d to a purge of %d keys", r.URL.Host, answer.StatusCode, len(o.Keys))
	}
	return nil
}

// bare takes the address out of an error: a path or a query can be a secret.
func bare(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}

func (i *Interface) request(ctx context.Context, o order) (*http.Request, error) {
	address, body := i.url, any(o)
	if i.dialect == Fastly && o.All {
		address, body = i.url+"/purge_all", struct{}{}
	} else if i.dialect == Fastly {
		address = i.url + "/purge"
		body = struct {
			Keys []string `json:"surrogate_keys"`
		}{o.Keys}
	}
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(text))
	if err != nil {
		return nil, bare(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	switch {
	case i.token == "":
	case i.dialect == Fastly:
		r.Header.Set("Fastly-Key", i.token)
	default:
		r.Header.Set("Authorization", "Bearer "+i.token)
	}
	return r, nil
}
