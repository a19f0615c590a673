package org.eremite.benchmarks.parcompare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eremite.benchmarks.par.Peer;

/** Lets the peers run a workload in turns. */
final class Comparison {
    /** A turn takes at least about as long, by repetition; shorter ones would measure the hand-over. */
    private static final long TURN_NANOS = 4_000_000;
    private static final int MOST_REPEATS = 400;

    private final List<PeerProcess> peers;
    private final int runs;
    private final WarmUp warmUp;

    /** The first peer is the one that is compared with the others. */
    Comparison(List<PeerProcess> peers, int runs, WarmUp warmUp) {
        this.peers = peers;
        this.runs = runs;
        this.warmUp = warmUp;
    }

    /**
     * The times of a workload.
     *
     * @param workload its name
     * @param size its size
     * @param threads workers, 0 for the sequential form
     * @param nanos by peer, turn by turn
     */
    record Row(String workload, int size, int threads, Map<String, long[]> nanos) {
        long median(String peer) {
            return Ratio.median(nanos.get(peer));
        }

        long best(String peer) {
            return Arrays.stream(nanos.get(peer)).min().orElseThrow();
        }

        Ratio ratio(String ours, String theirs) {
            return Ratio.of(nanos.get(ours), nanos.get(theirs));
        }
    }

    /** One way to ask a peer. */
    @FunctionalInterface
    private interface Question {
        PeerProcess.Answer ask(PeerProcess peer, int repeats) throws IOException;
    }

    /** The parallel form; all peers must have the same result. */
    Row parallel(String workload, int size, int threads) throws IOException {
        return measure(workload, size, threads, peers, (peer, repeats) -> peer.run(workload, size, threads, repeats));
    }

    /** The sequential form, of the first and the last peer: one for each compiler. */
    Row sequential(String workload, int size) throws IOException {
        List<PeerProcess> ends = peers.getLast().name().equals(Peer.FORK_JOIN) ? peers.subList(0, 1)
                : List.of(peers.getFirst(), peers.getLast());
        return measure(workload, size, 0, ends, (peer, repeats) -> new PeerProcess.Answer(
                peer.sequential(workload, size, repeats).nanos(), 0));
    }

    /** A latency, which is a median of its own samples in each turn. */
    Row latency(String name, int threads, int samples) throws IOException {
        return turns(name, 0, threads, peers, samples, (peer, repeats) -> peer.run(name, 1, threads, repeats));
    }

    private Row measure(String workload, int size, int threads, List<PeerProcess> asked, Question question)
            throws IOException {
        long shortest = Long.MAX_VALUE;
        List<PeerProcess.Answer> answers = new ArrayList<>();
        for (PeerProcess peer : asked) {
            PeerProcess.Answer answer = warmUp(peer, question);
            shortest = Math.min(shortest, answer.nanos());
            answers.add(answer);
        }
        for (PeerProcess.Answer answer : answers) {
            if (answer.digest() != answers.getFirst().digest()) {
                throw new IOException("results of " + workload + " differ: " + answers);
            }
        }
        return turns(workload, size, threads, asked, repeats(shortest), question);
    }

    private static int repeats(long nanos) {
        return Math.clamp(TURN_NANOS / Math.max(1, nanos), 1, MOST_REPEATS);
    }

    private PeerProcess.Answer warmUp(PeerProcess peer, Question question) throws IOException {
        long begin = System.nanoTime();
        PeerProcess.Answer answer = question.ask(peer, 1);
        long spent = 0;
        for (int i = 1; spent < warmUp.nanos() || i < warmUp.runs() && spent < warmUp.longestNanos(); i++) {
            answer = question.ask(peer, repeats(answer.nanos()));
            spent = System.nanoTime() - begin;
        }
        return answer;
    }

    private Row turns(String workload, int size, int threads, List<PeerProcess> asked, int repeats, Question question)
            throws IOException {
        Map<String, long[]> nanos = new LinkedHashMap<>();
        asked.forEach(peer -> nanos.put(peer.name(), new long[runs]));
        for (int turn = 0; turn < runs; turn++) {
            for (PeerProcess peer : asked) {
                nanos.get(peer.name())[turn] = question.ask(peer, repeats).nanos();
            }
        }
        return new Row(workload, size, threads, nanos);
    }
}
