/** What stress tests of raw memory share. */
package org.eremite.tests.stress;
