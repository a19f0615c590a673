/** A program as users write them, on the class path, with libraries as published. */
package org.eremite.tests.libraries;
