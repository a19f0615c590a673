/** Rules of the architecture that hold for every module, each shown to notice a breach. */
package org.eremite.tests.architecture;
