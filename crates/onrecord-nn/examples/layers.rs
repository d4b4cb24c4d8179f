//! Times a file of weights' six encoder layers and some linear layers, on one thread: the least of many runs.
//!
//! `cargo run --release -p onrecord-nn --example layers -- weights/en/model.safetensors [ROWS [RUNS]]`

use std::time::Instant;

use onrecord_nn::{Scratch, Weights};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let bytes = std::fs::read(arguments.next().ok_or("which file of weights?")?)?;
    let mut number = |default| arguments.next().map_or(Ok(default), |text| text.parse::<usize>());
    let (rows, runs) = (number(256)?, number(30)?);
    let weights = Weights::open(&bytes)?;
    let layers = (0..6)
        .map(|i| weights.layer(&format!("encoder.layers.{i}"), 12))
        .collect::<Result<Vec<_>, _>>()?;
    let norm = weights.norm("encoder.norm")?;
    let mut state = 1u32;
    let mut noise = |count: usize| -> Vec<f32> {
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 16_777_216.0 - 0.5
        };
        (0..count).map(|_| next() + next() + next() + next()).collect()
    };
    let mut start = noise(rows * norm.width());
    norm.apply(&mut start);
    let mut scratch = Scratch::default();
    let mut sum = 0u64;
    let before = on_processor();
    let best = least(runs, || {
        let mut x = start.clone();
        for layer in &layers {
            layer.apply(&mut x, &mut scratch);
        }
        sum = x
            .iter()
            .fold(0, |sum, v| sum.rotate_left(5) ^ u64::from(v.to_bits()));
    });
    println!(
        "six layers, {rows} rows: {:.1} µs a row (all bits: {sum:016x})",
        best / rows as f64
    );
    if let (Some(before), Some(after)) = (before, on_processor()) {
        let mean = (after - before) as f64 / 1e3 / (rows * runs) as f64;
        println!("on the processor, in the mean: {mean:.1} µs a row");
    }
    let rows = rows.min(48);
    for part in ["qkv", "out", "up", "down"] {
        let linear = weights.linear(&format!("encoder.layers.2.{part}"))?;
        let x = noise(rows * linear.inputs());
        let mut out = Vec::new();
        let best = least(runs * 5, || linear.apply(&x, &mut out));
        let products = (rows * linear.inputs() * linear.outputs()) as f64;
        println!("{part}: {:.1} products a ns", products / best / 1000.0);
    }
    Ok(())
}

/// The least time in microseconds.
fn least(runs: usize, mut run: impl FnMut()) -> f64 {
    (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e6
        })
        .fold(f64::INFINITY, f64::min)
}

/// How many nanoseconds this thread has run, where Linux says so: what runs beside it counts less then.
fn on_processor() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok()
}
