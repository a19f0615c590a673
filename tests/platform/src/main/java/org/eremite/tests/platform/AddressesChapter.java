package org.eremite.tests.platform;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names and addresses of the network, as far as nobody else is asked. */
final class AddressesChapter {
    private AddressesChapter() {}

    static void tell(Transcript transcript) {
        resources(transcript);
        hosts(transcript);
    }

    private static void resources(Transcript t) {
        t.line("uri.resolve", () -> URI.create("http://a/b/c/d?q").resolve("../x"));
        t.line("uri.parts", () -> {
            URI uri = new URI("https://user@host:8080/p/a%20th?x=1#f");
            return uri.getHost() + uri.getPort() + uri.getPath() + uri.getRawPath() + uri.getFragment();
        });
        t.line("uri.wrong", () -> new URI("http://a b"));
        t.line("url.encode", () -> URLEncoder.encode("a b&\u00e9", StandardCharsets.UTF_8) + URLDecoder.decode("%C3%A9+x", StandardCharsets.UTF_8));
        t.line("url.type", () -> URLConnection.guessContentTypeFromName("page.html") + " " + URLConnection.guessContentTypeFromName("a.png"));
        t.line("idn", () -> IDN.toASCII("b\u00fccher.example") + " " + IDN.toUnicode("xn--bcher-kva.example"));
    }

    private static void hosts(Transcript t) {
        t.line("host.loopback", () -> InetAddress.getLoopbackAddress());
        t.line("host.own", () -> InetAddress.getByName("localhost").isLoopbackAddress());
        t.line("host.local", () -> !InetAddress.getLocalHost().getHostName().isEmpty());
        t.line("host.v4", () -> InetAddress.getByName("192.168.7.1").isSiteLocalAddress() + " " + InetAddress.ofLiteral("10.0.0.1"));
        t.line("host.v6", () -> InetAddress.getByName("2001:db8::1") + " " + InetAddress.getByName("[fe80::1]").isLinkLocalAddress());
        t.line("host.mapped", () -> InetAddress.getByName("::ffff:1.2.3.4"));
        t.line("host.bytes", () -> InetAddress.getByAddress("name", new byte[] {1, 2, 3, 4}));
        t.line("host.wrongBytes", () -> InetAddress.getByAddress(new byte[5]));
        t.line("host.wrongLiteral", () -> InetAddress.ofLiteral("1.2.3.400"));
        t.line("host.multicast", () -> InetAddress.getByName("224.0.0.1").isMulticastAddress());
        t.refusal("host.unknown", () -> InetAddress.getByName("no-such-host.invalid"));
        t.line("socketAddress", () -> new InetSocketAddress(InetAddress.getByAddress(new byte[] {1, 2, 3, 4}), 80));
        t.line("socketAddress.unresolved", () -> InetSocketAddress.createUnresolved("example.org", 443));
        t.line("socketAddress.port", () -> InetSocketAddress.createUnresolved("example.org", 65_536));
    }
}
