//! Answers that come packed by gzip (RFC 1952), the one content coding that is asked for.
//!
//! What is read as a whole is unpacked while it comes. Downloads are not: their ranges and checksums are of what is stored,
//! which may be packed for good.

use std::io::{self, Write};

use flate2::write::MultiGzDecoder;
use http::HeaderMap;

use super::{Failure, Phase};

/// How packed answers are asked for, and told.
pub(crate) const GZIP: &str = "gzip";

/// Whether a body of these headers is packed.
pub(super) fn is_packed(headers: &HeaderMap) -> bool {
    let coding = headers.get("content-encoding").and_then(|coding| coding.to_str().ok());
    coding.is_some_and(|coding| matches!(coding.trim().to_ascii_lowercase().as_str(), GZIP | "x-gzip"))
}

/// Unpacks what comes piece by piece.
pub(super) struct Unpacker(MultiGzDecoder<Bounded>);

/// What has been unpacked, of at most `largest` bytes: a few packed ones can be a million.
struct Bounded {
    bytes: Vec<u8>,
    largest: u64,
    is_full: bool,
}

impl Unpacker {
    pub(super) fn new(largest: u64) -> Self {
        Self(MultiGzDecoder::new(Bounded { bytes: Vec::new(), largest, is_full: false }))
    }

    /// Unpacks a piece.
    pub(super) fn unpack(&mut self, piece: &[u8]) -> Result<(), Failure> {
        let unpacked = self.0.write_all(piece);
        unpacked.map_err(
            |error| if self.0.get_ref().is_full { too_large(self.0.get_ref().largest) } else { broken(&error) },
        )
    }

    /// All of it, where that was the last piece.
    pub(super) fn finish(self) -> Result<Vec<u8>, Failure> {
        self.0.finish().map(|bounded| bounded.bytes).map_err(|error| broken(&error))
    }
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.is_full = self.bytes.len() as u64 + bytes.len() as u64 > self.largest;
        if self.is_full {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn broken(error: &io::Error) -> Failure {
    Failure::new(Phase::Answered, format!("the answer is said to be packed by gzip and cannot be unpacked: {error}"))
}

/// A body is larger than it may be.
pub(super) fn too_large(largest: u64) -> Failure {
    let text = format!("the answer has more than {largest} bytes, the limit of this connection (`largest_body`)");
    Failure::new(Phase::Invalid, text)
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(pieces: impl IntoIterator<Item = impl AsRef<[u8]>>, largest: u64) -> Result<Vec<u8>, Failure> {
        let mut unpacker = Unpacker::new(largest);
        pieces.into_iter().try_for_each(|piece| unpacker.unpack(piece.as_ref()))?;
        unpacker.finish()
    }

    #[test]
    fn pieces_of_any_length_are_unpacked_and_members_joined() {
        let text = b"a network, a subnet, a network, a subnet, a port".repeat(20);
        let all = [packed(&text), packed(b""), packed(&text)].concat();
        for length in [1, 2, 7, 10, 11, 64, all.len()] {
            assert_eq!(unpacked(all.chunks(length), 1 << 20).unwrap(), text.repeat(2), "{length}");
        }
    }

    #[test]
    fn what_ends_too_early_or_is_changed_is_broken() {
        let all = packed(&b"a network, a subnet".repeat(20));
        for length in 0..all.len() {
            let failure = unpacked([&all[..length]], 1 << 20).unwrap_err();
            assert_eq!(failure.phase(), Phase::Answered, "{length}");
        }
        let mut changed = all.clone();
        let last = changed.len() - 6;
        changed[last] ^= 1;
        assert_eq!(unpacked([changed], 1 << 20).unwrap_err().phase(), Phase::Answered);
        assert_eq!(unpacked([b"{\"networks\": []}"], 1 << 20).unwrap_err().phase(), Phase::Answered);
    }

    #[test]
    fn a_bomb_is_not_unpacked_beyond_the_limit() {
        let bomb = packed(&vec![0; 10_000_000]);
        assert!(bomb.len() < 20_000);
        let mut unpacker = Unpacker::new(100_000);
        let failure = unpacker.unpack(&bomb).unwrap_err();
        assert!(failure.to_string().contains("more than 100000 bytes"), "{failure}");
        assert!(unpacker.0.get_ref().bytes.capacity() <= 200_000);
        assert_eq!(unpacked([packed(&[0; 1000])], 1000).unwrap().len(), 1000);
    }
}
