package org.eremite.vm;

import com.oracle.svm.core.BaseProcessPropertiesSupport;
import java.nio.file.Path;
import java.util.Map;

/** The one process there is. */
final class EremiteProcess extends BaseProcessPropertiesSupport {
    /** Identifier of the one process. */
    static final long PROCESS_ID = 1;

    @Override
    public String getExecutableName() {
        return "/eremite";
    }

    @Override
    public long getProcessID() {
        return PROCESS_ID;
    }

    @Override
    public long getProcessID(Process process) {
        throw noProcesses();
    }

    @Override
    public String getObjectFile(String symbol) {
        return null;
    }

    @Override
    @SuppressWarnings("deprecation")
    public String setLocale(String category, String locale) {
        return null;
    }

    @Override
    public boolean destroy(long processID) {
        throw noProcesses();
    }

    @Override
    public boolean destroyForcibly(long processID) {
        throw noProcesses();
    }

    @Override
    public boolean isAlive(long processID) {
        return processID == PROCESS_ID;
    }

    @Override
    public int waitForProcessExit(long processID) {
        throw noProcesses();
    }

    @Override
    public void exec(Path executable, String[] args) {
        throw noProcesses();
    }

    @Override
    public void exec(Path executable, String[] args, Map<String, String> env) {
        throw noProcesses();
    }

    private static UnsupportedOperationException noProcesses() {
        return new UnsupportedOperationException("Eremite runs one program: there are no other processes");
    }
}
