//! Recursions made of joins: fibonacci, join_microbench, pythagoras, tree, tsp.

use crate::inputs::digest;
use crate::workload::{of_number, on_input, Workload};
use rayon::prelude::*;
use std::hint::black_box;
use std::sync::atomic::{AtomicI64, Ordering};

pub fn fibonacci(variant: &str, n: usize) -> Option<Box<dyn Workload>> {
    match variant {
        "join-1-2" => Some(of_number(move || recursive(n) as i64, move || larger_first(n) as i64)),
        "join-2-1" => Some(of_number(move || recursive(n) as i64, move || smaller_first(n) as i64)),
        _ => None,
    }
}

fn recursive(n: usize) -> u32 {
    if n < 2 {
        return n as u32;
    }
    recursive(n - 1) + recursive(n - 2)
}

fn larger_first(n: usize) -> u32 {
    if n < 2 {
        return n as u32;
    }
    let (a, b) = rayon::join(|| larger_first(n - 1), || larger_first(n - 2));
    a + b
}

fn smaller_first(n: usize) -> u32 {
    if n < 2 {
        return n as u32;
    }
    let (a, b) = rayon::join(|| smaller_first(n - 2), || smaller_first(n - 1));
    a + b
}

pub fn microbench(variant: &str, size: usize) -> Option<Box<dyn Workload>> {
    let depth = usize::BITS - 1 - size.leading_zeros();
    match variant {
        "increment-all" => Some(on_input(
            move || vec![0u64; size],
            |mut cells| {
                cells.iter_mut().for_each(|cell| *cell += 1);
                cells
            },
            |mut cells| {
                cells.par_iter_mut().for_each(|cell| *cell += 1);
                cells
            },
            |cells: &Vec<u64>| digest(cells.iter().copied()),
        )),
        "join-recursively" => Some(of_number(move || leaves(depth), move || leaves_joined(depth))),
        _ => None,
    }
}

fn leaves(depth: u32) -> i64 {
    if depth == 0 {
        return 1;
    }
    leaves(depth - 1) + leaves(depth - 1)
}

fn leaves_joined(depth: u32) -> i64 {
    if depth == 0 {
        return 1;
    }
    let (a, b) = rayon::join(|| leaves_joined(depth - 1), || leaves_joined(depth - 1));
    a + b
}

pub fn pythagoras(variant: &str, size: usize) -> Option<Box<dyn Workload>> {
    let size = size as u32;
    let limit = size * size;
    let row = move |m: u32| (1..m).map(|n| multiples(m, n, limit) as i64).sum::<i64>();
    let sequential = move || (1..size).map(row).sum::<i64>();
    match variant {
        "outer" => Some(of_number(sequential, move || (1..size).into_par_iter().map(row).sum::<i64>())),
        "nested" => Some(of_number(sequential, move || {
            (1..size)
                .into_par_iter()
                .map(|m| (1..m).into_par_iter().map(|n| multiples(m, n, limit) as i64).sum::<i64>())
                .sum::<i64>()
        })),
        _ => None,
    }
}

fn multiples(m: u32, n: u32, limit: u32) -> u32 {
    if (m - n) & 1 == 1 && greatest_common_divisor(m, n) == 1 {
        limit / (m * m + n * n)
    } else {
        0
    }
}

fn greatest_common_divisor(m: u32, n: u32) -> u32 {
    let (mut a, mut b) = (m, n);
    while b != 0 {
        let rest = a % b;
        a = b;
        b = rest;
    }
    a
}

struct Node {
    value: i32,
    left: Option<Box<Node>>,
    right: Option<Box<Node>>,
}

/// A tree is summed as often as makes so many nodes.
const NODES_PER_RUN: usize = 1_000_000;

pub fn tree(size: usize) -> Box<dyn Workload> {
    let root = std::sync::Arc::new(prefix_tree(0, size));
    let shared = root.clone();
    let times = (NODES_PER_RUN / size).max(1);
    of_number(move || again(times, || sum(black_box(&root))), move || again(times, || sum_joined(black_box(&shared))))
}

fn again(times: usize, sum: impl Fn() -> i64) -> i64 {
    (0..times).map(|_| sum()).sum()
}

fn prefix_tree(from: usize, to: usize) -> Option<Box<Node>> {
    if from == to {
        return None;
    }
    let middle = (from + 1 + to) / 2;
    let (left, right) = (prefix_tree(from + 1, middle), prefix_tree(middle, to));
    Some(Box::new(Node { value: from as i32, left, right }))
}

fn sum(node: &Option<Box<Node>>) -> i64 {
    node.as_ref().map_or(0, |node| node.value as i64 + sum(&node.left) + sum(&node.right))
}

fn sum_joined(node: &Option<Box<Node>>) -> i64 {
    node.as_ref().map_or(0, |node| {
        let (left, right) = rayon::join(|| sum_joined(&node.left), || sum_joined(&node.right));
        node.value as i64 + left + right
    })
}

const PLACES: [(f64, f64); 10] = [
    (11003.6111, 42102.5),
    (11108.6111, 42373.8889),
    (11133.3333, 42885.8333),
    (11155.8333, 42712.5),
    (11183.3333, 42933.3333),
    (11297.5, 42853.3333),
    (11310.2778, 42929.4444),
    (11416.6667, 42983.3333),
    (11423.8889, 43000.2778),
    (11438.3333, 42057.2222),
];

struct Search {
    parallel: bool,
    lengths: Vec<Vec<i64>>,
    all: u32,
    shortest_to: Vec<i64>,
    best: AtomicI64,
}

pub fn tsp(size: usize) -> Box<dyn Workload> {
    of_number(move || Search::new(size, false).shortest(), move || Search::new(size, true).shortest())
}

impl Search {
    fn new(size: usize, parallel: bool) -> Search {
        let length = |i: usize, j: usize| {
            let (dx, dy): (f64, f64) = (PLACES[i].0 - PLACES[j].0, PLACES[i].1 - PLACES[j].1);
            (dx * dx + dy * dy).sqrt().round() as i64
        };
        let lengths: Vec<Vec<i64>> = (0..size).map(|i| (0..size).map(|j| length(i, j)).collect()).collect();
        let shortest_to =
            (0..size).map(|to| (0..size).filter(|from| *from != to).map(|from| lengths[from][to]).min().unwrap());
        Search {
            parallel,
            all: (1 << size) - 1,
            shortest_to: shortest_to.collect(),
            best: AtomicI64::new(i64::MAX),
            lengths,
        }
    }

    fn shortest(&self) -> i64 {
        self.extend(0, 1, 0, self.shortest_to.iter().sum());
        self.best.load(Ordering::SeqCst)
    }

    fn extend(&self, last: usize, visited: u32, length: i64, bound: i64) {
        let mut left = self.all & !visited;
        if left == 0 {
            self.best.fetch_min(length + self.lengths[last][0], Ordering::SeqCst);
        } else if left.count_ones() <= 4 {
            while left != 0 {
                self.visit(left.trailing_zeros() as usize, last, visited, length, bound);
                left &= left - 1;
            }
        } else {
            self.fork(left, last, visited, length, bound);
        }
    }

    fn fork(&self, next: u32, last: usize, visited: u32, length: i64, bound: i64) {
        if next.count_ones() == 1 {
            self.visit(next.trailing_zeros() as usize, last, visited, length, bound);
            return;
        }
        let mut second = next;
        for _ in 0..next.count_ones() / 2 {
            second &= second - 1;
        }
        let first = next & !second;
        if self.parallel {
            rayon::join(
                || self.fork(first, last, visited, length, bound),
                || self.fork(second, last, visited, length, bound),
            );
        } else {
            self.fork(first, last, visited, length, bound);
            self.fork(second, last, visited, length, bound);
        }
    }

    fn visit(&self, place: usize, last: usize, visited: u32, length: i64, bound: i64) {
        let longer = length + self.lengths[last][place];
        let left = bound - self.shortest_to[place];
        if longer + left < self.best.load(Ordering::Relaxed) {
            self.extend(place, visited | 1 << place, longer, left);
        }
    }
}
