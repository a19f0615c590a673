package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Processors;
import org.eremite.hal.RawMemory;

/** CPUs of this machine and how they are started (SDM vol. 3, 8.4). */
final class X86Processors implements Processors {
    /** Waits of the start-up sequence, in nanoseconds. */
    private static final long AFTER_INIT = 10_000_000L;
    private static final long AFTER_STARTUP = 200_000L;
    private static final long TO_COME_ONLINE = 2_000_000_000L;

    private final CpuTable cpus;
    private final LocalApic apic;
    private final TscClock clock;
    private final TlbShootdown shootdown;
    private final DirectMap memory;

    X86Processors(CpuTable cpus, LocalApic apic, TscClock clock, TlbShootdown shootdown, DirectMap memory) {
        this.cpus = cpus;
        this.apic = apic;
        this.clock = clock;
        this.shootdown = shootdown;
        this.memory = memory;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public int present() {
        return cpus.present();
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public int online() {
        return cpus.online();
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public int current() {
        return (int) Instructions.readGs(CpuAreaDescriptor.NUMBER);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long disableInterrupts() {
        return Instructions.disableInterrupts();
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void restoreInterrupts(long token) {
        Instructions.restoreFlags(token);
    }

    /** Also answers shoot-downs: whoever spins with interrupts disabled must not hold up another CPU's flush. */
    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void pause() {
        shootdown.catchUp();
        Instructions.pause();
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void reschedule(int cpu) {
        long token = Instructions.disableInterrupts();
        apic.send(cpus.apicId(cpu), Vectors.RESCHEDULE);
        Instructions.restoreFlags(token);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long areaBytes() {
        return CpuAreaDescriptor.BYTES;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public long areaGuard(int index) {
        switch (index) {
            case 0:
                return CpuAreaDescriptor.DISPATCH_STACK_GUARD;
            case 1:
                return CpuAreaDescriptor.EXCEPTION_STACK_GUARD;
            case 2:
                return CpuAreaDescriptor.NMI_STACK_GUARD;
            case 3:
                return CpuAreaDescriptor.DOUBLE_FAULT_STACK_GUARD;
            default:
                return CpuAreaDescriptor.BYTES;
        }
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void adopt(long area) {
        long token = Instructions.disableInterrupts();
        CpuArea.initialize(area, 0, cpus.apicId(0));
        shootdown.join(area);
        Instructions.loadTables(area);
        cpus.setArea(0, area);
        Instructions.restoreFlags(token);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void waitForInterrupt() {
        Instructions.waitForInterrupt();
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public boolean start(int cpu, long area, long idleContext) {
        int apicId = cpus.apicId(cpu);
        CpuArea.initialize(area, cpu, apicId);
        cpus.setArea(cpu, area);
        long data = Symbols.BOOT_DATA.get().rawValue();
        RawMemory.putLongVolatile(data + BootDataDescriptor.MAILBOX_AREA, area);
        RawMemory.putLongVolatile(data + BootDataDescriptor.MAILBOX_CONTEXT, idleContext);
        RawMemory.putLongVolatile(data + BootDataDescriptor.MAILBOX_RUNNING, 0);
        long code = Symbols.TRAMPOLINE.get().rawValue();
        RawMemory.copy(code, memory.direct(TrampolineDescriptor.ADDRESS), Symbols.TRAMPOLINE_END.get().rawValue() - code);

        long token = Instructions.disableInterrupts();
        apic.sendInit(apicId);
        delay(AFTER_INIT);
        apic.sendStartup(apicId, TrampolineDescriptor.PAGE);
        if (!running(data, AFTER_STARTUP)) {
            apic.sendStartup(apicId, TrampolineDescriptor.PAGE);
        }
        boolean started = running(data, TO_COME_ONLINE);
        Instructions.restoreFlags(token);
        return started;
    }

    /** First Java code of a started CPU, on its dispatch stack, with interrupts disabled. */
    @Uninterruptible(reason = "Runs before the CPU has a thread.")
    void arrive(long area) {
        apic.enable();
        shootdown.join(area);
        cpus.comeOnline();
        RawMemory.putLongVolatile(Symbols.BOOT_DATA.get().rawValue() + BootDataDescriptor.MAILBOX_RUNNING, 1);
    }

    @Uninterruptible(reason = "Runs while one CPU starts another.")
    private boolean running(long data, long nanoseconds) {
        long deadline = clock.nanoTime() + nanoseconds;
        while (RawMemory.getLongVolatile(data + BootDataDescriptor.MAILBOX_RUNNING) == 0) {
            if (clock.nanoTime() - deadline > 0) {
                return false;
            }
            Instructions.pause();
        }
        return true;
    }

    @Uninterruptible(reason = "Runs while one CPU starts another.")
    private void delay(long nanoseconds) {
        long deadline = clock.nanoTime() + nanoseconds;
        while (clock.nanoTime() - deadline < 0) {
            Instructions.pause();
        }
    }
}
