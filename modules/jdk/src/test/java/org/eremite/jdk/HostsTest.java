package org.eremite.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class HostsTest {
    @Test
    void theMachineKnowsItself() throws UnknownHostException {
        InetAddress[] addresses = Hosts.addresses("LocalHost");
        assertEquals(1, addresses.length);
        assertTrue(addresses[0].isLoopbackAddress());
        assertEquals("LocalHost", addresses[0].getHostName());
        assertEquals("localhost", Hosts.name(addresses[0].getAddress()));
    }

    @Test
    void theMachineKnowsNobodyElse() {
        UnknownHostException unknown =
                assertThrows(UnknownHostException.class, () -> Hosts.addresses("example.org"));
        assertEquals("example.org: this image has no network", unknown.getMessage());
        assertThrows(UnknownHostException.class, () -> Hosts.name(new byte[] {127, 0, 0, 2}));
        assertThrows(UnknownHostException.class, () -> Hosts.name(new byte[16]));
    }
}
