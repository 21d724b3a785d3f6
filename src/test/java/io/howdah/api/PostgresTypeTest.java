package io.howdah.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.PgType;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PostgresTypeTest {
    @Test
    void constantsAreNamedAndNumberedAsTheTypesAre() throws IllegalAccessException {
        var constants = Arrays.stream(PostgresType.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .toList();
        assertThat(constants).hasSizeGreaterThan(50);
        for (var constant : constants) {
            PostgresType type = (PostgresType) constant.get(null);
            PgType builtin = BuiltinTypes.ALL.stream()
                    .filter(each -> each.name().equals(type.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(type.getVendorTypeNumber()).as(type.name()).isEqualTo(builtin.oid());
            assertThat(constant.getName()).isEqualToIgnoringCase(type.name());
        }
    }

    @Test
    void othersHaveANameOnly() {
        PostgresType mood = PostgresType.named("zoo.mood");
        assertThat(mood.getName()).isEqualTo("zoo.mood");
        assertThat(mood.getVendor()).isEqualTo("PostgreSQL");
        assertThat(mood.getVendorTypeNumber()).isNull();
        assertThat(mood.array().getName()).isEqualTo("zoo.mood[]");
        assertThat(mood).isEqualTo(PostgresType.named("zoo.mood"));
        assertThatNullPointerException().isThrownBy(() -> PostgresType.named(null));
    }
}
