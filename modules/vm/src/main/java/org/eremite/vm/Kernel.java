package org.eremite.vm;

import java.util.ServiceLoader;
import org.eremite.hal.Machine;
import org.eremite.hal.log.KernelLog;
import org.eremite.mm.AddressSpace;
import org.eremite.mm.FrameAllocator;
import org.eremite.mm.KernelHeap;
import org.eremite.mm.PageMapper;
import org.eremite.mm.StackAllocator;
import org.eremite.sched.ConditionVariable;
import org.eremite.sched.Mutex;
import org.eremite.sched.Parker;
import org.eremite.sched.Scheduler;
import org.eremite.sched.Semaphore;

/**
 * The composition root: every part of the kernel, built when the image is built and connected once.
 *
 * <p>The machine is the one provider of {@link Machine} in the image's module graph.
 */
public final class Kernel {
    /** The machine. */
    public static final Machine MACHINE = theOnlyMachine();
    /** The kernel's log. */
    public static final KernelLog LOG = new KernelLog(MACHINE.processors(), MACHINE.clock(), MACHINE.console());
    /** Physical frames. */
    public static final FrameAllocator FRAMES =
            new FrameAllocator(MACHINE.memoryMap(), MACHINE.processors(), MACHINE.panic());
    /** Native memory: malloc for kernel and runtime. */
    public static final KernelHeap HEAP =
            new KernelHeap(FRAMES, MACHINE.memoryMap(), MACHINE.processors(), MACHINE.panic());
    /** Frames behind pages. */
    public static final PageMapper MAPPER =
            new PageMapper(FRAMES, HEAP, MACHINE.paging(), MACHINE.memoryMap(), MACHINE.processors());
    /** Virtual memory. */
    public static final AddressSpace SPACE =
            new AddressSpace(MAPPER, HEAP, MACHINE.processors(), MACHINE.panic());
    /** Virtual memory that holds nothing but stacks. */
    public static final AddressSpace STACK_SPACE =
            new AddressSpace(MAPPER, HEAP, MACHINE.processors(), MACHINE.panic());
    /** Stacks of threads. */
    public static final StackAllocator STACKS = new StackAllocator(STACK_SPACE, MAPPER, HEAP, MACHINE.processors(), MACHINE.panic());
    /** The scheduler. */
    public static final Scheduler SCHEDULER = new Scheduler(
            MACHINE.processors(), MACHINE.contexts(), MACHINE.clock(), MACHINE.timer(), MACHINE.panic());

    /** Where threads find their beats. */
    static final BeatWords BEAT_WORDS = new BeatWords();

    static {
        MACHINE.attach(SCHEDULER);
        MACHINE.attach(new GrowingStacks());
        MACHINE.attach(new JavaStackReporter());
        MACHINE.attach(new InputEvents.Listener());
        SCHEDULER.attach(new InputEvents.Stalls());
        SCHEDULER.passBeatsTo(BEAT_WORDS);
    }

    private Kernel() {}

    private static Machine theOnlyMachine() {
        ModuleLayer layer = Kernel.class.getModule().getLayer();
        var machines = (layer == null ? ServiceLoader.load(Machine.class) : ServiceLoader.load(layer, Machine.class))
                .stream().toList();
        if (machines.size() != 1) {
            throw new IllegalStateException("an image needs exactly one HAL provider: found=" + machines.stream()
                    .map(provider -> provider.type().getName())
                    .toList());
        }
        return machines.getFirst().get();
    }
}
