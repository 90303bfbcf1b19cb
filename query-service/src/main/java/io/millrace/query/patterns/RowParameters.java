package io.millrace.query.patterns;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the parameters that all reads of rows of patterns take. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(name = "from", in = ParameterIn.QUERY, description = "ISO-8601, or a number since 1970")
@Parameter(name = "to", in = ParameterIn.QUERY, description = "exclusive")
@Parameter(name = "key", in = ParameterIn.QUERY, description = "value of the pattern's key; all unless said")
@Parameter(name = "tenant", in = ParameterIn.QUERY, description = "whose events; all that the access key may read unless said")
@Parameter(name = "format", in = ParameterIn.QUERY, description = "json, csv or xlsx")
@interface RowParameters {
}
