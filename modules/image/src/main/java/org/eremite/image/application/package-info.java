/** Which modules an application needs, found from descriptors: exactly those and the system's own, nothing else. */
package org.eremite.image.application;
