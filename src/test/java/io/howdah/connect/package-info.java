/** Connecting: against real servers, and against peers that say what no real server would. */
package io.howdah.connect;
