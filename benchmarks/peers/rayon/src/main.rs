//! The families of app.rayonlike on Rayon: the same inputs, sizes and units of work, so that results and times can be
//! compared. It obeys lines on standard input:
//!
//! ```text
//! run WORKLOAD SIZE THREADS REPEATS    answers "NANOS DIGEST": the time of one run, the mean over the repeats
//! seq WORKLOAD SIZE REPEATS            the same for the sequential form, with the digest of a parallel run or 0
//! end                                  the program ends, as with the end of its input
//! ```
mod collecting;
mod grids;
mod inputs;
mod joining;
mod latency;
mod matrices;
mod sorting;
mod workload;

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::HashMap;
use std::io::{self, BufRead, Write};
use std::time::Instant;
use workload::Workload;

struct Peer {
    pools: HashMap<usize, ThreadPool>,
    workload: Option<(String, usize, Box<dyn Workload>)>,
}

impl Peer {
    /// Keeps the last workload: a comparison runs one after the other.
    fn workload(&mut self, name: &str, size: usize) -> Result<&mut Box<dyn Workload>, String> {
        let kept = matches!(&self.workload, Some((n, s, _)) if n == name && *s == size);
        if !kept {
            self.workload = None;
            let made = workload::make(name, size).ok_or_else(|| format!("no workload {}", name))?;
            self.workload = Some((name.to_string(), size, made));
        }
        Ok(&mut self.workload.as_mut().unwrap().2)
    }

    fn pool(&mut self, threads: usize) -> Result<(), String> {
        if !self.pools.contains_key(&threads) {
            let pool = ThreadPoolBuilder::new().num_threads(threads).build().map_err(|e| e.to_string())?;
            self.pools.insert(threads, pool);
        }
        Ok(())
    }

    fn run(&mut self, name: &str, size: usize, threads: usize, repeats: usize) -> Result<String, String> {
        self.pool(threads)?;
        if let Some(nanos) = latency::measure(name, &self.pools[&threads], repeats) {
            return Ok(format!("{} 0", nanos));
        }
        self.workload(name, size)?;
        let pool = &self.pools[&threads];
        let workload = &mut self.workload.as_mut().unwrap().2;
        let mut nanos = 0;
        for _ in 0..repeats {
            workload.prepare();
            let begin = Instant::now();
            pool.install(|| workload.run(true));
            nanos += begin.elapsed().as_nanos();
        }
        Ok(format!("{} {}", nanos / repeats as u128, workload.digest() as i64))
    }

    fn seq(&mut self, name: &str, size: usize, repeats: usize) -> Result<String, String> {
        let workload = self.workload(name, size)?;
        let mut nanos = 0;
        for _ in 0..repeats {
            workload.prepare();
            let begin = Instant::now();
            workload.run(false);
            nanos += begin.elapsed().as_nanos();
        }
        Ok(format!("{} {}", nanos / repeats as u128, workload.digest() as i64))
    }

    fn obey(&mut self, line: &str) -> Result<String, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |i: usize| -> Result<usize, String> {
            match words.get(i).and_then(|word| word.parse().ok()) {
                Some(number) if number > 0 => Ok(number),
                _ => Err(format!("not a command: {}", line)),
            }
        };
        match words.first() {
            Some(&"run") => self.run(words[1], number(2)?, number(3)?, number(4)?),
            Some(&"seq") => self.seq(words[1], number(2)?, number(3)?),
            _ => Err(format!("not a command: {}", line)),
        }
    }
}

fn main() {
    let mut peer = Peer { pools: HashMap::new(), workload: None };
    for line in io::stdin().lock().lines() {
        let line = match line {
            Ok(line) if line != "end" => line,
            _ => return,
        };
        let answer = match peer.obey(&line) {
            Ok(answer) => answer,
            Err(message) => format!("error {}", message),
        };
        println!("{}", answer);
        if io::stdout().flush().is_err() {
            return;
        }
    }
}
