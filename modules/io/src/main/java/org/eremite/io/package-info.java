/** Descriptors with their table, and the console as the first thing behind them; plain Java. */
package org.eremite.io;
