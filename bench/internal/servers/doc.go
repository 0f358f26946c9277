// Package servers sets up what is measured: Dateline, nginx, and WordPress with
// MariaDB and php-fpm behind nginx. Each gets a directory of its own, listens
// on loopback or on a socket in that directory, and reads nothing of the
// system's configuration but what PHP's packages enable.
package servers
