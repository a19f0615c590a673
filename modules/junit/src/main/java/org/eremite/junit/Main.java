package org.eremite.junit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eremite.abi.OperatingSystem;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The program of an image that holds tests: runs them and tells what came of each. Its exit status is 0 if none failed, else 1. */
public final class Main {
    /** Resource with the unique identifiers of the test classes in the image, one a line; the host tool writes it. */
    static final String LIST = "/junit-platform-unique-ids.txt";
    /** Begins an argument that names a tag; a test must have one of them. */
    static final String WITH_TAG = "tag=";
    /** Begins an argument that names a tag; a test must have none of them. */
    static final String WITHOUT_TAG = "exclude-tag=";

    private Main() {}

    /** Called by the runtime, with arguments that begin with {@link #WITH_TAG} or {@link #WITHOUT_TAG}. */
    public static void main(String[] arguments) throws IOException {
        EventWriter events = new EventWriter(OperatingSystem::report);
        CapturedStreams streams = CapturedStreams.install(events);
        LauncherDiscoveryRequest request = request(List.of(arguments), identifiers());
        ReportingListener listener = new ReportingListener(events, streams);
        LauncherFactory.create().execute(request, listener);
        // Threads that tests have left behind do not keep the machine running.
        System.exit(listener.failed() ? 1 : 0);
    }

    static LauncherDiscoveryRequest request(List<String> arguments, List<String> identifiers) {
        List<String> with = values(arguments, WITH_TAG);
        List<String> without = values(arguments, WITHOUT_TAG);
        List<UniqueIdSelector> selectors = identifiers.stream().map(DiscoverySelectors::selectUniqueId).toList();
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request().selectors(selectors);
        if (!with.isEmpty()) {
            request.filters(TagFilter.includeTags(with));
        }
        if (!without.isEmpty()) {
            request.filters(TagFilter.excludeTags(without));
        }
        return request.build();
    }

    private static List<String> values(List<String> arguments, String prefix) {
        return arguments.stream().filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length())).toList();
    }

    private static List<String> identifiers() throws IOException {
        InputStream list = Main.class.getResourceAsStream(LIST);
        if (list == null) {
            throw new IOException("the image has no list of tests: assemble it with ./build.sh junit");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            List<String> identifiers = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                identifiers.add(line);
            }
            return identifiers;
        }
    }
}
