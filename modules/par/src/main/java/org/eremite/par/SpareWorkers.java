package org.eremite.par;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * Workers that stand in for blocked ones. A worker that is about to block calls a spare one, made when there is none;
 * when it comes back, one spare retires as soon as it has no task, and waits for the next call. So as many workers
 * run as the pool has threads, some more for moments after a return.
 */
final class SpareWorkers {
    /** More blocked workers than that are not compensated: it is a limit for programs that block without end. */
    static final int MOST = 256;

    private final Pool pool;
    private final Deque<Worker> retired = new ArrayDeque<>();
    private int made;
    private int running;
    private int blocked;
    private volatile boolean surplus;
    private boolean closed;
    /** One permit for each call of a retired worker. */
    private final Semaphore[] calls = new Semaphore[MOST];

    SpareWorkers(Pool pool) {
        this.pool = pool;
    }

    /** The calling worker is going to block. If no thread can be made to stand in for it, none does. */
    synchronized void workerBlocks() {
        if (running <= blocked) {
            try {
                callOne();
            } catch (OutOfMemoryError noThread) {
                // The call must block all the same.
            }
        }
        blocked++;
        surplus = running > blocked;
    }

    /** The calling worker has come back. */
    synchronized void workerReturns() {
        blocked--;
        surplus = running > blocked;
    }

    private void callOne() {
        Worker spare = retired.poll();
        if (spare != null) {
            running++;
            pool.idle().arrive();
            calls[spare.index() - pool.size()].release();
        } else if (made < MOST) {
            calls[made] = new Semaphore(0);
            pool.addWorker(pool.size() + made);
            made++;
            running++;
        }
    }

    /** A worker without a task: waits, if it is a spare one too many, until it is called again. */
    void retireIfSurplus(Worker worker) {
        if (surplus && worker.index() >= pool.size() && retire(worker)) {
            worker.forgetDone();
            calls[worker.index() - pool.size()].acquireUninterruptibly();
        }
    }

    private synchronized boolean retire(Worker worker) {
        if (running <= blocked || closed || !worker.deque().isEmpty()) {
            return false;
        }
        running--;
        surplus = running > blocked;
        retired.add(worker);
        pool.idle().depart();
        return true;
    }

    /** Lets the retired workers see that the pool closes. */
    synchronized void close() {
        closed = true;
        while (!retired.isEmpty()) {
            callOne();
        }
    }
}
