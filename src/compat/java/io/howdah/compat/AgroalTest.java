package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AgroalTest extends PoolContract {

    @Override
    Pool open(ToolDatabase where) throws SQLException {
        var pool = AgroalDataSource.from(configuration(where.url(), where.user(), where.password()));
        return new Pool(pool, pool);
    }

    private static AgroalDataSourceConfigurationSupplier configuration(String url, String user, String password) {
        return new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool.maxSize(1)
                .acquisitionTimeout(Duration.ofMillis(500))
                .validateOnBorrow(true)
                // Without it, Agroal takes every connection for valid.
                .connectionValidator(ConnectionValidator.defaultValidator())
                .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(io.howdah.Driver.class)
                        .jdbcUrl(url)
                        .principal(new NamePrincipal(user))
                        .credential(new SimplePassword(password))));
    }

    @Test
    void aDataSourceMayBeTheProvider() throws SQLException {
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .connectionFactoryConfiguration(
                                factory -> factory.connectionProviderClass(io.howdah.datasource.HowdahDataSource.class)
                                        .jdbcUrl(database.url())
                                        .jdbcProperty("applicationName", "zoo")
                                        .principal(new NamePrincipal(database.user()))
                                        .credential(new SimplePassword(database.password()))));
        try (var pool = AgroalDataSource.from(configuration);
                var connection = pool.getConnection()) {
            assertThat(show(connection, "application_name")).isEqualTo("zoo");
        }
    }

    @Test
    void aConnectionThatNobodyReturnsIsReported() throws Exception {
        var configuration = configuration(database.url(), database.user(), database.password());
        configuration.connectionPoolConfiguration().leakTimeout(Duration.ofMillis(100));
        var reported = new CountDownLatch(1);
        var listener = new AgroalDataSourceListener() {
            @Override
            public void onConnectionLeak(Connection connection, Thread thread) {
                reported.countDown();
            }
        };
        try (var pool = AgroalDataSource.from(configuration, listener);
                var leaked = pool.getConnection()) {
            assertThat(leaked.isClosed()).isFalse();
            assertThat(reported.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aConnectionThatDiedInThePoolIsReplacedBeforeItIsGivenOut() throws SQLException {
        try (var pool = AgroalDataSource.from(configuration(database.url(), database.user(), database.password()))) {
            int first;
            try (var connection = pool.getConnection()) {
                first = backend(connection);
            }
            terminate(first);
            try (var connection = pool.getConnection()) {
                assertThat(backend(connection)).isNotEqualTo(first);
            }
        }
    }
}
