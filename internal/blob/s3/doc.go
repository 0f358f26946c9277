// Package s3 keeps blobs in a bucket of an S3 store.
//
// A blob is an object whose name is the prefix of the store and the key.
// Content of unknown length is sent in parts of 8 MB, so that one Put needs
// that much memory and a blob may have 80 GB; the store shows the object only
// when its last part has arrived. An upload that fails is aborted; the parts
// of a program that was killed meanwhile stay invisible and are for a
// life-cycle rule of the bucket to remove.
//
// Stores that keep objects as files cannot hold a key "a" beside a key "a/b".
package s3
