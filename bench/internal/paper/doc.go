// Package paper makes the publication that is measured: the demo newspaper,
// with as many copies of its stories as a measurement needs to have distinct
// pages, all of them in one running topic.
package paper
