//! Times from an offer of work to its start on another worker.

use rayon::ThreadPool;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// The median in nanoseconds, or nothing if it is not a name of a latency.
pub fn measure(name: &str, pool: &ThreadPool, samples: usize) -> Option<u64> {
    let mut times = match name {
        "latency/steal" => pool.install(|| (0..samples).map(|_| steal()).collect::<Vec<u64>>()),
        "latency/wake" => (0..samples).map(|_| wake(pool)).collect(),
        _ => return None,
    };
    times.sort_unstable();
    Some(times[times.len() / 2])
}

/// From the join to the start of its second half on another worker, for which the first half waits by making joins of
/// its own.
fn steal() -> u64 {
    let begin = Instant::now();
    let started = AtomicU64::new(0);
    rayon::join(
        || {
            while started.load(Ordering::Acquire) == 0 {
                rayon::join(|| (), || ());
            }
        },
        || started.store(begin.elapsed().as_nanos().max(1) as u64, Ordering::Release),
    );
    started.into_inner()
}

/// From the hand-over by another thread to the start on a worker that has been idle for long enough to sleep.
fn wake(pool: &ThreadPool) -> u64 {
    thread::sleep(Duration::from_millis(3));
    let begin = Instant::now();
    pool.install(|| begin.elapsed().as_nanos() as u64)
}
