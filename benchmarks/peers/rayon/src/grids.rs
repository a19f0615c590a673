//! Regular kernels: pi, mandelbrot, laplace, nbody, life, sieve.

use crate::inputs::{digest, random, random_fraction};
use crate::workload::{of, Workload};
use rayon::prelude::*;

pub fn pi(steps: usize) -> Box<dyn Workload> {
    let width = 1.0 / steps as f64;
    let height = move |step: usize| {
        let x = (step as f64 + 0.5) * width;
        4.0 / (1.0 + x * x)
    };
    of(
        move || (0..steps).map(height).sum::<f64>() * width,
        move || (0..steps).into_par_iter().map(height).sum::<f64>() * width,
        |pi| (pi * 1e9 + 0.5).floor() as u64,
    )
}

pub fn mandelbrot(side: usize) -> Box<dyn Workload> {
    let pitch = 3.0 / side as f64;
    let row = move |(row, counts): (usize, &mut [i32])| {
        let imaginary = -1.5 + row as f64 * pitch;
        for (column, count) in counts.iter_mut().enumerate() {
            *count = iterations(-1.5 + column as f64 * pitch, imaginary);
        }
    };
    of(
        move || {
            let mut counts = vec![0; side * side];
            counts.chunks_mut(side).enumerate().for_each(row);
            counts
        },
        move || {
            let mut counts = vec![0; side * side];
            counts.par_chunks_mut(side).enumerate().for_each(row);
            counts
        },
        |counts| digest(counts.iter().map(|count| *count as u64)),
    )
}

fn iterations(real: f64, imaginary: f64) -> i32 {
    let (mut x, mut y, mut count) = (0.0, 0.0, 0);
    while count < 1000 && x * x + y * y <= 4.0 {
        let next = x * x - y * y + real;
        y = 2.0 * x * y + imaginary;
        x = next;
        count += 1;
    }
    count
}

pub fn laplace(side: usize) -> Box<dyn Workload> {
    let iterations = if side <= 64 { 1000 } else { 100 };
    of(
        move || jacobi(side, iterations, false),
        move || jacobi(side, iterations, true),
        |grid| digest(grid.iter().map(|value| value.to_bits())),
    )
}

fn jacobi(side: usize, iterations: usize, parallel: bool) -> Vec<f64> {
    let mut from = vec![0.0; side * side];
    for i in 0..side {
        from[i] = 1.0;
        from[(side - 1) * side + i] = 1.0;
        from[i * side] = 1.0;
        from[i * side + side - 1] = 1.0;
    }
    let mut to = from.clone();
    for _ in 0..iterations {
        let source = &from;
        let relax = |(row, cells): (usize, &mut [f64])| {
            if row == 0 || row == side - 1 {
                return;
            }
            let above = &source[(row - 1) * side..row * side];
            let same = &source[row * side..(row + 1) * side];
            let below = &source[(row + 1) * side..(row + 2) * side];
            for i in 1..side - 1 {
                cells[i] = (above[i] + below[i] + same[i - 1] + same[i + 1]) * 0.25;
            }
        };
        if parallel {
            to.par_chunks_mut(side).enumerate().for_each(relax);
        } else {
            to.chunks_mut(side).enumerate().for_each(relax);
        }
        std::mem::swap(&mut from, &mut to);
    }
    from
}

const STRIDE: usize = 6;
const TIME_STEP: f64 = 1e-3;

pub fn nbody(bodies: usize) -> Box<dyn Workload> {
    let start: Vec<f64> = (0..bodies * STRIDE).map(|i| random_fraction(i as i64)).collect();
    let copy = start.clone();
    of(
        move || bodies_after(&start, false),
        move || bodies_after(&copy, true),
        |state| digest(state.iter().map(|value| value.to_bits())),
    )
}

fn bodies_after(start: &[f64], parallel: bool) -> Vec<f64> {
    let bodies = start.len() / STRIDE;
    let masses: Vec<f64> =
        (0..bodies).map(|i| (0.5 + random_fraction(-1 - i as i64)) / bodies as f64).collect();
    let mut current = start.to_vec();
    for _ in 0..10 {
        let mut next = vec![0.0; start.len()];
        let from = &current;
        let masses = &masses;
        let step = |(body, to): (usize, &mut [f64])| move_body(from, to, masses, body * STRIDE);
        if parallel {
            next.par_chunks_mut(STRIDE).enumerate().for_each(step);
        } else {
            next.chunks_mut(STRIDE).enumerate().for_each(step);
        }
        current = next;
    }
    current
}

fn move_body(from: &[f64], to: &mut [f64], masses: &[f64], at: usize) {
    let (x, y, z) = (from[at], from[at + 1], from[at + 2]);
    let (mut fx, mut fy, mut fz) = (0.0, 0.0, 0.0);
    for (other, mass) in from.chunks_exact(STRIDE).zip(masses) {
        let (dx, dy, dz) = (other[0] - x, other[1] - y, other[2] - z);
        let square: f64 = dx * dx + dy * dy + dz * dz + 1e-4;
        let factor = mass / (square * square.sqrt());
        fx += dx * factor;
        fy += dy * factor;
        fz += dz * factor;
    }
    to[3] = from[at + 3] + fx * TIME_STEP;
    to[4] = from[at + 4] + fy * TIME_STEP;
    to[5] = from[at + 5] + fz * TIME_STEP;
    to[0] = x + to[3] * TIME_STEP;
    to[1] = y + to[4] * TIME_STEP;
    to[2] = z + to[5] * TIME_STEP;
}

pub fn life(side: usize) -> Box<dyn Workload> {
    let start: Vec<u8> = (0..side * side).map(|i| (random(i as i64) & 1) as u8).collect();
    let copy = start.clone();
    of(
        move || generations(&start, side, false),
        move || generations(&copy, side, true),
        |cells| digest(cells.iter().map(|cell| *cell as u64)),
    )
}

fn generations(start: &[u8], side: usize, parallel: bool) -> Vec<u8> {
    let mut current = start.to_vec();
    for _ in 0..100 {
        let board = &current;
        let next = |cell: usize| successor(board, side, cell % side, cell / side);
        current = if parallel {
            (0..board.len()).into_par_iter().map(next).collect()
        } else {
            (0..board.len()).map(next).collect()
        };
    }
    current
}

fn successor(board: &[u8], side: usize, column: usize, row: usize) -> u8 {
    let mut living = 0;
    for y in row.saturating_sub(1)..=(row + 1).min(side - 1) {
        for x in column.saturating_sub(1)..=(column + 1).min(side - 1) {
            living += board[y * side + x];
        }
    }
    (living == 3 || living == 4 && board[row * side + column] == 1) as u8
}

const PIECE: usize = 100_000;

pub fn sieve(bound: usize) -> Box<dyn Workload> {
    of(
        move || primes(bound, false),
        move || primes(bound, true),
        |flags| digest(flags.iter().map(|flag| *flag as u64)),
    )
}

fn primes(bound: usize, parallel: bool) -> Vec<u8> {
    let root = (bound as f64).sqrt().ceil() as usize;
    let mut flags = vec![0u8; bound / 2];
    let small = flags.len().min(root / 2 + 1);
    for i in 1..small {
        flags[i] = 1;
    }
    for i in 1..small {
        if flags[i] == 1 {
            let prime = 2 * i + 1;
            let mut multiple = prime * prime / 2;
            while multiple < small {
                flags[multiple] = 0;
                multiple += prime;
            }
        }
    }
    let (low, high) = flags.split_at_mut(small);
    let clear = |(piece, chunk): (usize, &mut [u8])| {
        chunk.fill(1);
        let from = small + piece * PIECE;
        for i in 1..small {
            if low[i] == 1 {
                let prime = 2 * i + 1;
                let square = prime * prime / 2;
                let first = if square >= from {
                    square
                } else {
                    from + (i as i64 - from as i64).rem_euclid(prime as i64) as usize
                };
                let mut multiple = first - from;
                while multiple < chunk.len() {
                    chunk[multiple] = 0;
                    multiple += prime;
                }
            }
        }
    };
    if parallel {
        high.par_chunks_mut(PIECE).enumerate().for_each(clear);
    } else {
        high.chunks_mut(PIECE).enumerate().for_each(clear);
    }
    flags
}
