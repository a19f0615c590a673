/** Tests of the platform in the form in which most programs have them; each runs on a JVM and in the guest. */
package org.eremite.tests.junit;
