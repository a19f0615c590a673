package org.eremite.jdk;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;

/** Names of machines, by the protocol of four bytes. */
@TargetClass(className = "java.net.Inet4AddressImpl")
final class Target_java_net_Inet4AddressImpl {
    private Target_java_net_Inet4AddressImpl() {}

    @Substitute
    public String getLocalHostName() {
        return Hosts.OWN_NAME;
    }

    @Substitute
    private InetAddress[] lookupAllHostAddr(String hostname) throws UnknownHostException {
        return Hosts.addresses(hostname);
    }

    @Substitute
    public String getHostByAddr(byte[] addr) throws UnknownHostException {
        return Hosts.name(addr);
    }

    @Substitute
    private boolean isReachable0(byte[] addr, int timeout, byte[] ifaddr, int ttl) {
        return false;
    }
}

/** Names of machines, by both protocols. */
@TargetClass(className = "java.net.Inet6AddressImpl")
final class Target_java_net_Inet6AddressImpl {
    private Target_java_net_Inet6AddressImpl() {}

    @Substitute
    public String getLocalHostName() {
        return Hosts.OWN_NAME;
    }

    @Substitute
    private InetAddress[] lookupAllHostAddr(String hostname, int characteristics) throws UnknownHostException {
        return Hosts.addresses(hostname);
    }

    @Substitute
    public String getHostByAddr(byte[] addr) throws UnknownHostException {
        return Hosts.name(addr);
    }

    @Substitute
    private boolean isReachable0(byte[] addr, int scope, int timeout, byte[] inf, int ttl, int ifScope) {
        return false;
    }
}

/** There are no interfaces, so none of their properties is ever asked for. */
@TargetClass(NetworkInterface.class)
final class Target_java_net_NetworkInterface {
    private Target_java_net_NetworkInterface() {}

    /** The caller makes the exception of it. */
    @Substitute
    private static NetworkInterface[] getAll() {
        return null;
    }

    @Substitute
    private static NetworkInterface getByName0(String name) {
        return null;
    }

    @Substitute
    private static NetworkInterface getByIndex0(int index) {
        return null;
    }

    @Substitute
    private static NetworkInterface getByInetAddress0(InetAddress addr) {
        return null;
    }

    @Substitute
    private static boolean boundInetAddress0(InetAddress addr) {
        return false;
    }
}
