/** Tests of the JUnit Platform in a guest: which there are, the image that holds them, what the guest tells, the report. */
package org.eremite.image.junit;
