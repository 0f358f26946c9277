package app

import (
	"net"

	"dateline.news/internal/delivery"
)

// Pages is the page cache.
func (a *App) Pages() *delivery.Cache { return a.pages }

// Proxied reads PROXY headers from the connections of a listener, if it is set.
func (a *App) Proxied(l net.Listener) net.Listener { return a.proxied(l) }
