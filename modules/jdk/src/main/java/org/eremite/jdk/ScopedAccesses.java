package org.eremite.jdk;

import com.oracle.svm.core.code.FrameSourceInfo;
import com.oracle.svm.core.heap.VMOperationInfos;
import com.oracle.svm.core.stack.JavaStackFrameVisitor;
import com.oracle.svm.core.stack.JavaStackWalker;
import com.oracle.svm.core.thread.JavaVMOperation;
import com.oracle.svm.core.thread.VMOperation.SystemEffect;
import com.oracle.svm.core.thread.VMThreads;
import org.graalvm.nativeimage.IsolateThread;

/**
 * Accesses under way to memory with a lifetime: between the check that the lifetime lasts and the access itself a thread
 * may have been stopped.
 *
 * <p>Such an access is short and never waits. So whoever ends a lifetime stops all threads, looks for one within such an
 * access, and lets them go on and looks again as long as there is one; those that come later see the lifetime ended.
 */
final class ScopedAccesses {
    private static final String ACCESS_CLASS = "jdk.internal.misc.ScopedMemoryAccess";
    /** Methods of that class that end lifetimes begin so; threads within them access nothing, and may wait for each other. */
    private static final String CLOSING_METHODS = "closeScope";

    private ScopedAccesses() {}

    /** Returns when no other thread is within an access that began before the call. */
    static void awaitNone() {
        Search search = new Search();
        search.enqueue();
        while (search.found) {
            Thread.yield();
            search = new Search();
            search.enqueue();
        }
    }

    /** One look at all threads while they are stopped. */
    private static final class Search extends JavaVMOperation {
        private final IsolateThread asking = org.graalvm.nativeimage.CurrentIsolate.getCurrentThread();
        private final AccessFinder finder = new AccessFinder();
        private boolean found;

        Search() {
            super(VMOperationInfos.get(Search.class, "Look for accesses to scoped memory", SystemEffect.SAFEPOINT));
        }

        @Override
        protected void operate() {
            for (IsolateThread thread = VMThreads.firstThread(); thread.isNonNull(); thread = VMThreads.nextThread(thread)) {
                if (thread != asking && !found) {
                    JavaStackWalker.walkThread(thread, finder);
                    found = finder.found;
                }
            }
        }
    }

    /** Stops at the first frame of an access, inlined ones included; all go through one class. */
    private static final class AccessFinder extends JavaStackFrameVisitor {
        private boolean found;

        @Override
        public boolean visitFrame(FrameSourceInfo frame) {
            Class<?> source = frame.getSourceClass();
            found = source != null && source.getName().equals(ACCESS_CLASS)
                    && !frame.getSourceMethodName().startsWith(CLOSING_METHODS);
            return !found;
        }
    }
}
