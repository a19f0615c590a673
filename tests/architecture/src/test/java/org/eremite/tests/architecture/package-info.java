/** Rules about the source tree as a whole; each is shown to find what breaks it. */
package org.eremite.tests.architecture;
