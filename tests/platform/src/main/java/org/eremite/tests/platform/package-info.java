/** A program that prints what the Java platform computes: the same lines wherever it runs. */
package org.eremite.tests.platform;
