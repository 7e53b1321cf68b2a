//! How are batches validated on several threads, and delivered in order?
//!
//! One thread cuts, several validate, and the calling thread puts the results back in file order.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;

use super::batch::Batch;
use super::cut::Cutter;
use super::validator::FileContext;
use super::worker::{IndexFn, ValidatedBatch};

/// Number of threads for long-running work: the available parallelism.
pub(crate) static THREADS: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, |it| it.get()));

/// Number of bytes of a file that are validated on the calling thread: starting other threads would take longer.
const SINGLE_THREADED_BYTES: usize = 256 << 10;

/// Validates the pieces of a file, and passes the batches to `accept` in file order until it returns `false`.
pub(super) fn validate<I: Send>(
    cutter: &mut Cutter,
    file: &FileContext<'_>,
    index: &IndexFn<'_, I>,
    accept: &mut dyn FnMut(ValidatedBatch<I>) -> bool,
) -> io::Result<()> {
    let mut read = 0;
    while let Some(batch) = cutter.next_batch(&|bytes| file.is_record(bytes))? {
        read += batch.bytes.len();
        let continues = accept(file.validate_batch(batch, index));
        // If no thread can be started, the next batch is validated on this one.
        if !continues || read >= SINGLE_THREADED_BYTES && validate_in_parallel(cutter, file, index, accept)? {
            break;
        }
    }
    Ok(())
}

/// Validates the rest of a file on as many threads as there are available; returns `false` if they could not be
/// started. The channels are bounded, so that cutting and validating wait for `accept`; only what is ready while an
/// earlier batch is still being validated is kept beyond that.
fn validate_in_parallel<I: Send>(
    cutter: &mut Cutter,
    file: &FileContext<'_>,
    index: &IndexFn<'_, I>,
    accept: &mut dyn FnMut(ValidatedBatch<I>) -> bool,
) -> io::Result<bool> {
    let count = *THREADS;
    thread::scope(|scope| {
        let (batches, receiver) = sync_channel(2 * count);
        let (results, validated) = sync_channel(2 * count);
        let receiver = Arc::new(Mutex::new(receiver));
        let spawn_worker = |_: &usize| {
            let (results, receiver) = (results.clone(), Arc::clone(&receiver));
            let worker = move || {
                // Ends when there are no more batches, or when nobody receives the results.
                while let Ok(Ok((number, batch))) = receiver.lock().map(|it| it.recv()) {
                    if results.send((number, file.validate_batch(batch, index))).is_err() {
                        break;
                    }
                }
            };
            thread::Builder::new().spawn_scoped(scope, worker).is_ok()
        };
        // The system may provide fewer threads. Nothing is cut if there are none to validate it.
        let worker_count = (0..count).take_while(spawn_worker).count();
        drop((results, receiver));
        let cutter_task = move || cut(cutter, file, &batches);
        if worker_count == 0 {
            return Ok(false);
        }
        let Ok(cutter_handle) = thread::Builder::new().spawn_scoped(scope, cutter_task) else { return Ok(false) };
        deliver_in_order(validated, accept);
        cutter_handle.join().unwrap_or(Ok(())).map(|()| true)
    })
}

/// Cuts the rest of a file into numbered batches, until nobody receives them.
fn cut(cutter: &mut Cutter, file: &FileContext<'_>, batches: &SyncSender<(usize, Batch)>) -> io::Result<()> {
    let mut number = 0;
    while let Some(batch) = cutter.next_batch(&|bytes| file.is_record(bytes))? {
        if batches.send((number, batch)).is_err() {
            break;
        }
        number += 1;
    }
    Ok(())
}

fn deliver_in_order<T>(numbered: impl IntoIterator<Item = (usize, T)>, accept: &mut dyn FnMut(T) -> bool) {
    let (mut pending, mut next) = (BTreeMap::new(), 0);
    for (number, it) in numbered {
        pending.insert(number, it);
        while let Some(it) = pending.remove(&next) {
            next += 1;
            if !accept(it) {
                return;
            }
        }
    }
}
