/** Groups of named checks with a small harness of their own, and ways to end a program. Plain Java. */
package org.eremite.tests.guest;
