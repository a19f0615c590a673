package org.eremite.sched;

import org.eremite.hal.Processors;

/** Machines that misbehave in known ways. */
final class Defects {
    private Defects() {}

    static Processors plant(Program.Defect defect, Processors processors) {
        return switch (defect) {
            case DOES_NOT_DISABLE_INTERRUPTS -> new BrokenProcessors(processors, true);
            case LOSES_KICKS -> new BrokenProcessors(processors, false);
            default -> processors;
        };
    }

    private static final class BrokenProcessors implements Processors {
        private final Processors next;
        private final boolean interruptible;
        private int kicks;

        BrokenProcessors(Processors next, boolean interruptible) {
            this.next = next;
            this.interruptible = interruptible;
        }

        @Override
        public int present() {
            return next.present();
        }

        @Override
        public int online() {
            return next.online();
        }

        @Override
        public int current() {
            return next.current();
        }

        @Override
        public long disableInterrupts() {
            return interruptible ? 1 : next.disableInterrupts();
        }

        @Override
        public void restoreInterrupts(long token) {
            if (!interruptible) {
                next.restoreInterrupts(token);
            }
        }

        @Override
        public void pause() {
            next.pause();
        }

        @Override
        public void reschedule(int cpu) {
            if (interruptible || ++kicks % 8 != 0) {
                next.reschedule(cpu);
            }
        }

        @Override
        public boolean start(int cpu, long area, long idleContext) {
            return next.start(cpu, area, idleContext);
        }

        @Override
        public long areaBytes() {
            return next.areaBytes();
        }

        @Override
        public void waitForInterrupt() {
            next.waitForInterrupt();
        }
    }
}
