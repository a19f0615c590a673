//! Rayon's sorts, and rayon-demo's quicksort and merge sort.

use crate::inputs::{digest, random, random_below, random_longs, GOLDEN};
use crate::workload::{on_input, Workload};
use rayon::prelude::*;

const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

pub fn make(variant: &str, size: usize) -> Option<Box<dyn Workload>> {
    let ascending = || (0..size as u64).collect::<Vec<u64>>();
    match variant {
        "ascending" => Some(numbers(ascending())),
        "descending" => Some(numbers(ascending().into_iter().rev().collect())),
        "mostly-ascending" => Some(numbers(mostly(ascending()))),
        "random" => Some(numbers(random_longs(size))),
        "big" => {
            let values: Vec<[u64; 16]> = random_longs(size).into_iter().map(|value| [value; 16]).collect();
            Some(sorted(values, |v| v.sort(), |v| v.par_sort(), |words| words[0]))
        }
        "strings" => Some(sorted(strings(size), |v| v.sort(), |v| v.par_sort(), |string| key(string))),
        "expensive" => Some(sorted(
            random_longs(size),
            |v| v.sort_by(|a, b| expensive_key(*a).cmp(&expensive_key(*b))),
            |v| v.par_sort_by(|a, b| expensive_key(*a).cmp(&expensive_key(*b))),
            |value| *value,
        )),
        _ => None,
    }
}

/// As Java's sort of longs, it need not be stable.
fn numbers(values: Vec<u64>) -> Box<dyn Workload> {
    sorted(values, |v| v.sort_unstable(), |v| v.par_sort_unstable(), |value| *value)
}

fn sorted<T: Clone + Send + Sync + 'static>(
    values: Vec<T>,
    sequential: impl Fn(&mut Vec<T>) + Send + Sync + 'static,
    parallel: impl Fn(&mut Vec<T>) + Send + Sync + 'static,
    key: impl Fn(&T) -> u64 + Send + 'static,
) -> Box<dyn Workload> {
    on_input(
        move || values.clone(),
        move |mut copy| {
            sequential(&mut copy);
            copy
        },
        move |mut copy| {
            parallel(&mut copy);
            copy
        },
        move |result| digest(result.iter().map(&key)),
    )
}

fn mostly(mut values: Vec<u64>) -> Vec<u64> {
    let mut i = 0;
    while i * i <= values.len() {
        let one = random_below(2 * i as i64, values.len());
        let other = random_below(2 * i as i64 + 1, values.len());
        values.swap(one, other);
        i += 1;
    }
    values
}

fn strings(size: usize) -> Vec<String> {
    (0..size)
        .map(|i| {
            let length = 1 + random_below(i as i64, 20);
            (0..length)
                .map(|at| ALPHABET[random_below((size + i * 20 + at) as i64, ALPHABET.len())] as char)
                .collect()
        })
        .collect()
}

fn key(string: &str) -> u64 {
    string.bytes().fold(0, |key: u64, byte| key.wrapping_mul(GOLDEN).wrapping_add(byte as u64))
}

fn expensive_key(value: u64) -> i64 {
    (0..16).fold(value as i64, |key, _| random(key) as i64)
}

fn words(size: usize) -> Vec<i32> {
    (0..size).map(|i| (random(i as i64) >> 33) as i32).collect()
}

pub fn quicksort(size: usize) -> Box<dyn Workload> {
    sorted(words(size), |v| quick(v), |v| quick_parallel(v), |word| *word as u64)
}

fn quick(v: &mut [i32]) {
    if v.len() > 1 {
        let middle = partition(v);
        let (low, high) = v.split_at_mut(middle);
        quick(low);
        quick(&mut high[1..]);
    }
}

fn quick_parallel(v: &mut [i32]) {
    if v.len() <= 5 * 1024 {
        quick(v);
        return;
    }
    let middle = partition(v);
    let (low, high) = v.split_at_mut(middle);
    rayon::join(|| quick_parallel(low), || quick_parallel(&mut high[1..]));
}

fn partition(v: &mut [i32]) -> usize {
    let last = v.len() - 1;
    let pivot = v[last];
    let mut end = 0;
    for i in 0..last {
        if v[i] <= pivot {
            v.swap(i, end);
            end += 1;
        }
    }
    v.swap(last, end);
    end
}

const SORT_LEAF: usize = 32 * 1024;
const MERGE_LEAF: usize = 64 * 1024;

pub fn mergesort(size: usize) -> Box<dyn Workload> {
    sorted(words(size), |v| merge_sort(v, false), |v| merge_sort(v, true), |word| *word as u64)
}

fn join(parallel: bool, a: impl FnOnce() + Send, b: impl FnOnce() + Send) {
    if parallel {
        rayon::join(a, b);
    } else {
        a();
        b();
    }
}

fn merge_sort(v: &mut [i32], parallel: bool) {
    let mut buffer = vec![0; v.len()];
    sort_range(v, &mut buffer, false, parallel);
}

fn sort_range(values: &mut [i32], buffer: &mut [i32], into_buffer: bool, parallel: bool) {
    if values.len() <= SORT_LEAF {
        values.sort_unstable();
        if into_buffer {
            buffer.copy_from_slice(values);
        }
        return;
    }
    let middle = values.len() / 2;
    {
        let (v1, v2) = values.split_at_mut(middle);
        let (b1, b2) = buffer.split_at_mut(middle);
        join(
            parallel,
            || sort_range(v1, b1, !into_buffer, parallel),
            || sort_range(v2, b2, !into_buffer, parallel),
        );
    }
    let (from, to) = if into_buffer { (&*values, buffer) } else { (&*buffer, values) };
    merge(&from[..middle], &from[middle..], to, parallel);
}

fn merge(first: &[i32], second: &[i32], to: &mut [i32], parallel: bool) {
    if to.len() <= MERGE_LEAF {
        merge_leaf(first, second, to);
        return;
    }
    let (a, b) = if first.len() >= second.len() {
        let a = first.len() / 2;
        (a, second.partition_point(|value| *value < first[a]))
    } else {
        let b = second.len() / 2;
        (first.partition_point(|value| *value <= second[b]), b)
    };
    let (low, high) = to.split_at_mut(a + b);
    join(
        parallel,
        || merge(&first[..a], &second[..b], low, parallel),
        || merge(&first[a..], &second[b..], high, parallel),
    );
}

fn merge_leaf(first: &[i32], second: &[i32], to: &mut [i32]) {
    let (mut a, mut b, mut next) = (0, 0, 0);
    while a < first.len() && b < second.len() {
        if second[b] < first[a] {
            to[next] = second[b];
            b += 1;
        } else {
            to[next] = first[a];
            a += 1;
        }
        next += 1;
    }
    let rest = first.len() - a;
    to[next..next + rest].copy_from_slice(&first[a..]);
    to[next + rest..].copy_from_slice(&second[b..]);
}
