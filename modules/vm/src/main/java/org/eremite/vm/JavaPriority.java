package org.eremite.vm;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.eremite.sched.SchedulingPolicy;

/**
 * Java's priorities on the scheduler's scale: 1 to 10 become 8 to 26 in steps of two, 5 the default of both. Below, above
 * and between there is room for threads of the system.
 */
final class JavaPriority {
    private static final int STEP = 2;

    private JavaPriority() {}

    /** The scheduler's priority for {@code priority} of a Java thread. */
    static int toScheduler(int priority) {
        return SchedulingPolicy.DEFAULT_PRIORITY + (priority - Thread.NORM_PRIORITY) * STEP;
    }
}

/**
 * {@link Thread#setPriority} for platform threads, after its checks. The runtime substitutes the native method below it by
 * one that does nothing, so its only caller is replaced.
 */
@TargetClass(Thread.class)
final class Target_java_lang_Thread {
    @Alias
    Target_java_lang_Thread_FieldHolder holder;

    private Target_java_lang_Thread() {}

    @Substitute
    void priority(int newPriority) {
        ThreadGroup group = holder.group;
        if (group != null) {
            holder.priority = Math.min(newPriority, group.getMaxPriority());
            EremiteVMThreads.applyPriority(Thread.class.cast(this));
        }
    }
}

/** Fields of {@link Thread} that only platform threads have. */
@TargetClass(value = Thread.class, innerClass = "FieldHolder")
final class Target_java_lang_Thread_FieldHolder {
    @Alias
    ThreadGroup group;

    @Alias
    volatile int priority;

    private Target_java_lang_Thread_FieldHolder() {}
}
