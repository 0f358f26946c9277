// Package pg is the bus between nodes that share a PostgreSQL database, made
// of LISTEN and NOTIFY.
//
// One connection of its own listens on one channel for all topics; what
// arrives is handed to the subscriptions of this process. When the connection
// is lost the bus comes back by itself, waiting a little longer after each
// failure, and then tells every subscription that it may have missed hints.
// Publishing has a second connection, opened when first needed.
//
// LISTEN belongs to a session: a connection pooler in transaction mode
// between this package and the server swallows the hints. Point the URL at
// the server itself.
package pg
