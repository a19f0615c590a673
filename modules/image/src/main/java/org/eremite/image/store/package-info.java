/** The images on disk: which are up to date, one assembly at a time, never half an image under its final name. */
package org.eremite.image.store;
