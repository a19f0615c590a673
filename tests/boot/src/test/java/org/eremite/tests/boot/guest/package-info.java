/** Programs that the boot tests run as guests, from the class path. */
package org.eremite.tests.boot.guest;
