package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Clock;
import org.eremite.hal.Console;
import org.eremite.hal.Contexts;
import org.eremite.hal.Dispatcher;
import org.eremite.hal.Entropy;
import org.eremite.hal.InputListener;
import org.eremite.hal.Machine;
import org.eremite.hal.MemoryMap;
import org.eremite.hal.Paging;
import org.eremite.hal.Panic;
import org.eremite.hal.Power;
import org.eremite.hal.Processors;
import org.eremite.hal.SpinLock;
import org.eremite.hal.StackMemory;
import org.eremite.hal.StackReporter;
import org.eremite.hal.Timer;

/** The bare machine: builds and connects its parts; one instance, in the image heap. */
public final class X86Machine implements Machine {
    private final DirectMap memory = new DirectMap();
    private final SerialPort serial = new SerialPort(SerialPortDescriptor.COM1);
    private final SerialPort controlPort = new SerialPort(SerialPortDescriptor.COM2);
    private final KvmClock kvmClock = new KvmClock();
    private final X86Power power = new X86Power();
    private final TscClock clock = new TscClock();
    private final LocalApic apic = new LocalApic(memory, clock);
    private final CpuTable cpus = new CpuTable();
    private final X86Panic panic = new X86Panic(serial, apic, power);
    private final TlbShootdown shootdown = new TlbShootdown(cpus, apic);
    private final X86Processors processors = new X86Processors(cpus, apic, clock, shootdown, memory);
    private final X86Contexts contexts = new X86Contexts();
    private final X86Paging paging = new X86Paging(memory, shootdown, panic);
    private final PvhMemoryMap memoryMap = new PvhMemoryMap(memory);
    private final AcpiTables tables = new AcpiTables(memory);
    private final InterruptControllerTable controllers = new InterruptControllerTable(memory);
    private final Calibration calibration = new Calibration(memory, apic, kvmClock);
    private final InterruptRoute route = new InterruptRoute(controllers);
    private final IoApic ioApic = new IoApic(memory);
    private final SerialInput input = new SerialInput(serial, new SpinLock(processors));
    private final SerialConsole console = new SerialConsole(serial, input);
    private final SerialInput controlInput = new SerialInput(controlPort, new SpinLock(processors));
    private final SerialConsole control = new SerialConsole(controlPort, controlInput);
    private final RealTimeClock realTimeClock = new RealTimeClock();
    private final HardwareRandom random = new HardwareRandom();
    private Dispatcher dispatcher;
    private InputListener inputListener;
    private boolean controlPresent;
    private StackMemory stackMemory;

    /** Makes this machine the one that traps and entry code of the image serve. */
    public X86Machine() {
        EntryPoints.attach(this);
    }

    /** Brings up what the kernel needs of the booting CPU, in the order of dependence. */
    @Override
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    public void initialize() {
        long area = Symbols.BOOT_CPU_AREA.get().rawValue();
        long data = Symbols.BOOT_DATA.get().rawValue();
        memory.initialize();
        serial.initialize();
        input.initialize(data + BootDataDescriptor.CONSOLE_INPUT);
        controlPresent = controlPort.present();
        if (controlPresent) {
            controlPort.initialize();
            controlInput.initialize(data + BootDataDescriptor.CONTROL_INPUT);
        }
        CpuArea.initialize(area, 0, 0);
        InterruptTable.initialize();
        Instructions.loadTables(area);
        LegacyInterrupts.disable();
        contexts.initialize();
        paging.initialize();
        random.initialize();
        if (!memoryMap.initialize()) {
            panic.panic("no PVH start structure with a memory map", "rsdp", memoryMap.rsdp());
        }
        tables.initialize(memoryMap.rsdp());
        controllers.initialize(tables);
        apic.initialize();
        apic.enable();
        long clockMemory = data + BootDataDescriptor.KVM_CLOCK;
        boolean kvmClockIsKnown = kvmClock.read(clockMemory, paging.translate(clockMemory));
        if (!calibration.run(tables, kvmClockIsKnown)) {
            panic.panic("no clock to calibrate with", "source", calibration.source());
        }
        clock.initialize(calibration.tscHertz());
        apic.setFrequency(calibration.apicHertz());
        clock.setWallClock(kvmClockIsKnown ? kvmClock.wallClock() : realTimeClock.read());
        cpus.initialize(
                data + BootDataDescriptor.CPUS, controllers, apic.identifier(), area, apic.identifierMaximum());
        CpuArea.initialize(area, 0, apic.identifier());
    }

    /** Interrupts go to the CPU that booted; they are routed before a line may raise them, so no edge is missed. */
    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public boolean enableInputInterrupts() {
        route.follow(SerialPortDescriptor.COM1_IRQ);
        boolean routed = ioApic.connect(route, Vectors.SERIAL, cpus.apicId(0));
        if (routed) {
            input.start();
        }
        if (routed && controlPresent) {
            route.follow(SerialPortDescriptor.COM2_IRQ);
            routed = ioApic.connect(route, Vectors.SERIAL, cpus.apicId(0));
            if (routed) {
                controlInput.start();
            }
        }
        return routed;
    }

    /** The trap code's way to the scheduler; interrupts are disabled. */
    @Uninterruptible(reason = "Interrupt handler.")
    long interrupt(int vector, long context) {
        switch (vector) {
            case Vectors.TIMER:
                apic.endOfInterrupt();
                return dispatcher.onTimer(context);
            case Vectors.RESCHEDULE:
                apic.endOfInterrupt();
                return dispatcher.onReschedule(context);
            case Vectors.SHOOTDOWN:
                apic.endOfInterrupt();
                shootdown.catchUp();
                return context;
            case Vectors.SERIAL:
                input.onInterrupt();
                if (controlPresent) {
                    controlInput.onInterrupt();
                }
                apic.endOfInterrupt();
                inputListener.onInput();
                return context;
            case Vectors.SPURIOUS:
                return context;
            default:
                panic.panic("interrupt without a handler", "vector", vector);
                return context;
        }
    }

    @Uninterruptible(reason = "Runs on the dispatch stack.")
    long deschedule(long context, long request) {
        return dispatcher.onDeschedule(context, request);
    }

    @Uninterruptible(reason = "An exception in the kernel.")
    void exception(long frame) {
        panic.exception(frame);
    }

    /** A page fault of code that had interrupts enabled; returns if the access can be repeated. */
    @Uninterruptible(reason = "Page fault handler.")
    void pageFault(long frame) {
        if (!stackMemory.provide(Instructions.readCr2())) {
            panic.exception(frame);
        }
    }

    @Uninterruptible(reason = "Runs before the CPU has a thread.")
    void arrive(long area) {
        processors.arrive(area);
    }

    @Override
    public void attach(Dispatcher handler) {
        dispatcher = handler;
    }

    @Override
    public void attach(InputListener listener) {
        inputListener = listener;
    }

    @Override
    public void attach(StackMemory memory) {
        stackMemory = memory;
    }

    @Override
    public void attach(StackReporter reporter) {
        panic.attach(reporter);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long commandLine() {
        return PvhMemoryMap.commandLine();
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Processors processors() {
        return processors;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Contexts contexts() {
        return contexts;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public MemoryMap memoryMap() {
        return memoryMap;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Paging paging() {
        return paging;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Clock clock() {
        return clock;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Timer timer() {
        return apic;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Console console() {
        return console;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Console control() {
        return controlPresent ? control : null;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Entropy entropy() {
        return random;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Power power() {
        return power;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public Panic panic() {
        return panic;
    }
}
