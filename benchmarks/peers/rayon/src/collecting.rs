//! Searches and collections: find, map_collect, vec_collect, str_split, factorial.

use crate::inputs::{digest, random_below};
use crate::workload::{of, of_number, Workload};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

pub fn find(variant: &str, size: usize) -> Option<Box<dyn Workload>> {
    let (first, place) = match variant {
        "first-start" => (true, 0),
        "first-third" => (true, size / 3),
        "first-end" => (true, size - 1),
        "first-missing" => (true, size),
        "any-middle" => (false, size / 2 - 1),
        "any-end" => (false, size - 1),
        _ => return None,
    };
    let needle = scrambled(place as u32);
    let haystack: Arc<Vec<u32>> = Arc::new((0..size as u32).map(scrambled).collect());
    let shared = haystack.clone();
    let index = |found: Option<usize>| found.map_or(-1, |at| at as i64);
    Some(of_number(
        move || index(haystack.iter().position(|value| *value == needle)),
        move || {
            index(if first {
                shared.par_iter().position_first(|value| *value == needle)
            } else {
                shared.par_iter().position_any(|value| *value == needle)
            })
        },
    ))
}

fn scrambled(index: u32) -> u32 {
    let bits = index.wrapping_mul(0x9E37_79B1);
    (bits ^ (bits >> 15)).wrapping_mul(0x85EB_CA77)
}

pub fn map_collect(variant: &str, size: usize) -> Option<Box<dyn Workload>> {
    let keys = match variant {
        "distinct" => size as u32,
        "ten-keys" => 10,
        _ => return None,
    };
    let size = size as u32;
    Some(of(
        move || (0..size).fold(HashMap::new(), |map, i| greatest(map, i % keys, i)),
        move || {
            (0..size)
                .into_par_iter()
                .fold(HashMap::new, |map, i| greatest(map, i % keys, i))
                .reduce(HashMap::new, |one, other| {
                    let (larger, smaller) = if one.len() >= other.len() { (one, other) } else { (other, one) };
                    smaller.into_iter().fold(larger, |map, (key, value)| greatest(map, key, value))
                })
        },
        |map: &HashMap<u32, u32>| digest((0..map.len()).map(|key| map[&(key as u32)] as u64)),
    ))
}

fn greatest(mut map: HashMap<u32, u32>, key: u32, value: u32) -> HashMap<u32, u32> {
    map.entry(key).and_modify(|old| *old = value.max(*old)).or_insert(value);
    map
}

pub fn vec_collect(variant: &str, size: usize) -> Option<Box<dyn Workload>> {
    let size = size as i32;
    let bits = |all: &Vec<i32>| digest(all.iter().map(|i| *i as u64));
    match variant {
        "indexed" => Some(of(move || (0..size).collect(), move || (0..size).into_par_iter().collect(), bits)),
        "filtered" => Some(of(
            move || (0..size).filter(|i| *i >= 0).collect(),
            move || (0..size).into_par_iter().filter(|i| *i >= 0).collect(),
            bits,
        )),
        _ => None,
    }
}

pub fn str_split(size: usize) -> Box<dyn Workload> {
    let text: Arc<String> = Arc::new((0..size).map(|i| b"abcdefg "[random_below(i as i64, 8)] as char).collect());
    let shared = text.clone();
    of_number(move || text.split(' ').count() as i64, move || shared.par_split(' ').count() as i64)
}

/// A natural number, the least significant word first.
type Natural = Vec<u64>;

pub fn factorial(variant: &str, n: usize) -> Option<Box<dyn Workload>> {
    let n = n as u64;
    match variant {
        "reduce" => Some(of(
            move || (1..=n).fold(vec![1], |product, i| times(&product, &[i])),
            move || (1..=n).into_par_iter().map(|i| vec![i]).reduce(|| vec![1], |a, b| times(&a, &b)),
            digest_bytes,
        )),
        "join" => Some(of(move || halves(1, n), move || halves_parallel(1, n), digest_bytes)),
        _ => None,
    }
}

fn halves(from: u64, to: u64) -> Natural {
    if from == to {
        return vec![from];
    }
    let middle = (from + to) / 2;
    times(&halves(from, middle), &halves(middle + 1, to))
}

fn halves_parallel(from: u64, to: u64) -> Natural {
    if from == to {
        return vec![from];
    }
    let middle = (from + to) / 2;
    let (a, b) = rayon::join(|| halves_parallel(from, middle), || halves_parallel(middle + 1, to));
    times(&a, &b)
}

fn times(a: &[u64], b: &[u64]) -> Natural {
    let mut product = vec![0u64; a.len() + b.len()];
    for (i, x) in a.iter().enumerate() {
        let mut carry = 0u128;
        for (j, y) in b.iter().enumerate() {
            let sum = *x as u128 * *y as u128 + product[i + j] as u128 + carry;
            product[i + j] = sum as u64;
            carry = sum >> 64;
        }
        product[i + b.len()] = carry as u64;
    }
    while product.len() > 1 && product[product.len() - 1] == 0 {
        product.pop();
    }
    product
}

/// As Java's BigInteger.toByteArray: most significant byte first, with room for a sign.
fn digest_bytes(number: &Natural) -> u64 {
    let mut bytes: Vec<u8> = number.iter().rev().flat_map(|word| word.to_be_bytes()).collect();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.drain(..zeros);
    if bytes.first().map_or(true, |byte| *byte >= 0x80) {
        bytes.insert(0, 0);
    }
    digest(bytes.iter().map(|byte| *byte as i8 as u64))
}
