package org.eremite.vm;

import com.oracle.svm.core.jdk.SystemPropertiesSupport;

/** System properties that an operating system would supply. */
final class EremiteSystemProperties extends SystemPropertiesSupport {
    @Override
    protected String userNameValue() {
        return "eremite";
    }

    @Override
    protected String userHomeValue() {
        return "/";
    }

    @Override
    protected String userDirValue() {
        return "/";
    }

    @Override
    protected String osNameValue() {
        return "Eremite";
    }

    @Override
    protected String osVersionValue() {
        return "0.1.0";
    }

    @Override
    protected String javaIoTmpdirValue() {
        return "/tmp";
    }

    @Override
    protected String javaLibraryPathValue() {
        return "";
    }
}
