// Package mail sends letters by e-mail.
//
// A Message is checked before anything is done with it: its addresses, and
// that no text can smuggle a header into it. Two implementations of Sender
// stand beside each other: mail/smtp hands a message to a mail server,
// mail/mailbox keeps it in a directory where it can be read, for trying the
// program out. mail/eml writes and reads the bytes of a message; the suite in
// mail/mailtest holds both senders to what is promised here.
package mail
