//! Trains the reader of page numbers on boxes it draws itself, and writes its weights.
//!
//! ```sh
//! cargo run --release -p korrigo-core --example train_digits -- korrigo-core/src/scan/digits/weights.bin
//! ```
//!
//! The same command gives the same bytes on the same kind of machine (sines and exponentials differ in
//! their last bit between platforms): some minutes on two cores. A second argument gives the number of
//! steps, a third the seed. Prints how often boxes it has never seen are read right.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program of its own: it reports to whoever trains, and writes the weights"
)]

#[path = "../../src/scan/digits/net.rs"]
#[expect(dead_code, reason = "the trainer writes nets and never reads one")]
mod net;

mod draw;
mod learn;
mod rng;
mod skeletons;

use learn::{Learner, losses};
use net::{CLASSES, EMPTY, OTHER, PARTS};
use rng::Rng;

/// Boxes a step.
const BATCH: usize = 64;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("train_digits OUT [STEPS] [SEED]")?;
    let steps: usize = arguments.next().map_or(Ok(11_000), |text| text.parse())?;
    let seed: u64 = arguments.next().map_or(Ok(1), |text| text.parse())?;
    let mut learner = Learner::new(&mut Rng(seed));
    for step in 0..steps {
        let loss = learner.step(seed, step, steps, BATCH);
        if step % 500 == 0 {
            println!("step {step}: loss {loss:.3}");
        }
        if step % 2_000 == 1_999 {
            std::fs::write(&path, bytes(&learner.net.parameters))?;
        }
    }
    std::fs::write(&path, bytes(&learner.net.parameters))?;
    report(&learner, seed);
    Ok(())
}

/// The upper halves of the floats, rounded.
fn bytes(parameters: &[f32]) -> Vec<u8> {
    debug_assert_eq!(parameters.len(), PARTS[4]);
    parameters
        .iter()
        .flat_map(|value| {
            let bits = value.to_bits();
            ((bits.wrapping_add(0x7FFF + (bits >> 16 & 1)) >> 16) as u16).to_le_bytes()
        })
        .collect()
}

fn report(learner: &Learner, seed: u64) {
    let mut rng = Rng(seed ^ 0xFFFF_FFFF);
    let mut right = [[0u32; 2]; CLASSES];
    let mut sum = 0.0;
    for _ in 0..20_000 {
        let sample = draw::sample(&mut rng);
        let (loss, guess) = losses(&learner.net, &sample);
        sum += loss;
        right[sample.class][usize::from(guess == sample.class)] += 1;
    }
    println!("unseen boxes: loss {:.4}", sum / 20_000.0);
    for (class, [wrong, right]) in right.iter().enumerate() {
        let name = match class {
            EMPTY => "empty".to_string(),
            OTHER => "other".to_string(),
            _ => class.to_string(),
        };
        println!(
            "{name}: {:.2} % of {}",
            100.0 * f64::from(*right) / f64::from(wrong + right),
            wrong + right
        );
    }
}
