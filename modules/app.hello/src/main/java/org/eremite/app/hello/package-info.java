/**
 * Plain Java: the smallest useful application. It says what the platform tells about the machine and ends
 * with the status asked for.
 */
package org.eremite.app.hello;
