package org.eremite.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every build uses the same versions. */
class PomsTest {
    private static final String ROOT = """
            <project><properties><p>1.2</p><range>[1,2)</range></properties>
            <dependencyManagement><dependencies><dependency><artifactId>managed</artifactId><version>${p}</version></dependency>
            </dependencies></dependencyManagement>
            <build><pluginManagement><plugins><plugin><artifactId>maven-jar-plugin</artifactId><version>3</version></plugin>
            </plugins></pluginManagement></build></project>""";

    @Test
    void everyPluginAndDependencyIsPinned() throws Exception {
        Poms poms = new Poms(Files.readString(SourceTree.root().resolve("pom.xml")));
        List<String> faults = new ArrayList<>(poms.lifecycleFaults());
        int files = 0;
        for (Path file : SourceTree.files(SourceTree.root())) {
            if (file.endsWith("pom.xml")) {
                files++;
                poms.faults(Files.readString(file)).forEach(fault -> faults.add(file + ": " + fault));
            }
        }
        assertTrue(files > SourceTree.modules().size(), "poms=" + files);
        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @CsvSource({"LATEST", "RELEASE", "'[1.0,2.0)'", "1.0-SNAPSHOT", "${range}", "${unknown}"})
    void aVersionThatCanChangeIsFound(String version) throws Exception {
        assertEquals(List.of("dependency a has version " + version), new Poms(ROOT).faults(
                "<project><dependencies><dependency><artifactId>a</artifactId><version>" + version
                        + "</version></dependency></dependencies></project>"));
    }

    @Test
    void whatHasNoVersionIsFound() throws Exception {
        assertEquals(List.of("plugin b is not pinned", "dependency a is not pinned"), new Poms(ROOT).faults("""
                <project><dependencies><dependency><artifactId>a</artifactId></dependency>
                <dependency><artifactId>managed</artifactId></dependency></dependencies>
                <build><plugins><plugin><artifactId>b</artifactId></plugin></plugins></build></project>"""));
        assertTrue(new Poms(ROOT).lifecycleFaults().contains("plugin maven-compiler-plugin is not pinned"));
        assertEquals(6, new Poms(ROOT).lifecycleFaults().size());
    }
}
