package org.eremite.tests.architecture;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What of a class file would let the platform's pools do work: names of their classes, and of methods that lead to them. What
 * is handed in from outside and hides what it is, is not seen.
 */
final class OwnScheduling {
    private static final Pattern POOLS = Pattern.compile("java/util/concurrent/(ForkJoin.*|Recursive.*|CountedCompleter"
            + "|CompletableFuture|Executors|ThreadPoolExecutor|ScheduledThreadPoolExecutor)(\\$.*)?|java/util/Timer");
    private static final Set<String> PARALLEL_METHODS = Set.of("parallel", "parallelStream", "parallelSort", "parallelPrefix",
            "parallelSetAll", "startVirtualThread", "ofVirtual", "invokeAll", "invokeAny");
    private static final Pattern PLATFORM = Pattern.compile("java/util/.*|java/lang/Thread");

    private OwnScheduling() {
    }

    /** All of them. */
    static Set<String> breaches(byte[] classFile) {
        Set<String> found = new TreeSet<>();
        for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
            if (entry instanceof ClassEntry type && POOLS.matcher(type.asInternalName()).matches()) {
                found.add(type.asInternalName());
            }
            if (entry instanceof MemberRefEntry member && PARALLEL_METHODS.contains(member.name().stringValue())
                    && PLATFORM.matcher(member.owner().asInternalName()).matches()) {
                found.add(member.owner().asInternalName() + "." + member.name().stringValue());
            }
        }
        return found;
    }
}
