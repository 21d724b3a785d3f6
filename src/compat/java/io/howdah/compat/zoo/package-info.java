/** What is kept in the zoo: entities for Hibernate, with a column of every kind that an application has. */
package io.howdah.compat.zoo;
