package org.eremite.hal.x86_64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Registers of x2APIC mode as the manual lists them (SDM vol. 3, table 10-6 and figure 10-28). */
class LocalApicDescriptorTest {
    @Test
    void registersInMemoryHaveTheirModelSpecificTwin() {
        assertEquals(0x802, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.ID));
        assertEquals(0x808, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.TPR));
        assertEquals(0x80B, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.EOI));
        assertEquals(0x80F, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.SVR));
        assertEquals(0x830, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.ICR_LOW));
        assertEquals(0x832, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.LVT_TIMER));
        assertEquals(0x835, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.LVT_LINT0));
        assertEquals(0x836, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.LVT_LINT1));
        assertEquals(0x837, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.LVT_ERROR));
        assertEquals(0x838, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.TIMER_INITIAL));
        assertEquals(0x839, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.TIMER_CURRENT));
        assertEquals(0x83E, LocalApicDescriptor.modelSpecific(LocalApicDescriptor.TIMER_DIVIDE));
    }

    @Test
    void aCommandHasTheDestinationAboveTheRest() {
        assertEquals(0x0000_0123_0000_4021L, LocalApicDescriptor.command(0x123, 0x4021));
        assertEquals(0x7FFF_FFFF_8000_0000L, LocalApicDescriptor.command(Integer.MAX_VALUE, Integer.MIN_VALUE));
    }
}
