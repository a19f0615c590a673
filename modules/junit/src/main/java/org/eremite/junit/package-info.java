/**
 * Runs tests of the JUnit Platform inside an image. On the class path, beside the tests: {@link org.eremite.junit.TestList} on
 * the host before the image is assembled, {@link org.eremite.junit.Main} in the guest. What the guest says is in
 * docs/test-protocol.md.
 */
package org.eremite.junit;
