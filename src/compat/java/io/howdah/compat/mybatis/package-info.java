/** A mapper as MyBatis has them. */
package io.howdah.compat.mybatis;
