//! A keyed permutation of the numbers of so many digits.
//!
//! The Feistel network of FF1 (NIST SP 800-38G, algorithm 7, radix 10): two halves of the digits, ten rounds,
//! each adds a keyed function of one half to the other. HMAC-SHA-256 is the keyed function in place of a chain
//! of AES, and the exam is the tweak. Both halves are added modulo their own power of ten, so that the network
//! never leaves the numbers of that many digits: no cycle has to be walked, and no two indices meet.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::error::{Code, Error, Result};

/// As FF1; even, so that both halves end where they began.
const ROUNDS: u8 = 10;

/// HMAC-SHA-256 that has taken in what it is for.
pub(super) fn keyed(key: &[u8; 32], purpose: &[u8]) -> Result<Hmac<Sha256>> {
    let keyed = Hmac::<Sha256>::new_from_slice(key);
    let mut keyed = keyed.map_err(|_| Error::new(Code::Internal, "HMAC-SHA-256 refused its key"))?;
    keyed.update(purpose);
    Ok(keyed)
}

/// A permutation of `0..10^digits`.
#[derive(Clone)]
pub(super) struct Permutation {
    /// The keyed function, with everything taken in that all rounds share.
    keyed: Hmac<Sha256>,
    /// The powers of ten of the left and of the right half.
    left: u32,
    right: u32,
}

impl Permutation {
    /// The permutation of the numbers of `digits` digits (2..=9) that belongs to a key and a tweak.
    ///
    /// # Errors
    /// `internal`, never in fact: HMAC takes keys of any length.
    pub(super) fn new(key: &[u8; 32], tweak: &[u8], digits: u8) -> Result<Self> {
        let mut keyed = keyed(key, b"korrigo.anonymous_id/1\0")?;
        // The length first: no tweak is the beginning of another.
        keyed.update(&(tweak.len() as u64).to_be_bytes());
        keyed.update(tweak);
        keyed.update(&[digits]);
        let half = u32::from(digits / 2);
        Ok(Self { keyed, left: 10u32.pow(half), right: 10u32.pow(u32::from(digits) - half) })
    }

    /// Where the permutation takes `number`, which has no more than so many digits.
    pub(super) fn forward(&self, number: u32) -> u32 {
        let (mut a, mut b) = (number / self.right, number % self.right);
        for round in 0..ROUNDS {
            let modulus = self.modulus(round);
            (a, b) = (b, (a + self.round(round, b) % modulus) % modulus);
        }
        a * self.right + b
    }

    /// What the permutation takes to `number`.
    pub(super) fn backward(&self, number: u32) -> u32 {
        let (mut a, mut b) = (number / self.right, number % self.right);
        for round in (0..ROUNDS).rev() {
            let modulus = self.modulus(round);
            (a, b) = ((b + modulus - self.round(round, a) % modulus) % modulus, a);
        }
        a * self.right + b
    }

    /// What the half that changes in this round is counted by.
    const fn modulus(&self, round: u8) -> u32 {
        if round.is_multiple_of(2) { self.left } else { self.right }
    }

    /// The first 32 bits of HMAC over the round and the half that stays: no digit is likelier than another
    /// by more than one in a million.
    fn round(&self, round: u8, half: u32) -> u32 {
        let mut keyed = self.keyed.clone();
        keyed.update(&[round]);
        keyed.update(&half.to_be_bytes());
        let digest = keyed.finalize().into_bytes();
        digest.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permutation(key: u8, tweak: &str, digits: u8) -> Permutation {
        Permutation::new(&[key; 32], tweak.as_bytes(), digits).unwrap()
    }

    #[test]
    fn every_number_is_taken_once_and_comes_back() {
        for digits in 2..=5 {
            let permutation = permutation(7, "maths", digits);
            let size = 10u32.pow(u32::from(digits));
            let mut seen = vec![false; size as usize];
            for number in 0..size {
                let there = permutation.forward(number);
                assert!(!std::mem::replace(&mut seen[there as usize], true), "{there} twice");
                assert_eq!(permutation.backward(there), number);
            }
        }
    }

    #[test]
    fn keys_tweaks_and_digits_all_count() {
        let first = |key, tweak, digits| -> Vec<u32> {
            let permutation = permutation(key, tweak, digits);
            (0..50).map(|number| permutation.forward(number)).collect()
        };
        let all =
            [first(1, "a", 4), first(2, "a", 4), first(1, "b", 4), first(1, "a", 5), first(1, "a\x04", 4)];
        for (place, one) in all.iter().enumerate() {
            assert!(all[..place].iter().all(|other| other != one));
        }
        assert_eq!(first(1, "a", 4), first(1, "a", 4));
    }

    /// Neighbours in the pile are no neighbours as ids: first, second and last digits are evenly spread, and
    /// so are the distances. The bounds are six standard deviations.
    #[test]
    fn order_says_nothing() {
        let permutation = permutation(3, "order", 4);
        let numbers: Vec<u32> = (0..10_000).map(|number| permutation.forward(number)).collect();
        let first: Vec<u32> = numbers.iter().take(2_000).copied().collect();
        for part in [1, 10, 1000] {
            for digit in 0..10 {
                let count = first.iter().filter(|number| *number / part % 10 == digit).count();
                assert!((120..=280).contains(&count), "{count} times {digit}");
            }
        }
        let near = numbers.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) < 100).count();
        assert!((115..=285).contains(&near), "{near}");
        let kept = numbers.iter().zip(0..).filter(|(there, here)| *there == here).count();
        assert!(kept <= 8, "{kept}");
    }
}
