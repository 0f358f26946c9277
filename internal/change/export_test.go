package change

// Remember sets how many keys a log tells apart.
func Remember(l *Log, most int) { l.most = most }
