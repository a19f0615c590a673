package org.eremite.vm;

import com.oracle.svm.core.Uninterruptible;
import com.oracle.svm.core.c.CGlobalData;
import com.oracle.svm.core.c.CGlobalDataFactory;
import com.oracle.svm.core.c.function.CEntryPointOptions;
import com.oracle.svm.core.c.function.CEntryPointOptions.NoEpilogue;
import com.oracle.svm.core.c.function.CEntryPointOptions.NoPrologue;
import org.eremite.hal.Pages;
import org.eremite.hal.Paging;
import org.eremite.hal.Processors;
import org.eremite.hal.log.KernelLog;
import org.graalvm.nativeimage.c.function.CEntryPoint;
import org.graalvm.nativeimage.c.function.CEntryPoint.Publish;
import org.graalvm.nativeimage.c.function.CEntryPointLiteral;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.type.CCharPointerPointer;
import org.graalvm.word.PointerBase;

/**
 * The boot sequence: machine, memory, scheduler, CPUs, then a kernel thread that runs the isolate and {@code main}.
 *
 * <p>Kernel dialect: up to {@link #runMain} there is no heap and no Java thread.
 */
final class Boot {
    /** Virtual addresses the kernel hands out: from the heap base, 64 TiB. */
    private static final long SPACE_BYTES = 64L << 40;
    /** Virtual addresses for stacks, above those. */
    private static final long STACK_SPACE_BYTES = 1L << 40;

    private static final CEntryPointLiteral<CFunctionPointer> IDLE =
            CEntryPointLiteral.create(Boot.class, "idle", long.class);
    private static final CEntryPointLiteral<CFunctionPointer> RUN_MAIN =
            CEntryPointLiteral.create(Boot.class, "runMain", long.class);

    /** Zeros. */
    private static final CGlobalData<PointerBase> LOG_MEMORY = CGlobalDataFactory.createBytes(() -> KernelLog.BYTES);

    private Boot() {}

    /** First Java code, called by entry code on the booting CPU with interrupts disabled. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    @CEntryPoint(name = "eremite_boot", publishAs = Publish.SymbolOnly)
    @CEntryPointOptions(prologue = NoPrologue.class, epilogue = NoEpilogue.class)
    static void boot() {
        Kernel.MACHINE.initialize();
        Kernel.LOG.initialize(LOG_MEMORY.get().rawValue());
        BootLog.phase(BootPhase.MACHINE);
        initializeMemory();
        Kernel.LOG.write(KernelMessages.MEMORY, Kernel.FRAMES.totalBytes(), Kernel.FRAMES.freeBytes());
        if (Kernel.MACHINE.memoryMap().unreachable() != 0) {
            Kernel.LOG.write(KernelMessages.MEMORY_OUT_OF_REACH, Kernel.MACHINE.memoryMap().unreachable());
        }
        BootLog.phase(BootPhase.MEMORY);
        Processors processors = Kernel.MACHINE.processors();
        int cpus = processors.present();
        initializeScheduler(cpus);
        long idle = idleThread(0);
        processors.adopt(area(processors, 0));
        startFurtherCpus(processors, cpus);
        BootLog.phase(BootPhase.CPUS);
        long main = KernelThreads.create(RUN_MAIN.getFunctionPointer().rawValue(), 0, KernelThreads.MAIN_STACK_BYTES);
        if (main == 0) {
            Kernel.MACHINE.panic().panic("no memory for the main thread", "freeBytes", Kernel.FRAMES.freeBytes());
        }
        Kernel.SCHEDULER.threads().start(main);
        Kernel.MACHINE.contexts().enter(Kernel.SCHEDULER.threads().contextOf(idle));
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static void initializeMemory() {
        Kernel.FRAMES.initialize();
        long base = EremiteHeapMemory.heapBase();
        boolean ready = Kernel.HEAP.initialize(BootOptions.checkedHeap())
                && Kernel.MAPPER.initialize()
                && Kernel.SPACE.initialize(base, base + SPACE_BYTES)
                && EremiteHeapMemory.reserveWindow()
                && Kernel.STACK_SPACE.initialize(base + SPACE_BYTES, base + SPACE_BYTES + STACK_SPACE_BYTES)
                && Kernel.STACKS.initialize();
        if (!ready) {
            Kernel.MACHINE.panic().panic(
                    "not enough memory to boot; give the machine more", "freeBytes", Kernel.FRAMES.freeBytes());
        }
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static void initializeScheduler(int cpus) {
        long base = Kernel.HEAP.allocateAligned(Kernel.SCHEDULER.bytes(cpus), 128);
        if (base == 0) {
            Kernel.MACHINE.panic().panic("no memory for run queues", "cpus", cpus);
        }
        Kernel.SCHEDULER.initialize(base, cpus);
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static long idleThread(int cpu) {
        long idle = KernelThreads.create(IDLE.getFunctionPointer().rawValue(), 0, KernelThreads.IDLE_STACK_BYTES);
        if (idle == 0) {
            Kernel.MACHINE.panic().panic("no memory for an idle thread", "cpu", cpu);
        }
        Kernel.SCHEDULER.initializeProcessor(cpu, idle);
        return idle;
    }

    @Uninterruptible(reason = "There is no Java thread yet.")
    private static void startFurtherCpus(Processors processors, int cpus) {
        for (int cpu = 1; cpu < cpus; cpu++) {
            long area = area(processors, cpu);
            long idle = idleThread(cpu);
            if (!processors.start(cpu, area, Kernel.SCHEDULER.threads().contextOf(idle))) {
                Kernel.MACHINE.panic().panic("CPU did not start", "cpu", cpu);
            }
            Kernel.LOG.write(KernelMessages.CPU_STARTED, cpu);
        }
    }

    /** Memory that {@code cpu} owns, with holes where its guard pages are. */
    @Uninterruptible(reason = "There is no Java thread yet.")
    private static long area(Processors processors, int cpu) {
        long bytes = processors.areaBytes();
        long area = Kernel.SPACE.reserve(bytes, Pages.SMALL);
        boolean ready = area != 0;
        int guard = 0;
        for (long from = 0; from < bytes && ready; guard++) {
            long to = processors.areaGuard(guard);
            ready = Kernel.SPACE.commit(area + from, to - from, Paging.READ + Paging.WRITE);
            from = to + Pages.SMALL;
        }
        if (!ready) {
            Kernel.MACHINE.panic().panic("no memory for a CPU", "cpu", cpu);
        }
        return area;
    }

    @Uninterruptible(reason = "An idle thread is no Java thread.")
    @CEntryPoint(name = "eremite_idle", publishAs = Publish.NotPublished)
    @CEntryPointOptions(prologue = NoPrologue.class, epilogue = NoEpilogue.class)
    static void idle(long thread) {
        Kernel.SCHEDULER.idle();
    }

    /** Body of the main kernel thread: the image's {@code main} creates the isolate and runs the program. */
    @Uninterruptible(reason = "Becomes a Java thread only inside.")
    @CEntryPoint(name = "eremite_run_main", publishAs = Publish.NotPublished)
    @CEntryPointOptions(prologue = NoPrologue.class, epilogue = NoEpilogue.class)
    static void runMain(long thread) {
        int status = main(HeapLimit.ARGUMENTS, HeapLimit.arguments());
        Kernel.MACHINE.power().exit(status);
    }

    /** The C entry point that the image builder generates. */
    @CFunction(value = "eremite_java_main", transition = Transition.NO_TRANSITION)
    private static native int main(int argc, CCharPointerPointer argv);
}
