package org.eremite.image.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eremite.image.ToolException;
import org.eremite.image.application.ApplicationModule.Role;
import org.eremite.image.fixture.ModuleFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationResolverTest {
    @TempDir
    private static Path root;
    @TempDir
    private static Path elsewhere;
    private static Path userModules;

    @BeforeAll
    static void compile() throws Exception {
        ModuleFixture.standard(root);
        ModuleFixture user = new ModuleFixture(elsewhere);
        user.module("user", null, "", "package org.eremite.user; class User { " + ModuleFixture.MAIN + " }");
        user.module("unrelated", null, "");
        userModules = Files.createDirectories(elsewhere.resolve("jars"));
        for (String name : List.of("user", "unrelated")) {
            Files.copy(elsewhere.resolve("modules/" + name + "/target/org.eremite." + name + "-1.jar"),
                    userModules.resolve(name + ".jar"));
        }
    }

    private static Application resolve(ApplicationSelector selector) throws ToolException {
        return new ApplicationResolver(new Repository(root), List.of("org.eremite.vm")).resolve(selector);
    }

    private static Application repository(String name, String... added) throws ToolException {
        return resolve(new ApplicationSelector.OfRepository(name, List.of(added)));
    }

    private static List<String> names(Application application) {
        return application.modules().stream().map(ApplicationModule::name).toList();
    }

    private static ToolException refused(ApplicationSelector selector) {
        ToolException failure = assertThrows(ToolException.class, () -> resolve(selector));
        assertFalse(failure.line().contains("\n"), failure.line());
        return failure;
    }

    private static void assertRefused(ApplicationSelector selector, String what, String fix) {
        ToolException failure = refused(selector);
        assertEquals(ToolException.USAGE, failure.exitStatus());
        assertTrue(failure.getMessage().contains(what), failure.getMessage());
        assertTrue(failure.fix().contains(fix), failure.fix());
    }

    private static ApplicationSelector.OfRepository named(String name) {
        return new ApplicationSelector.OfRepository(name, List.of());
    }

    private static ApplicationSelector.OnModulePath onPath(String path, String module) {
        return new ApplicationSelector.OnModulePath(path, module, List.of());
    }

    private static ApplicationSelector.OnClassPath onClassPath(String path, String mainClass) {
        return new ApplicationSelector.OnClassPath(path, mainClass, List.of());
    }

    @Test
    void anImageHasWhatIsRequiredAndTheSystemAndNothingElse() throws Exception {
        Application hello = repository("app.hello");
        assertEquals(List.of("org.eremite.app.hello", "org.eremite.vm"), names(hello));
        assertEquals(List.of(Role.APPLICATION, Role.SYSTEM),
                hello.modules().stream().map(ApplicationModule::role).toList());
        assertEquals("app.hello", hello.name());
        assertEquals("org.eremite.app.hello.Hello", hello.mainClass());
        assertEquals(Optional.of("org.eremite.app.hello"), hello.mainModule());
        assertFalse(hello.platformModules().contains("java.logging"));
    }

    @Test
    void requiredModulesComeWithThoseOfTheJdk() throws Exception {
        Application server = repository("app.server/org.eremite.app.server.Server");
        assertEquals(List.of("org.eremite.app.server", "org.eremite.net", "org.eremite.vm"), names(server));
        assertEquals(Role.REQUIRED, server.modules().get(1).role());
        assertTrue(server.platformModules().contains("java.logging"));
    }

    @Test
    void theFullNameOfAModuleWillDo() throws Exception {
        assertEquals("app.hello", repository("org.eremite.app.hello").name());
    }

    @Test
    void anInheritedMainMethodCounts() throws Exception {
        assertEquals("org.eremite.app.server.Heir", repository("app.server/org.eremite.app.server.Heir").mainClass());
    }

    @Test
    void addedModulesAreInTheImage() throws Exception {
        assertTrue(names(repository("app.hello", "org.eremite.net")).contains("org.eremite.net"));
    }

    @Test
    void aServiceThatAModuleUsesComesWithWhatProvidesIt() throws Exception {
        Application served = repository("app.hello", "org.eremite.served");
        assertEquals(List.of("org.eremite.app.hello", "org.eremite.net", "org.eremite.served", "org.eremite.served.guest",
                "org.eremite.vm"), names(served));
        assertEquals(List.of(Role.APPLICATION, Role.REQUIRED, Role.REQUIRED, Role.SERVICE, Role.SYSTEM),
                served.modules().stream().map(ApplicationModule::role).toList());
    }

    @Test
    void whatASystemModuleUsesIsNotLookedFor() throws Exception {
        Application hello = new ApplicationResolver(new Repository(root), List.of("org.eremite.vm", "org.eremite.served"))
                .resolve(named("app.hello"));
        assertEquals(List.of("org.eremite.app.hello", "org.eremite.served", "org.eremite.vm"), names(hello));
    }

    @Test
    void anAutomaticModuleBringsOnlyWhatItsClassesName() throws Exception {
        assertEquals(List.of("alpha", "beta", "org.eremite.app.auto", "org.eremite.vm"), names(repository("app.auto")));
    }

    @Test
    void aModulePathOfTheUsersIsSearchedToo() throws Exception {
        Application user = resolve(onPath(userModules.toString(), "org.eremite.user/org.eremite.user.User"));
        assertEquals(List.of("org.eremite.user", "org.eremite.vm"), names(user));
    }

    @Test
    void aClassPathApplicationGetsTheSystemAndWhatIsAdded() throws Exception {
        String path = root.resolve("modules/app.hello/target/classes").toString();
        Application application = resolve(new ApplicationSelector.OnClassPath(path, "org.eremite.app.hello.Hello",
                List.of("org.eremite.net")));
        assertEquals(List.of("org.eremite.net", "org.eremite.vm"), names(application));
        assertEquals(List.of(Path.of(path)), application.classPath());
        assertEquals(Optional.empty(), application.mainModule());
    }

    @Test
    void aStarOnTheClassPathStandsForTheJars() throws Exception {
        Application application = resolve(onClassPath(userModules + "/*", "org.eremite.user.User"));
        assertEquals(2, application.classPath().size());
    }

    @Test
    void anUnknownModuleIsAnsweredWithANearName() {
        assertRefused(named("app.helo"), "app.helo", "app.hello");
        assertRefused(named("database"), "database", "app.auto, app.hello, app.server");
        assertRefused(onPath(userModules.toString(), "org.eremite.usr"), "org.eremite.usr", "org.eremite.user?");
        assertRefused(new ApplicationSelector.OfRepository("app.hello", List.of("no.such")), "no.such", "module path");
    }

    @Test
    void aMissingMainClassIsAnsweredWithWhatToWrite() {
        assertRefused(named("app.server"), "no main class", "org.eremite.app.server/MAINCLASS");
        assertRefused(named("app.server/"), "names no module", "MODULE/MAINCLASS");
    }

    @Test
    void aMainClassThatCannotBeStartedIsRefused() {
        assertRefused(named("app.server/org.eremite.app.server.Nothing"), "no main method", "public static void main");
        assertRefused(named("app.server/none.Such"), "not found", "fully qualified");
        assertRefused(onClassPath(userModules.resolve("user.jar").toString(), "User"), "not found", "fully qualified");
    }

    @Test
    void anUnreadablePathIsRefused() {
        assertRefused(onPath("/no/such/path", "m"), "/no/such/path", "check");
        assertRefused(onClassPath("/no/such.jar", "C"), "/no/such.jar", "check");
        assertRefused(onClassPath("", "C"), "empty", "name a jar");
    }

    @Test
    void aFileThatIsNoJarIsRefused() throws Exception {
        Path file = Files.writeString(elsewhere.resolve("broken.jar"), "not a jar");
        refused(onPath(file.toString(), "broken"));
        refused(onClassPath(file.toString(), "C"));
    }

    @Test
    void aModuleThatIsNotBuiltSaysSo() {
        assertTrue(refused(named("mm")).line().contains("not been built"));
        ToolException failure = assertThrows(ToolException.class, () -> new ApplicationResolver(
                new Repository(root), List.of("org.eremite.mm")).resolve(named("app.hello")));
        assertTrue(failure.line().contains("org.eremite.mm has not been built"), failure.line());
    }
}
