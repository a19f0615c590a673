package org.eremite.image.launch;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Where the guest's console begins and ends on the host; bytes pass as they are.
 *
 * @param input what the guest reads; its end is the end of the guest's input
 * @param output what the guest writes; when it can no longer be written to, the guest is ended
 */
public record GuestConsole(InputStream input, OutputStream output) {

    /** Standard input and output of this process. */
    public static GuestConsole ofThisProcess() {
        return new GuestConsole(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }
}
