/** Plain Java: operations of the kernel that no program needs, for the one that measures them. */
package org.eremite.abi.probe;
