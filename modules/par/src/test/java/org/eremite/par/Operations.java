package org.eremite.par;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Every operation on sequences beside the same thing done by a sequential stream. Each goes through all elements unless one is
 * at least as great as a bound, for which some of them search.
 *
 * @param <P> the type of the sequences
 * @param <D> the type of arrays with the same elements
 */
record Operations<P, D>(Class<?> type, Function<ParallelInts, P> sequence, Function<int[], D> data,
        List<Operation<P, D>> all) {
    /**
     * One of them.
     *
     * @param name that of the method
     * @param parallel the result for a sequence and a bound
     * @param sequential the result for an array and a bound
     */
    record Operation<P, D>(String name, BiFunction<P, Integer, Object> parallel, BiFunction<D, Integer, Object> sequential) {
    }

    static final List<Operations<?, ?>> OF_ALL_TYPES = List.of(
            new Operations<>(ParallelInts.class, ints -> ints, int[]::clone, ints()),
            new Operations<>(ParallelLongs.class, ints -> ints.mapToLong(i -> i),
                    data -> IntStream.of(data).asLongStream().toArray(), longs()),
            new Operations<>(ParallelDoubles.class, ints -> ints.mapToDouble(i -> i),
                    data -> IntStream.of(data).asDoubleStream().toArray(), doubles()),
            new Operations<>(ParallelObjects.class, ParallelInts::boxed,
                    data -> IntStream.of(data).boxed().toArray(Integer[]::new), objects()));

    Set<String> names() {
        return all.stream().map(Operation::name).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Integer> list(int[] array) {
        return IntStream.of(array).boxed().toList();
    }

    private static List<Long> list(long[] array) {
        return LongStream.of(array).boxed().toList();
    }

    private static List<Double> list(double[] array) {
        return DoubleStream.of(array).boxed().toList();
    }

    private static <T> ArrayList<T> append(ArrayList<T> first, ArrayList<T> second) {
        first.addAll(second);
        return first;
    }

    /** Elements in whatever order they were visited, sorted. */
    private static <T> List<T> sorted(ConcurrentLinkedQueue<T> visited) {
        return visited.stream().sorted().toList();
    }

    private static List<Operation<ParallelInts, int[]>> ints() {
        List<Operation<ParallelInts, int[]>> all = new ArrayList<>();
        all.add(new Operation<>("until", (s, b) -> s.until(new Cancellation()).sum(),
                (d, b) -> IntStream.of(d).asLongStream().sum()));
        all.add(new Operation<>("count", (s, b) -> s.filter(i -> i % 3 != 0).count(),
                (d, b) -> IntStream.of(d).filter(i -> i % 3 != 0).count()));
        all.add(new Operation<>("filter", (s, b) -> list(s.filter(i -> i % 3 != 0).toArray()),
                (d, b) -> list(IntStream.of(d).filter(i -> i % 3 != 0).toArray())));
        all.add(new Operation<>("flatMap", (s, b) -> list(s.flatMap(i -> Par.range(i, i + i % 3)).toArray()),
                (d, b) -> list(IntStream.of(d).flatMap(i -> IntStream.range(i, i + i % 3)).toArray())));
        all.add(new Operation<>("map", (s, b) -> list(s.map(i -> 3 * i).toArray()),
                (d, b) -> list(IntStream.of(d).map(i -> 3 * i).toArray())));
        all.add(new Operation<>("mapToLong", (s, b) -> list(s.mapToLong(i -> 3L * i).toArray()),
                (d, b) -> list(IntStream.of(d).mapToLong(i -> 3L * i).toArray())));
        all.add(new Operation<>("mapToDouble", (s, b) -> list(s.mapToDouble(i -> i / 3.0).toArray()),
                (d, b) -> list(IntStream.of(d).mapToDouble(i -> i / 3.0).toArray())));
        all.add(new Operation<>("mapToObject", (s, b) -> s.mapToObject(String::valueOf).toList(),
                (d, b) -> IntStream.of(d).mapToObj(String::valueOf).toList()));
        all.add(new Operation<>("boxed", (s, b) -> s.boxed().toList(), (d, b) -> list(d)));
        all.add(new Operation<>("zip",
                (s, b) -> list(s.filter(i -> i % 3 != 0).zip(s.map(i -> 5 * i), (x, y) -> x - y).toArray()),
                (d, b) -> {
                    int[] some = IntStream.of(d).filter(i -> i % 3 != 0).toArray();
                    return list(IntStream.range(0, some.length).map(i -> some[i] - 5 * d[i]).toArray());
                }));
        all.add(new Operation<>("forEach", (s, b) -> {
            ConcurrentLinkedQueue<Integer> visited = new ConcurrentLinkedQueue<>();
            s.forEach(visited::add);
            return sorted(visited);
        }, (d, b) -> IntStream.of(d).sorted().boxed().toList()));
        all.add(new Operation<>("sum", (s, b) -> s.sum(), (d, b) -> IntStream.of(d).asLongStream().sum()));
        all.add(new Operation<>("min", (s, b) -> s.min(), (d, b) -> IntStream.of(d).min()));
        all.add(new Operation<>("max", (s, b) -> s.max(), (d, b) -> IntStream.of(d).max()));
        all.add(new Operation<>("reduce", (s, b) -> s.reduce(0, (x, y) -> x ^ y),
                (d, b) -> IntStream.of(d).reduce(0, (x, y) -> x ^ y)));
        all.add(new Operation<>("fold", (s, b) -> s.fold(() -> new ArrayList<Integer>(), ArrayList::add, Operations::append),
                (d, b) -> list(d)));
        all.add(new Operation<>("collect", (s, b) -> s.collect(
                () -> new ArrayList<Integer>(), ArrayList::add, Operations::append), (d, b) -> list(d)));
        all.add(new Operation<>("anyMatch", (s, b) -> s.anyMatch(i -> i >= b), (d, b) -> IntStream.of(d).anyMatch(i -> i >= b)));
        all.add(new Operation<>("allMatch", (s, b) -> s.allMatch(i -> i < b), (d, b) -> IntStream.of(d).allMatch(i -> i < b)));
        all.add(new Operation<>("noneMatch", (s, b) -> s.noneMatch(i -> i >= b),
                (d, b) -> IntStream.of(d).noneMatch(i -> i >= b)));
        all.add(new Operation<>("findFirst", (s, b) -> s.findFirst(i -> i >= b),
                (d, b) -> IntStream.of(d).filter(i -> i >= b).findFirst()));
        all.add(new Operation<>("findAny", (s, b) -> s.findAny(i -> i >= b).stream().mapToObj(i -> i >= b).toList(),
                (d, b) -> IntStream.of(d).filter(i -> i >= b).mapToObj(i -> true).limit(1).toList()));
        all.add(new Operation<>("position", (s, b) -> s.position(i -> i >= b).orElse(-1),
                (d, b) -> IntStream.range(0, d.length).filter(i -> d[i] >= b).asLongStream().findFirst().orElse(-1)));
        all.add(new Operation<>("toArray", (s, b) -> list(s.toArray()), (d, b) -> list(d)));
        all.add(new Operation<>("partition", (s, b) -> {
            Partition<int[]> halves = s.partition(i -> i % 2 == 0);
            return List.of(list(halves.matching()), list(halves.others()));
        }, (d, b) -> List.of(list(IntStream.of(d).filter(i -> i % 2 == 0).toArray()),
                list(IntStream.of(d).filter(i -> i % 2 != 0).toArray()))));
        all.add(new Operation<>("sorted", (s, b) -> list(s.sorted().toArray()),
                (d, b) -> list(IntStream.of(d).sorted().toArray())));
        all.add(new Operation<>("scan", (s, b) -> list(s.scan(Integer::sum).toArray()), (d, b) -> {
            Arrays.parallelPrefix(d, Integer::sum);
            return list(d);
        }));
        all.add(new Operation<>("toStream", (s, b) -> s.toStream().boxed().toList(), (d, b) -> list(d)));
        return all;
    }

    private static List<Operation<ParallelLongs, long[]>> longs() {
        List<Operation<ParallelLongs, long[]>> all = new ArrayList<>();
        all.add(new Operation<>("until", (s, b) -> s.until(new Cancellation()).sum(),
                (d, b) -> LongStream.of(d).sum()));
        all.add(new Operation<>("count", (s, b) -> s.filter(i -> i % 3 != 0).count(),
                (d, b) -> LongStream.of(d).filter(i -> i % 3 != 0).count()));
        all.add(new Operation<>("filter", (s, b) -> list(s.filter(i -> i % 3 != 0).toArray()),
                (d, b) -> list(LongStream.of(d).filter(i -> i % 3 != 0).toArray())));
        all.add(new Operation<>("flatMap", (s, b) -> list(s.flatMap(i -> Par.range(i, i + i % 3)).toArray()),
                (d, b) -> list(LongStream.of(d).flatMap(i -> LongStream.range(i, i + i % 3)).toArray())));
        all.add(new Operation<>("map", (s, b) -> list(s.map(i -> 3 * i).toArray()),
                (d, b) -> list(LongStream.of(d).map(i -> 3 * i).toArray())));
        all.add(new Operation<>("mapToInt", (s, b) -> list(s.mapToInt(i -> (int) i / 2).toArray()),
                (d, b) -> list(LongStream.of(d).mapToInt(i -> (int) i / 2).toArray())));
        all.add(new Operation<>("mapToDouble", (s, b) -> list(s.mapToDouble(i -> i / 3.0).toArray()),
                (d, b) -> list(LongStream.of(d).mapToDouble(i -> i / 3.0).toArray())));
        all.add(new Operation<>("mapToObject", (s, b) -> s.mapToObject(String::valueOf).toList(),
                (d, b) -> LongStream.of(d).mapToObj(String::valueOf).toList()));
        all.add(new Operation<>("boxed", (s, b) -> s.boxed().toList(), (d, b) -> list(d)));
        all.add(new Operation<>("zip",
                (s, b) -> list(s.filter(i -> i % 3 != 0).zip(s.map(i -> 5 * i), (x, y) -> x - y).toArray()),
                (d, b) -> {
                    long[] some = LongStream.of(d).filter(i -> i % 3 != 0).toArray();
                    return list(IntStream.range(0, some.length).mapToLong(i -> some[i] - 5 * d[i]).toArray());
                }));
        all.add(new Operation<>("forEach", (s, b) -> {
            ConcurrentLinkedQueue<Long> visited = new ConcurrentLinkedQueue<>();
            s.forEach(visited::add);
            return sorted(visited);
        }, (d, b) -> LongStream.of(d).sorted().boxed().toList()));
        all.add(new Operation<>("sum", (s, b) -> s.sum(), (d, b) -> LongStream.of(d).sum()));
        all.add(new Operation<>("min", (s, b) -> s.min(), (d, b) -> LongStream.of(d).min()));
        all.add(new Operation<>("max", (s, b) -> s.max(), (d, b) -> LongStream.of(d).max()));
        all.add(new Operation<>("reduce", (s, b) -> s.reduce(0, (x, y) -> x ^ y),
                (d, b) -> LongStream.of(d).reduce(0, (x, y) -> x ^ y)));
        all.add(new Operation<>("fold", (s, b) -> s.fold(() -> new ArrayList<Long>(), ArrayList::add, Operations::append),
                (d, b) -> list(d)));
        all.add(new Operation<>("collect", (s, b) -> s.collect(
                () -> new ArrayList<Long>(), ArrayList::add, Operations::append), (d, b) -> list(d)));
        all.add(new Operation<>("anyMatch", (s, b) -> s.anyMatch(i -> i >= b), (d, b) -> LongStream.of(d).anyMatch(i -> i >= b)));
        all.add(new Operation<>("allMatch", (s, b) -> s.allMatch(i -> i < b), (d, b) -> LongStream.of(d).allMatch(i -> i < b)));
        all.add(new Operation<>("noneMatch", (s, b) -> s.noneMatch(i -> i >= b),
                (d, b) -> LongStream.of(d).noneMatch(i -> i >= b)));
        all.add(new Operation<>("findFirst", (s, b) -> s.findFirst(i -> i >= b),
                (d, b) -> LongStream.of(d).filter(i -> i >= b).findFirst()));
        all.add(new Operation<>("findAny", (s, b) -> s.findAny(i -> i >= b).stream().mapToObj(i -> i >= b).toList(),
                (d, b) -> LongStream.of(d).filter(i -> i >= b).mapToObj(i -> true).limit(1).toList()));
        all.add(new Operation<>("position", (s, b) -> s.position(i -> i >= b).orElse(-1),
                (d, b) -> IntStream.range(0, d.length).filter(i -> d[i] >= b).asLongStream().findFirst().orElse(-1)));
        all.add(new Operation<>("toArray", (s, b) -> list(s.toArray()), (d, b) -> list(d)));
        all.add(new Operation<>("partition", (s, b) -> {
            Partition<long[]> halves = s.partition(i -> i % 2 == 0);
            return List.of(list(halves.matching()), list(halves.others()));
        }, (d, b) -> List.of(list(LongStream.of(d).filter(i -> i % 2 == 0).toArray()),
                list(LongStream.of(d).filter(i -> i % 2 != 0).toArray()))));
        all.add(new Operation<>("sorted", (s, b) -> list(s.sorted().toArray()),
                (d, b) -> list(LongStream.of(d).sorted().toArray())));
        all.add(new Operation<>("scan", (s, b) -> list(s.scan(Long::sum).toArray()), (d, b) -> {
            Arrays.parallelPrefix(d, Long::sum);
            return list(d);
        }));
        all.add(new Operation<>("toStream", (s, b) -> s.toStream().boxed().toList(), (d, b) -> list(d)));
        return all;
    }

    private static List<Operation<ParallelDoubles, double[]>> doubles() {
        List<Operation<ParallelDoubles, double[]>> all = new ArrayList<>();
        all.add(new Operation<>("until", (s, b) -> s.until(new Cancellation()).sum(),
                (d, b) -> DoubleStream.of(d).sum()));
        all.add(new Operation<>("count", (s, b) -> s.filter(i -> i % 3 != 0).count(),
                (d, b) -> DoubleStream.of(d).filter(i -> i % 3 != 0).count()));
        all.add(new Operation<>("filter", (s, b) -> list(s.filter(i -> i % 3 != 0).toArray()),
                (d, b) -> list(DoubleStream.of(d).filter(i -> i % 3 != 0).toArray())));
        all.add(new Operation<>("flatMap", (s, b) -> list(s.flatMap(i -> Par.of(new double[] {i, i + 0.5})).toArray()),
                (d, b) -> list(DoubleStream.of(d).flatMap(i -> DoubleStream.of(i, i + 0.5)).toArray())));
        all.add(new Operation<>("map", (s, b) -> list(s.map(i -> 3 * i).toArray()),
                (d, b) -> list(DoubleStream.of(d).map(i -> 3 * i).toArray())));
        all.add(new Operation<>("mapToLong", (s, b) -> list(s.mapToLong(i -> 3L * (long) i).toArray()),
                (d, b) -> list(DoubleStream.of(d).mapToLong(i -> 3L * (long) i).toArray())));
        all.add(new Operation<>("mapToInt", (s, b) -> list(s.mapToInt(i -> (int) i / 2).toArray()),
                (d, b) -> list(DoubleStream.of(d).mapToInt(i -> (int) i / 2).toArray())));
        all.add(new Operation<>("mapToObject", (s, b) -> s.mapToObject(String::valueOf).toList(),
                (d, b) -> DoubleStream.of(d).mapToObj(String::valueOf).toList()));
        all.add(new Operation<>("boxed", (s, b) -> s.boxed().toList(), (d, b) -> list(d)));
        all.add(new Operation<>("zip",
                (s, b) -> list(s.filter(i -> i % 3 != 0).zip(s.map(i -> 5 * i), (x, y) -> x - y).toArray()),
                (d, b) -> {
                    double[] some = DoubleStream.of(d).filter(i -> i % 3 != 0).toArray();
                    return list(IntStream.range(0, some.length).mapToDouble(i -> some[i] - 5 * d[i]).toArray());
                }));
        all.add(new Operation<>("forEach", (s, b) -> {
            ConcurrentLinkedQueue<Double> visited = new ConcurrentLinkedQueue<>();
            s.forEach(visited::add);
            return sorted(visited);
        }, (d, b) -> DoubleStream.of(d).sorted().boxed().toList()));
        all.add(new Operation<>("sum", (s, b) -> s.sum(), (d, b) -> DoubleStream.of(d).sum()));
        all.add(new Operation<>("min", (s, b) -> s.min(), (d, b) -> DoubleStream.of(d).min()));
        all.add(new Operation<>("max", (s, b) -> s.max(), (d, b) -> DoubleStream.of(d).max()));
        all.add(new Operation<>("reduce", (s, b) -> s.reduce(0, Double::sum),
                (d, b) -> DoubleStream.of(d).reduce(0, Double::sum)));
        all.add(new Operation<>("fold", (s, b) -> s.fold(() -> new ArrayList<Double>(), ArrayList::add, Operations::append),
                (d, b) -> list(d)));
        all.add(new Operation<>("collect", (s, b) -> s.collect(
                () -> new ArrayList<Double>(), ArrayList::add, Operations::append), (d, b) -> list(d)));
        all.add(new Operation<>("anyMatch", (s, b) -> s.anyMatch(i -> i >= b),
                (d, b) -> DoubleStream.of(d).anyMatch(i -> i >= b)));
        all.add(new Operation<>("allMatch", (s, b) -> s.allMatch(i -> i < b), (d, b) -> DoubleStream.of(d).allMatch(i -> i < b)));
        all.add(new Operation<>("noneMatch", (s, b) -> s.noneMatch(i -> i >= b),
                (d, b) -> DoubleStream.of(d).noneMatch(i -> i >= b)));
        all.add(new Operation<>("findFirst", (s, b) -> s.findFirst(i -> i >= b),
                (d, b) -> DoubleStream.of(d).filter(i -> i >= b).findFirst()));
        all.add(new Operation<>("findAny", (s, b) -> s.findAny(i -> i >= b).stream().mapToObj(i -> i >= b).toList(),
                (d, b) -> DoubleStream.of(d).filter(i -> i >= b).mapToObj(i -> true).limit(1).toList()));
        all.add(new Operation<>("position", (s, b) -> s.position(i -> i >= b).orElse(-1),
                (d, b) -> IntStream.range(0, d.length).filter(i -> d[i] >= b).asLongStream().findFirst().orElse(-1)));
        all.add(new Operation<>("toArray", (s, b) -> list(s.toArray()), (d, b) -> list(d)));
        all.add(new Operation<>("partition", (s, b) -> {
            Partition<double[]> halves = s.partition(i -> i % 2 == 0);
            return List.of(list(halves.matching()), list(halves.others()));
        }, (d, b) -> List.of(list(DoubleStream.of(d).filter(i -> i % 2 == 0).toArray()),
                list(DoubleStream.of(d).filter(i -> i % 2 != 0).toArray()))));
        all.add(new Operation<>("sorted", (s, b) -> list(s.sorted().toArray()),
                (d, b) -> list(DoubleStream.of(d).sorted().toArray())));
        all.add(new Operation<>("scan", (s, b) -> list(s.scan(Double::sum).toArray()), (d, b) -> {
            Arrays.parallelPrefix(d, Double::sum);
            return list(d);
        }));
        all.add(new Operation<>("toStream", (s, b) -> s.toStream().boxed().toList(), (d, b) -> list(d)));
        return all;
    }

    private static List<Operation<ParallelObjects<Integer>, Integer[]>> objects() {
        List<Operation<ParallelObjects<Integer>, Integer[]>> all = new ArrayList<>();
        all.add(new Operation<>("until", (s, b) -> s.until(new Cancellation()).toList(), (d, b) -> List.of(d)));
        all.add(new Operation<>("count", (s, b) -> s.filter(i -> i % 3 != 0).count(),
                (d, b) -> Stream.of(d).filter(i -> i % 3 != 0).count()));
        all.add(new Operation<>("filter", (s, b) -> s.filter(i -> i % 3 != 0).toList(),
                (d, b) -> Stream.of(d).filter(i -> i % 3 != 0).toList()));
        all.add(new Operation<>("flatMap", (s, b) -> s.flatMap(i -> Par.range(i, i + i % 3).boxed()).toList(),
                (d, b) -> Stream.of(d).flatMap(i -> IntStream.range(i, i + i % 3).boxed()).toList()));
        all.add(new Operation<>("map", (s, b) -> s.map(i -> "" + i).toList(), (d, b) -> Stream.of(d).map(i -> "" + i).toList()));
        all.add(new Operation<>("mapToInt", (s, b) -> list(s.mapToInt(i -> 3 * i).toArray()),
                (d, b) -> list(Stream.of(d).mapToInt(i -> 3 * i).toArray())));
        all.add(new Operation<>("mapToLong", (s, b) -> list(s.mapToLong(i -> 3L * i).toArray()),
                (d, b) -> list(Stream.of(d).mapToLong(i -> 3L * i).toArray())));
        all.add(new Operation<>("mapToDouble", (s, b) -> list(s.mapToDouble(i -> i / 3.0).toArray()),
                (d, b) -> list(Stream.of(d).mapToDouble(i -> i / 3.0).toArray())));
        all.add(new Operation<>("zip",
                (s, b) -> s.filter(i -> i % 3 != 0).zip(s.map(i -> 5 * i), (x, y) -> x - y).toList(), (d, b) -> {
                    List<Integer> some = Stream.of(d).filter(i -> i % 3 != 0).toList();
                    return IntStream.range(0, some.size()).mapToObj(i -> some.get(i) - 5 * d[i]).toList();
                }));
        all.add(new Operation<>("enumerate", (s, b) -> s.filter(i -> i % 3 != 0).enumerate().toList(), (d, b) -> {
            List<Integer> some = Stream.of(d).filter(i -> i % 3 != 0).toList();
            return IntStream.range(0, some.size()).mapToObj(i -> new Indexed<>(i, some.get(i))).toList();
        }));
        all.add(new Operation<>("forEach", (s, b) -> {
            ConcurrentLinkedQueue<Integer> visited = new ConcurrentLinkedQueue<>();
            s.forEach(visited::add);
            return sorted(visited);
        }, (d, b) -> Stream.of(d).sorted().toList()));
        all.add(new Operation<>("reduce", (s, b) -> s.reduce(Integer::sum), (d, b) -> Stream.of(d).reduce(Integer::sum)));
        all.add(new Operation<>("min", (s, b) -> s.min(Integer::compare), (d, b) -> Stream.of(d).min(Integer::compare)));
        all.add(new Operation<>("max", (s, b) -> s.max(Integer::compare), (d, b) -> Stream.of(d).max(Integer::compare)));
        all.add(new Operation<>("fold", (s, b) -> s.fold(() -> new ArrayList<Integer>(), ArrayList::add, Operations::append),
                (d, b) -> List.of(d)));
        all.add(new Operation<>("collect", (s, b) -> s.collect(
                () -> new ArrayList<Integer>(), ArrayList::add, Operations::append), (d, b) -> List.of(d)));
        all.add(new Operation<>("collect", (s, b) -> s.collect(Collectors.<Integer, Integer>groupingBy(i -> i % 7)),
                (d, b) -> Stream.of(d).collect(Collectors.groupingBy(i -> i % 7))));
        all.add(new Operation<>("anyMatch", (s, b) -> s.anyMatch(i -> i >= b), (d, b) -> Stream.of(d).anyMatch(i -> i >= b)));
        all.add(new Operation<>("allMatch", (s, b) -> s.allMatch(i -> i < b), (d, b) -> Stream.of(d).allMatch(i -> i < b)));
        all.add(new Operation<>("noneMatch", (s, b) -> s.noneMatch(i -> i >= b),
                (d, b) -> Stream.of(d).noneMatch(i -> i >= b)));
        all.add(new Operation<>("findFirst", (s, b) -> s.findFirst(i -> i >= b),
                (d, b) -> Stream.of(d).filter(i -> i >= b).findFirst()));
        all.add(new Operation<>("findAny", (s, b) -> s.findAny(i -> i >= b).map(i -> i >= b),
                (d, b) -> Stream.of(d).filter(i -> i >= b).map(i -> true).findFirst()));
        all.add(new Operation<>("position", (s, b) -> s.position(i -> i >= b).orElse(-1),
                (d, b) -> IntStream.range(0, d.length).filter(i -> d[i] >= b).asLongStream().findFirst().orElse(-1)));
        all.add(new Operation<>("toArray", (s, b) -> Arrays.asList(s.toArray()), (d, b) -> List.of(d)));
        all.add(new Operation<>("toArray", (s, b) -> List.of(s.toArray(Integer[]::new)), (d, b) -> List.of(d)));
        all.add(new Operation<>("toList", (s, b) -> s.toList(), (d, b) -> List.of(d)));
        all.add(new Operation<>("partition", (s, b) -> {
            Partition<List<Integer>> halves = s.partition(i -> i % 2 == 0);
            return List.of(halves.matching(), halves.others());
        }, (d, b) -> List.of(Stream.of(d).filter(i -> i % 2 == 0).toList(), Stream.of(d).filter(i -> i % 2 != 0).toList())));
        all.add(new Operation<>("sorted", (s, b) -> s.sorted(Integer::compare).toList(),
                (d, b) -> Stream.of(d).sorted().toList()));
        all.add(new Operation<>("scan", (s, b) -> s.scan(Integer::sum).toList(), (d, b) -> {
            Arrays.parallelPrefix(d, Integer::sum);
            return List.of(d);
        }));
        all.add(new Operation<>("toStream", (s, b) -> s.toStream().toList(), (d, b) -> List.of(d)));
        return all;
    }
}
