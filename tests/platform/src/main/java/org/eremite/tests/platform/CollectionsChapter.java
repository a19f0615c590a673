package org.eremite.tests.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Collections and streams over them. */
final class CollectionsChapter {
    private CollectionsChapter() {}

    static void tell(Transcript transcript) {
        lists(transcript);
        maps(transcript);
        sets(transcript);
        arrays(transcript);
        streams(transcript);
    }

    private static void lists(Transcript t) {
        t.line("list.immutable", () -> List.of(1, 2).add(3));
        t.line("list.null", () -> List.of("a", null));
        t.line("list.sequenced", () -> new ArrayList<>(List.of(1, 2, 3)).reversed() + " " + List.of(1, 2, 3).getLast());
        t.line("list.subList", () -> new ArrayList<>(List.of(1, 2, 3, 4)).subList(1, 3));
        t.line("list.concurrentModification", () -> {
            List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
            for (Integer element : list) {
                list.remove(element);
            }
            return list;
        });
        t.line("list.removeIf", () -> {
            List<Integer> list = new LinkedList<>(List.of(1, 2, 3, 4));
            list.removeIf(i -> i % 2 == 0);
            return list;
        });
        t.line("list.shuffle", () -> {
            List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6));
            Collections.shuffle(list, new java.util.Random(3));
            return list;
        });
        t.line("list.rotate", () -> {
            List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4, 5));
            Collections.rotate(list, 2);
            return list;
        });
        t.line("list.sort", () -> {
            List<String> list = new ArrayList<>(List.of("pear", "fig", "apple", "kiwi"));
            list.sort(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
            return list;
        });
        t.line("list.search", () -> Collections.binarySearch(List.of(1, 3, 5, 7), 4));
        t.line("list.index", () -> new ArrayList<>(List.of(1)).get(2));
        t.line("deque", () -> {
            ArrayDeque<Integer> deque = new ArrayDeque<>();
            deque.addFirst(1);
            deque.addLast(2);
            deque.push(0);
            return deque + " " + deque.pollLast();
        });
        t.line("priorityQueue", () -> {
            PriorityQueue<Integer> queue = new PriorityQueue<>(List.of(5, 1, 4, 2));
            return queue.poll() + " " + queue.poll() + " " + queue.size();
        });
        t.line("copyOnWrite", () -> {
            List<Integer> list = new CopyOnWriteArrayList<>(List.of(1, 2));
            for (Integer element : list) {
                list.add(element * 10);
            }
            return list;
        });
    }

    private static void maps(Transcript t) {
        t.line("map.merge", () -> {
            Map<Character, Integer> counts = new TreeMap<>();
            for (char c : "mississippi".toCharArray()) {
                counts.merge(c, 1, Integer::sum);
            }
            return counts;
        });
        t.line("map.compute", () -> {
            Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
            map.computeIfAbsent("b", key -> 2);
            map.computeIfPresent("a", (key, value) -> null);
            return map;
        });
        t.line("map.duplicate", () -> Map.of("a", 1, "a", 2));
        t.line("map.navigable", () -> {
            TreeMap<Integer, String> map = new TreeMap<>(Map.of(1, "a", 3, "c", 5, "e"));
            return map.floorKey(4) + " " + map.ceilingEntry(4) + " " + map.headMap(3, true) + " " + map.descendingMap();
        });
        t.line("map.linked", () -> {
            Map<String, Integer> map = new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > 2;
                }
            };
            map.put("a", 1);
            map.put("b", 2);
            map.get("a");
            map.put("c", 3);
            return map;
        });
        t.line("map.identity", () -> {
            Map<String, Integer> map = new IdentityHashMap<>();
            map.put(new String("x"), 1);
            map.put(new String("x"), 2);
            return map.size();
        });
        t.line("map.enum", () -> new EnumMap<>(Map.of(TimeUnit.SECONDS, 1, TimeUnit.DAYS, 2)));
        t.line("map.concurrent", () -> {
            ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
            IntStream.range(0, 10_000).parallel().forEach(i -> map.merge(i % 100, i, Integer::sum));
            return map.size() + " " + map.reduceValuesToLong(1, Integer::longValue, 0, Long::sum);
        });
        t.line("map.skipList", () -> new ConcurrentSkipListMap<>(Map.of(2, "b", 1, "a")));
        t.line("map.collisions", () -> {
            Map<String, Integer> map = new HashMap<>();
            for (int i = 0; i < 1 << 10; i++) {
                StringBuilder key = new StringBuilder();
                for (int bit = 0; bit < 10; bit++) {
                    key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
                }
                map.put(key.toString(), i);
            }
            return map.size() + " " + map.get("AaBBAaBBAaBBAaBBAaBB");
        });
    }

    private static void sets(Transcript t) {
        t.line("set.linked", () -> new LinkedHashSet<>(List.of(3, 1, 2, 3)));
        t.line("set.tree", () -> new TreeSet<>(List.of("b", "c", "a")).higher("a"));
        t.line("set.enum", () -> EnumSet.range(TimeUnit.MICROSECONDS, TimeUnit.MINUTES));
        t.line("set.retain", () -> {
            TreeSet<Integer> set = new TreeSet<>(List.of(1, 2, 3, 4));
            set.retainAll(List.of(2, 4, 6));
            return set;
        });
        t.line("bitSet", () -> {
            BitSet set = new BitSet();
            set.set(3, 70);
            set.clear(64);
            return set.cardinality() + " " + set.nextClearBit(3) + " " + set.length();
        });
        t.line("set.unmodifiable", () -> Collections.unmodifiableSet(new TreeSet<>(List.of(1))).remove(1));
        t.line("iterator.remove", () -> {
            Iterator<Integer> iterator = new TreeSet<>(List.of(1)).iterator();
            iterator.remove();
            return iterator;
        });
    }

    private static void arrays(Transcript t) {
        int[] numbers = new java.util.Random(9).ints(10_000, 0, 1_000_000).toArray();
        t.line("array.sort", () -> {
            int[] sorted = numbers.clone();
            Arrays.sort(sorted);
            return Arrays.hashCode(sorted);
        });
        t.line("array.parallelSort", () -> {
            int[] sorted = numbers.clone();
            Arrays.parallelSort(sorted);
            return Arrays.hashCode(sorted);
        });
        t.line("array.parallelPrefix", () -> {
            long[] sums = LongStream.rangeClosed(1, 10_000).toArray();
            Arrays.parallelPrefix(sums, Long::sum);
            return sums[9_999];
        });
        t.line("array.objects", () -> {
            String[] words = {"b", "C", "a", "D"};
            Arrays.sort(words, String.CASE_INSENSITIVE_ORDER);
            return words;
        });
        t.line("array.brokenComparator", () -> {
            Integer[] boxed = IntStream.range(0, 100).boxed().toArray(Integer[]::new);
            Arrays.sort(boxed, (a, b) -> a.equals(b) ? 0 : (a ^ b) % 3 == 0 ? 1 : -1);
            return "sorted somehow";
        });
        t.line("array.mismatch", () -> Arrays.mismatch(new byte[] {1, 2, 3}, new byte[] {1, 2, 4}));
        t.line("array.compare", () -> Arrays.compare(new int[] {1, 2}, new int[] {1, 2, 3}));
        t.line("array.deep", () -> Arrays.deepToString(new Object[] {1, new int[] {2, 3}, new String[] {"x"}}));
        t.line("array.fill", () -> {
            char[] characters = new char[5];
            Arrays.fill(characters, 1, 3, 'x');
            return Arrays.hashCode(characters);
        });
        t.line("array.copyOfRange", () -> Arrays.copyOfRange(new int[] {1, 2, 3}, 2, 5));
    }

    private static void streams(Transcript t) {
        t.line("stream.grouping", () -> Stream.of("one", "two", "three", "four")
                .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.mapping(s -> s.charAt(0), Collectors.toList()))));
        t.line("stream.partition", () -> IntStream.range(0, 10).boxed().collect(Collectors.partitioningBy(i -> i % 3 == 0)));
        t.line("stream.flatMap", () -> Stream.of(List.of(1, 2), List.of(3)).flatMap(List::stream).toList());
        t.line("stream.mapMulti", () -> Stream.of(1, 2, 3).<Integer>mapMulti((i, sink) -> {
            for (int k = 0; k < i; k++) {
                sink.accept(i);
            }
        }).toList());
        t.line("stream.windowed", () -> Stream.of(1, 2, 3, 4, 5).gather(Gatherers.windowSliding(3)).toList());
        t.line("stream.scan", () -> Stream.of(1, 2, 3).gather(Gatherers.scan(() -> 0, Integer::sum)).toList());
        t.line("stream.takeWhile", () -> Stream.iterate(1, i -> i * 2).takeWhile(i -> i < 100).toList());
        t.line("stream.teeing", () -> Stream.of(1, 2, 3).collect(Collectors.teeing(Collectors.counting(),
                Collectors.averagingInt(i -> i), (count, mean) -> count + " " + mean)));
        t.line("stream.statistics", () -> {
            IntSummaryStatistics statistics = IntStream.rangeClosed(1, 100).summaryStatistics();
            return statistics.getSum() + " " + statistics.getAverage() + " " + statistics.getMax();
        });
        t.line("stream.parallelSum", () -> LongStream.rangeClosed(1, 1_000_000).parallel().map(i -> i * i % 7).sum());
        t.line("stream.parallelOrder", () -> IntStream.range(0, 1000).parallel().boxed().map(i -> i * 3)
                .collect(Collectors.toList()).hashCode());
        t.line("stream.primes", () -> IntStream.rangeClosed(2, 10_000).parallel()
                .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0)).count());
        t.line("stream.reuse", () -> {
            Stream<Integer> stream = Stream.of(1);
            stream.toList();
            return stream.toList();
        });
        t.line("stream.distinctSorted", () -> Stream.of(3, 1, 3, 2).distinct().sorted(Comparator.reverseOrder()).toList());
    }
}
