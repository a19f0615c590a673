//! Products of square matrices of floats: row by row, in Z-order by quarters, and by Strassen's algorithm.

use crate::inputs::{digest, random_below};
use crate::workload::{of, Workload};
use rayon::prelude::*;

const LEAF: usize = 1 << 10;

/// Possibly parallel: with `false` the first runs before the second.
fn join<A: Send, B: Send>(parallel: bool, a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B + Send) -> (A, B) {
    if parallel {
        rayon::join(a, b)
    } else {
        (a(), b())
    }
}

pub fn make(variant: &str, size: usize) -> Option<Box<dyn Workload>> {
    let z_order = variant != "row-major";
    let a = matrix(size, 0, z_order);
    let b = matrix(size, 1, z_order);
    let (a2, b2) = (a.clone(), b.clone());
    let bits = |product: &Vec<f32>| digest(product.iter().map(|value| value.to_bits() as i32 as u64));
    match variant {
        "row-major" => Some(of(move || rows(&a, &b, size, false), move || rows(&a2, &b2, size, true), bits)),
        "z-order" => Some(of(
            move || {
                let mut product = vec![0.0; a.len()];
                multiply(&a, &b, &mut product);
                product
            },
            move || {
                let mut product = vec![0.0; a2.len()];
                quarters(&a2, &b2, &mut product);
                product
            },
            bits,
        )),
        "strassen" => Some(of(move || strassen(false, &a, &b), move || strassen(true, &a2, &b2), bits)),
        _ => None,
    }
}

fn matrix(size: usize, which: i64, z_order: bool) -> Vec<f32> {
    let mut elements = vec![0.0; size * size];
    for row in 0..size {
        for column in 0..size {
            let index = if z_order { spread(row) << 1 | spread(column) } else { row * size + column };
            elements[index] = random_below(2 * (row * size + column) as i64 + which, 5) as f32 - 2.0;
        }
    }
    elements
}

fn spread(value: usize) -> usize {
    let mut bits = value;
    bits = (bits | bits << 8) & 0x00FF_00FF;
    bits = (bits | bits << 4) & 0x0F0F_0F0F;
    bits = (bits | bits << 2) & 0x3333_3333;
    (bits | bits << 1) & 0x5555_5555
}

fn rows(a: &[f32], b: &[f32], size: usize, parallel: bool) -> Vec<f32> {
    let mut product = vec![0.0; size * size];
    let row = |(row, cells): (usize, &mut [f32])| {
        for (column, cell) in cells.iter_mut().enumerate() {
            let mut sum = 0.0;
            for k in 0..size {
                sum += a[row * size + k] * b[k * size + column];
            }
            *cell = sum;
        }
    };
    if parallel {
        product.par_chunks_mut(size).enumerate().for_each(row);
    } else {
        product.chunks_mut(size).enumerate().for_each(row);
    }
    product
}

fn multiply(a: &[f32], b: &[f32], product: &mut [f32]) {
    let last = (product.len() - 1) & 0x5555_5555;
    for (element, cell) in product.iter_mut().enumerate() {
        let row = element & 0xAAAA_AAAA;
        let column = element & 0x5555_5555;
        let mut sum = 0.0;
        let mut k = 0;
        loop {
            sum += a[row + k] * b[column + (k << 1)];
            if k == last {
                break;
            }
            k = ((k | 0xAAAA_AAAA) + 1) & 0x5555_5555;
        }
        *cell = sum;
    }
}

fn quarter(matrix: &[f32], which: usize) -> &[f32] {
    let length = matrix.len() / 4;
    &matrix[which * length..(which + 1) * length]
}

fn split(matrix: &mut [f32]) -> [&mut [f32]; 4] {
    let length = matrix.len() / 4;
    let (upper, lower) = matrix.split_at_mut(2 * length);
    let (a, b) = upper.split_at_mut(length);
    let (c, d) = lower.split_at_mut(length);
    [a, b, c, d]
}

fn quarters(a: &[f32], b: &[f32], product: &mut [f32]) {
    if product.len() <= LEAF {
        multiply(a, b, product);
        return;
    }
    let mut rest = vec![0.0; product.len()];
    {
        let [p0, p1, p2, p3] = split(product);
        let [r0, r1, r2, r3] = split(&mut rest);
        let (a, b) = (|i| quarter(a, i), |i| quarter(b, i));
        rayon::join(
            || {
                rayon::join(
                    || rayon::join(|| quarters(a(0), b(0), p0), || quarters(a(0), b(1), p1)),
                    || rayon::join(|| quarters(a(2), b(0), p2), || quarters(a(2), b(1), p3)),
                )
            },
            || {
                rayon::join(
                    || rayon::join(|| quarters(a(1), b(2), r0), || quarters(a(1), b(3), r1)),
                    || rayon::join(|| quarters(a(3), b(2), r2), || quarters(a(3), b(3), r3)),
                )
            },
        );
    }
    for (cell, more) in product.iter_mut().zip(&rest) {
        *cell += *more;
    }
}

fn sum(first: &[f32], sign: f32, second: &[f32]) -> Vec<f32> {
    first.iter().zip(second).map(|(a, b)| a + sign * b).collect()
}

fn strassen(parallel: bool, a: &[f32], b: &[f32]) -> Vec<f32> {
    let mut product = vec![0.0; a.len()];
    if a.len() <= LEAF {
        multiply(a, b, &mut product);
        return product;
    }
    let (a11, a12, a21, a22) = (quarter(a, 0), quarter(a, 1), quarter(a, 2), quarter(a, 3));
    let (b11, b12, b21, b22) = (quarter(b, 0), quarter(b, 1), quarter(b, 2), quarter(b, 3));
    let p = parallel;
    let ((m1, (m2, m3)), ((m4, m5), (m6, m7))) = join(
        p,
        || {
            join(
                p,
                || strassen(p, &sum(a11, 1.0, a22), &sum(b11, 1.0, b22)),
                || {
                    join(
                        p,
                        || strassen(p, &sum(a21, 1.0, a22), b11),
                        || strassen(p, a11, &sum(b12, -1.0, b22)),
                    )
                },
            )
        },
        || {
            join(
                p,
                || {
                    join(
                        p,
                        || strassen(p, a22, &sum(b21, -1.0, b11)),
                        || strassen(p, &sum(a11, 1.0, a12), b22),
                    )
                },
                || {
                    join(
                        p,
                        || strassen(p, &sum(a21, -1.0, a11), &sum(b11, 1.0, b12)),
                        || strassen(p, &sum(a12, -1.0, a22), &sum(b21, 1.0, b22)),
                    )
                },
            )
        },
    );
    let length = a.len() / 4;
    for i in 0..length {
        product[i] = m1[i] + m4[i] - m5[i] + m7[i];
        product[length + i] = m3[i] + m5[i];
        product[2 * length + i] = m2[i] + m4[i];
        product[3 * length + i] = m1[i] - m2[i] + m3[i] + m6[i];
    }
    product
}
