//! What users rely on, tested through the public interface alone. One binary, one module a room.

mod bilevel;
mod content;
mod document;
mod jpeg;
mod raster;
mod samples;
mod split;
mod wrap;
