package io.millrace.runtime.security;

import io.millrace.runtime.MillraceProperties;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Keys, and the guard of internal reads. */
@Configuration(proxyBeanMethods = false)
public class SecurityConfiguration {

    @Bean
    AccessKeys accessKeys(MillraceProperties properties, Clock clock) {
        return new AccessKeys(properties.security(), clock);
    }

    @Bean
    FilterRegistrationBean<InternalReadsFilter> internalReadsFilter(MillraceProperties properties) {
        var registration = new FilterRegistrationBean<>(
                new InternalReadsFilter(properties.security().internalToken()));
        registration.addUrlPatterns("/internal/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

}
