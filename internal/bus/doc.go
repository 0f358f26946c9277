// Package bus carries hints between the parts and the nodes of a program:
// "something under this topic changed, look again".
//
// A hint may be missed. It is never the truth and never the only way to learn
// of a change: whoever subscribes also reads the change log now and then, so
// with every hint lost it is late, not wrong. In return the bus promises:
//
//   - Publish never waits for a subscriber. Each subscription has a buffer of
//     fixed size; when it is full, the oldest hint is dropped and counted.
//   - A subscriber that may have missed something is told so, once, through
//     Lagged: after a drop, and after a lost connection came back.
//   - A hint reaches every subscription of its topic on every node, also those
//     of the node that published it; hints of one publisher keep their order.
//   - After Close has returned, no goroutine of the bus is left.
//
// Two implementations stand beside each other: bus/mem inside one process and
// bus/pg between the nodes that share a PostgreSQL database. The suite in
// bus/bustest holds both to these promises.
package bus
