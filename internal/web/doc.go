// Package web is what the faces of the house share: templates with themes,
// static files under addresses that never change their meaning, security
// headers, the check of the host name, and the translation of errors into
// statuses. It knows HTTP and no story.
package web
