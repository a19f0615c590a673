package org.eremite.tests.architecture;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Which versions Maven is told to use. */
final class Poms {
    /** What Maven runs without being told to, in versions of its own choice unless they are pinned. */
    private static final Set<String> OF_THE_LIFECYCLE = Set.of("maven-clean-plugin", "maven-resources-plugin",
            "maven-compiler-plugin", "maven-surefire-plugin", "maven-jar-plugin", "maven-install-plugin",
            "maven-deploy-plugin");
    private static final Pattern ONE_VERSION = Pattern.compile("[0-9][0-9A-Za-z.-]*");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final String OWN_VERSION = "${project.version}";

    private final Document root;
    private final Map<String, String> properties = new LinkedHashMap<>();

    /** Versions managed by the pom at the top. */
    Poms(String rootPom) throws Exception {
        root = parse(rootPom);
        NodeList blocks = root.getElementsByTagName("properties");
        for (int i = 0; i < blocks.getLength(); i++) {
            NodeList entries = blocks.item(i).getChildNodes();
            for (int j = 0; j < entries.getLength(); j++) {
                properties.put(entries.item(j).getNodeName(), entries.item(j).getTextContent().strip());
            }
        }
    }

    private static Document parse(String pom) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8)));
    }

    /** What Maven runs by itself and the root pom does not pin. */
    List<String> lifecycleFaults() {
        return OF_THE_LIFECYCLE.stream().filter(plugin -> managed("plugin", plugin).isEmpty()).sorted()
                .map(plugin -> "plugin " + plugin + " is not pinned").toList();
    }

    /** Plugins and dependencies of {@code pom} that have no version, or more than one possible. */
    List<String> faults(String pom) throws Exception {
        List<String> faults = new ArrayList<>();
        Document document = parse(pom);
        for (String kind : List.of("plugin", "dependency", "extension")) {
            NodeList elements = document.getElementsByTagName(kind);
            for (int i = 0; i < elements.getLength(); i++) {
                check(kind, (Element) elements.item(i), faults);
            }
        }
        return faults;
    }

    private void check(String kind, Element element, List<String> faults) {
        String artifact = child(element, "artifactId").orElse("?");
        Optional<String> version = child(element, "version").or(() -> managed(kind, artifact));
        if (version.isEmpty()) {
            if (!ofImportedList(kind, element)) {
                faults.add(kind + " " + artifact + " is not pinned");
            }
        } else if (!version.get().equals(OWN_VERSION) && !isOneVersion(resolved(version.get()))) {
            faults.add(kind + " " + artifact + " has version " + version.get());
        }
    }

    private static boolean isOneVersion(String version) {
        return ONE_VERSION.matcher(version).matches() && !version.endsWith("SNAPSHOT");
    }

    private String resolved(String version) {
        Matcher matcher = PROPERTY.matcher(version);
        return matcher.matches() ? properties.getOrDefault(matcher.group(1), "") : version;
    }

    /** The version that the root pom's management sections give. */
    private Optional<String> managed(String kind, String artifact) {
        NodeList elements = root.getElementsByTagName(kind);
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            String section = element.getParentNode().getParentNode().getNodeName();
            if ((section.equals("pluginManagement") || section.equals("dependencyManagement"))
                    && child(element, "artifactId").filter(artifact::equals).isPresent()) {
                return child(element, "version");
            }
        }
        return Optional.empty();
    }

    /** Whether a list that the root pom imports, itself pinned, covers it: JUnit's. */
    private boolean ofImportedList(String kind, Element element) {
        return kind.equals("dependency") && managed(kind, "junit-bom").isPresent()
                && child(element, "groupId").filter(group -> group.startsWith("org.junit.")).isPresent();
    }

    private static Optional<String> child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeName().equals(name)) {
                return Optional.of(node.getTextContent().strip());
            }
        }
        return Optional.empty();
    }
}
