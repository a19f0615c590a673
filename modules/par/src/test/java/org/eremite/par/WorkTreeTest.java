package org.eremite.par;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Generated nestings of everything that divides work, with generated beats, failures and cancellations. */
class WorkTreeTest {
    private static final Duration FOR_EVER = Duration.ofSeconds(60);

    enum Kind { LEAF, JOIN, JOIN_INTS, JOIN_LONGS, JOIN_DOUBLES, JOIN_RUNNABLES, SCOPE, LOOP, BLOCKING, SORT }

    /** A piece of work; its value is the number of leaves below it. */
    private static final class Node {
        private final Kind kind;
        private final List<Node> children = new ArrayList<>();
        private final int leaf;
        private final boolean beats;
        private final boolean fails;

        Node(Random random, int budget, int[] leaves, int failEvery) {
            kind = budget <= 1 ? Kind.LEAF : Kind.values()[1 + random.nextInt(Kind.values().length - 1)];
            beats = random.nextInt(4) == 0;
            leaf = kind == Kind.LEAF ? leaves[0]++ : -1;
            fails = kind == Kind.LEAF && failEvery > 0 && random.nextInt(failEvery) == 0;
            int left = budget;
            boolean pair = kind.name().startsWith("JOIN");
            int most = kind == Kind.BLOCKING ? 1 : pair ? 2 : 6;
            while (kind != Kind.LEAF && children.size() < most && (left > 0 || pair)) {
                int part = 1 + random.nextInt(Math.max(left - 1, 1));
                children.add(new Node(random, Math.min(part, budget - 1), leaves, failEvery));
                left -= part;
            }
        }

        void failing(Set<String> messages) {
            if (fails) {
                messages.add("leaf " + leaf);
            }
            children.forEach(child -> child.failing(messages));
        }
    }

    /** Executes nodes and counts the visits of each leaf. */
    private static class Execution {
        private final AtomicIntegerArray visits;
        private final Cancellation cancellation;
        private final int cancelledBy;

        Execution(int leaves, Cancellation cancellation, int cancelledBy) {
            this.visits = new AtomicIntegerArray(leaves);
            this.cancellation = cancellation;
            this.cancelledBy = cancelledBy;
        }

        long value(Node node) {
            if (node.beats) {
                Pools.beat();
            }
            return switch (node.kind) {
                case LEAF -> leaf(node);
                case JOIN -> join(() -> child(node, 0), () -> child(node, 1), Long::sum);
                case JOIN_INTS -> Par.joinToInt(
                        () -> (int) child(node, 0), () -> (int) child(node, 1), Integer::sum);
                case JOIN_LONGS -> Par.joinToLong(() -> child(node, 0), () -> child(node, 1), Long::sum);
                case JOIN_DOUBLES -> (long) Par.joinToDouble(
                        () -> child(node, 0), () -> child(node, 1), Double::sum);
                case JOIN_RUNNABLES -> {
                    LongAdder sum = new LongAdder();
                    Par.join(() -> sum.add(child(node, 0)), () -> sum.add(child(node, 1)));
                    yield sum.sum();
                }
                case SCOPE -> scope(node);
                case LOOP -> Par.of(node.children).until(cancellation).mapToLong(this::value).sum();
                case BLOCKING -> Par.blocking(() -> child(node, 0));
                case SORT -> {
                    Node[] sorted = node.children.toArray(Node[]::new);
                    Sort.sort(sorted, (a, b) -> Integer.compare(b.leaf, a.leaf));
                    yield Par.of(sorted).mapToLong(this::value).sum();
                }
            };
        }

        Long join(Supplier<Long> first, Supplier<Long> second, BinaryOperator<Long> combine) {
            return Par.join(first, second, combine);
        }

        private long scope(Node node) {
            LongAdder sum = new LongAdder();
            Par.scope(cancellation, scope -> {
                node.children.forEach(child -> scope.spawn(() -> sum.add(value(child))));
                return null;
            });
            return sum.sum();
        }

        private long child(Node node, int index) {
            return value(node.children.get(index));
        }

        private long leaf(Node node) {
            visits.incrementAndGet(node.leaf);
            if (node.leaf == cancelledBy) {
                cancellation.cancel();
            }
            if (node.fails) {
                throw new IllegalStateException("leaf " + node.leaf);
            }
            return 1;
        }

        int leavesVisited(int times) {
            int count = 0;
            for (int i = 0; i < visits.length(); i++) {
                count += visits.get(i) == times ? 1 : 0;
            }
            return count;
        }
    }

    private static void everyLeafRunsOnce(Pool pool, Node root, int leaves, Execution execution) {
        assertEquals(leaves, pool.run(() -> execution.value(root)));
        assertEquals(leaves, execution.leavesVisited(1));
    }

    @Property(tries = 300)
    void aTreeOfWorkHasItsSequentialValue(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int budget,
            @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        int[] leaves = {0};
        Node root = new Node(new Random(seed), budget, leaves, 0);
        assertTimeoutPreemptively(FOR_EVER, () -> everyLeafRunsOnce(Pools.scripted(workers), root, leaves[0],
                new Execution(leaves[0], new Cancellation(), -1)));
    }

    @Property(tries = 300)
    void aTreeWithFailuresFailsAsOneOfThem(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int budget,
            @ForAll @IntRange(min = 1, max = Pools.MOST) int workers, @ForAll @IntRange(min = 1, max = 50) int failEvery) {
        int[] leaves = {0};
        Node root = new Node(new Random(seed), budget, leaves, failEvery);
        Set<String> failures = new TreeSet<>();
        root.failing(failures);
        Execution execution = new Execution(leaves[0], new Cancellation(), -1);
        assertTimeoutPreemptively(FOR_EVER, () -> {
            if (failures.isEmpty()) {
                everyLeafRunsOnce(Pools.scripted(workers), root, leaves[0], execution);
                return;
            }
            IllegalStateException thrown = assertThrows(IllegalStateException.class,
                    () -> Pools.scripted(workers).run(() -> execution.value(root)));
            assertTrue(failures.contains(thrown.getMessage()), thrown::getMessage);
            assertEquals(leaves[0], execution.leavesVisited(0) + execution.leavesVisited(1), "a leaf ran twice");
        });
    }

    @Property(tries = 300)
    void aCancelledTreeEndsByTheCancellationOrAsIfItHadNotBeen(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int budget, @ForAll @IntRange(min = 1, max = Pools.MOST) int workers) {
        int[] leaves = {0};
        Random random = new Random(seed);
        Node root = new Node(random, budget, leaves, 0);
        Execution execution = new Execution(leaves[0], new Cancellation(), random.nextInt(leaves[0]));
        assertTimeoutPreemptively(FOR_EVER, () -> {
            try {
                everyLeafRunsOnce(Pools.scripted(workers), root, leaves[0], execution);
            } catch (CancellationException expected) {
                assertEquals(leaves[0], execution.leavesVisited(0) + execution.leavesVisited(1), "a leaf ran twice");
            }
        });
    }

    /** Teeth: a join that runs its second half twice, or never, does not get past the checks above. */
    @Example
    void aJoinThatLosesOrRepeatsWorkIsFoundOut() {
        Node join = pair();
        assertThrows(AssertionError.class, () -> everyLeafRunsOnce(Pools.scripted(2), join, 2,
                new Execution(2, new Cancellation(), -1) {
                    @Override
                    Long join(Supplier<Long> first, Supplier<Long> second, BinaryOperator<Long> combine) {
                        second.get();
                        return super.join(first, second, combine);
                    }
                }));
        assertThrows(AssertionError.class, () -> everyLeafRunsOnce(Pools.scripted(2), join, 2,
                new Execution(2, new Cancellation(), -1) {
                    @Override
                    Long join(Supplier<Long> first, Supplier<Long> second, BinaryOperator<Long> combine) {
                        return combine.apply(first.get(), 1L);
                    }
                }));
    }

    /** Two leaves below a join. */
    private static Node pair() {
        for (long seed = 0; ; seed++) {
            int[] leaves = {0};
            Node node = new Node(new Random(seed), 2, leaves, 0);
            if (node.kind == Kind.JOIN && leaves[0] == 2) {
                return node;
            }
        }
    }
}
