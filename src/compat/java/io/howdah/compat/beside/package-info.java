/** With the incumbent on the class path as well, as while somebody changes over. */
package io.howdah.compat.beside;
