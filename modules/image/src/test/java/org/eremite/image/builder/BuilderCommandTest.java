package org.eremite.image.builder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eremite.image.application.Application;
import org.eremite.image.application.ApplicationModule;
import org.eremite.image.application.ApplicationModule.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuilderCommandTest {
    private static final String MAIN_SWITCH = "--module";

    @TempDir
    private Path work;

    private final BuilderInstallation installation = BuilderFixture.installation();

    @Test
    void theBuilderIsAskedForOneRelocatableObjectOfTheModules() throws IOException {
        assertEquals(
                """
                org.graalvm.nativeimage.builder/com.oracle.svm.hosted.NativeImageGeneratorRunner
                -imagemp
                WORK/org.eremite.app.hello:WORK/org.eremite.hal:WORK/org.eremite.jdk:WORK/org.eremite.vm
                -H:+UnlockExperimentalVMOptions
                -H:Module=org.eremite.app.hello
                -H:Class=org.eremite.app.hello.Main
                -H:Name=app.hello
                -H:Path=WORK/objects
                -H:TempDirectory=WORK/objects
                -H:ImageBuildID=0bc49f1b-74fa-340c-aadd-b816b682bdf3
                -H:+ExitAfterRelocatableImageWrite
                -H:+UseCAPCache
                -H:CAPCacheDir=WORK/answers
                -H:-InstallExitHandlers
                -H:-UseSystemLocale
                -H:-LocalizationSubstituteLoadLookup
                -H:-UseBranchesWithin32ByteBoundary
                -H:+CompactingOldGen
                -H:+ReportExceptionStackTraces
                -H:Optimize=2
                -H:MicroArchitecture=x86-64-v3
                -H:Features=org.eremite.vm.EremiteFeature,org.eremite.jdk.JdkFeature
                -H:ClassInitialization=org.eremite.hal:build_time,org.eremite.mm:build_time,\
                org.eremite.sched:build_time,org.eremite.vm:build_time,org.eremite.abi.ImageLog:build_time,\
                org.eremite.jdk.CommandLineHook:build_time
                """,
                String.join("\n", builderArguments(modular(List.of()))) + "\n");
    }

    @Test
    void theVirtualMachineGetsTheCompilerInPlaceOfTheJdksOwn() throws IOException {
        List<String> options = virtualMachineOptions(modular(List.of()));
        assertEquals(
                installation.compiler().toString(), options.get(options.indexOf("--upgrade-module-path") + 1));
        String path = options.get(options.indexOf("--module-path") + 1);
        assertFalse(path.contains(installation.compiler().toString()));
        assertEquals(installation.jars().size(), path.split(File.pathSeparator).length);
        assertEquals(
                "org.graalvm.nativeimage.builder=" + work.resolve("patch"),
                options.get(options.indexOf("--patch-module") + 1));
        assertTrue(options.contains("-Dsvm.platform=org.eremite.vm.EremitePlatform"));
    }

    @Test
    void anApplicationOnTheClassPathKeepsItsModulesApartFromTheSystems() throws IOException {
        Path first = Files.createDirectory(work.resolve("b"));
        Path second = Files.createDirectory(work.resolve("a"));
        Application application = new Application(
                "tool",
                Optional.empty(),
                "tool.Main",
                List.of(module("org.eremite.vm")),
                List.of(),
                List.of(first, second));
        List<String> arguments = builderArguments(request(application, List.of()));
        assertEquals("WORK/b:WORK/a", arguments.get(arguments.indexOf("-imagecp") + 1));
        assertEquals("WORK/org.eremite.vm", arguments.get(arguments.indexOf("-imagemp") + 1));
        assertTrue(arguments.contains("-H:Features=org.eremite.vm.EremiteFeature"));
        assertFalse(arguments.stream().anyMatch(argument -> argument.startsWith("-H:Module=")));
    }

    @Test
    void theUsersArgumentsComeLastAndThoseForTheVirtualMachineGoThere() throws IOException {
        BuildRequest request = modular(List.of("-H:+PrintUniverse", "-J-Xmx3g", "-g"));
        assertEquals("-Xmx3g", virtualMachineOptions(request).getLast());
        List<String> arguments = builderArguments(request);
        assertEquals(List.of("-H:+PrintUniverse", "-g"), arguments.subList(arguments.size() - 2, arguments.size()));
        assertFalse(arguments.contains("-J-Xmx3g"));
    }

    @Test
    void theBuilderKnowsEveryOption() throws IOException {
        Set<String> known = new HashSet<>();
        String service = "META-INF/services/jdk.graal.compiler.options.OptionDescriptors";
        for (String name : BuilderFixture.builderLines(service)) {
            StreamSupport.stream(BuilderFixture.builderClass(name.strip()).constantPool().spliterator(), false)
                    .filter(StringEntry.class::isInstance)
                    .forEach(entry -> known.add(((StringEntry) entry).stringValue()));
        }
        List<String> options = builderArguments(modular(List.of())).stream()
                .filter(argument -> argument.startsWith("-H:"))
                .map(argument -> argument.replaceFirst("^-H:[+-]?(\\w+).*", "$1"))
                .toList();
        assertTrue(options.size() > 10);
        assertEquals(List.of(), options.stream().filter(option -> !known.contains(option)).toList());
    }

    @Test
    void aQuotedArgumentIsReadBackByTheJavaLauncherAsItWas() {
        assertEquals("\"-Dname=C:\\\\two words\\\"#\"", BuilderCommand.quoted("-Dname=C:\\two words\"#"));
    }

    private List<String> virtualMachineOptions(BuildRequest request) throws IOException {
        List<String> all = arguments(request);
        return all.subList(0, all.indexOf(MAIN_SWITCH));
    }

    /** What follows the main switch, with {@code WORK} for the work directory. */
    private List<String> builderArguments(BuildRequest request) throws IOException {
        List<String> all = arguments(request);
        return all.subList(all.indexOf(MAIN_SWITCH) + 1, all.size()).stream()
                .map(argument -> argument.replace(work.toString(), "WORK"))
                .toList();
    }

    private List<String> arguments(BuildRequest request) throws IOException {
        List<String> command = new BuilderCommand(installation, request, work.resolve("objects")).write();
        assertEquals(2, command.size());
        assertEquals(Path.of(System.getProperty("java.home"), "bin", "java").toString(), command.getFirst());
        return Files.readAllLines(Path.of(command.getLast().substring(1))).stream()
                .map(line -> line.substring(1, line.length() - 1))
                .toList();
    }

    private BuildRequest modular(List<String> builderArguments) {
        List<ApplicationModule> modules = Stream.of(
                        "org.eremite.app.hello", "org.eremite.hal", "org.eremite.jdk", "org.eremite.vm")
                .map(this::module)
                .toList();
        return request(
                new Application(
                        "app.hello",
                        Optional.of("org.eremite.app.hello"),
                        "org.eremite.app.hello.Main",
                        modules,
                        List.of(),
                        List.of()),
                builderArguments);
    }

    private BuildRequest request(Application application, List<String> builderArguments) {
        BuildOptions options =
                new BuildOptions(BuildOptions.DEFAULT_MARCH, BuildOptions.DEFAULT_OPTIMIZATION, Optional.empty(), builderArguments);
        return new BuildRequest(application, options, work.resolve("image.elf"), work);
    }

    private ApplicationModule module(String name) {
        return new ApplicationModule(name, work.resolve(name), Role.SYSTEM);
    }
}
