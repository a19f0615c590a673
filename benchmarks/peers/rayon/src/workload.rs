//! What all workloads have in common.

use crate::{collecting, grids, inputs, joining, matrices, sorting};

pub trait Workload: Send {
    /// Makes a fresh input; not timed.
    fn prepare(&mut self);
    fn run(&mut self, parallel: bool);
    /// Of the last result.
    fn digest(&self) -> u64;
}

type Input<I> = Box<dyn Fn() -> I + Send>;
type Form<I, R> = Box<dyn Fn(I) -> R + Send + Sync>;
type Digest<R> = Box<dyn Fn(&R) -> u64 + Send>;

struct Checked<I, R> {
    input: Input<I>,
    sequential: Form<I, R>,
    parallel: Form<I, R>,
    digest: Digest<R>,
    prepared: Option<I>,
    result: Option<R>,
}

impl<I: Send, R: Send> Workload for Checked<I, R> {
    fn prepare(&mut self) {
        // The last result is freed outside the timed part.
        self.result = None;
        self.prepared = Some((self.input)());
    }

    fn run(&mut self, parallel: bool) {
        let input = self.prepared.take().expect("prepared");
        self.result = Some(if parallel { (self.parallel)(input) } else { (self.sequential)(input) });
    }

    fn digest(&self) -> u64 {
        self.result.as_ref().map_or(0, |result| (self.digest)(result))
    }
}

pub fn on_input<I: Send + 'static, R: Send + 'static>(
    input: impl Fn() -> I + Send + 'static,
    sequential: impl Fn(I) -> R + Send + Sync + 'static,
    parallel: impl Fn(I) -> R + Send + Sync + 'static,
    digest: impl Fn(&R) -> u64 + Send + 'static,
) -> Box<dyn Workload> {
    Box::new(Checked {
        input: Box::new(input),
        sequential: Box::new(sequential),
        parallel: Box::new(parallel),
        digest: Box::new(digest),
        prepared: None,
        result: None,
    })
}

pub fn of<R: Send + 'static>(
    sequential: impl Fn() -> R + Send + Sync + 'static,
    parallel: impl Fn() -> R + Send + Sync + 'static,
    digest: impl Fn(&R) -> u64 + Send + 'static,
) -> Box<dyn Workload> {
    on_input(|| (), move |_| sequential(), move |_| parallel(), digest)
}

pub fn of_number(
    sequential: impl Fn() -> i64 + Send + Sync + 'static,
    parallel: impl Fn() -> i64 + Send + Sync + 'static,
) -> Box<dyn Workload> {
    of(sequential, parallel, |number| inputs::digest_number(*number))
}

pub fn make(name: &str, size: usize) -> Option<Box<dyn Workload>> {
    let mut parts = name.splitn(2, '/');
    let family = parts.next()?;
    let variant = parts.next().unwrap_or("");
    match family {
        "pi" => Some(grids::pi(size)),
        "mandelbrot" => Some(grids::mandelbrot(size)),
        "laplace" => Some(grids::laplace(size)),
        "nbody" => Some(grids::nbody(size)),
        "life" => Some(grids::life(size)),
        "sieve" => Some(grids::sieve(size)),
        "matmul" => matrices::make(variant, size),
        "sort" => sorting::make(variant, size),
        "quicksort" => Some(sorting::quicksort(size)),
        "mergesort" => Some(sorting::mergesort(size)),
        "find" => collecting::find(variant, size),
        "map_collect" => collecting::map_collect(variant, size),
        "vec_collect" => collecting::vec_collect(variant, size),
        "str_split" => Some(collecting::str_split(size)),
        "factorial" => collecting::factorial(variant, size),
        "fibonacci" => joining::fibonacci(variant, size),
        "join_microbench" => joining::microbench(variant, size),
        "pythagoras" => joining::pythagoras(variant, size),
        "tree" => Some(joining::tree(size)),
        "tsp" => Some(joining::tsp(size)),
        _ => None,
    }
}
