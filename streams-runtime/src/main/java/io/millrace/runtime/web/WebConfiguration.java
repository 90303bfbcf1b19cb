package io.millrace.runtime.web;

import io.millrace.result.ResultJson;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/** JSON and errors over HTTP. */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration {

    /** What controllers answer is written as it stands on the topics. */
    @Bean
    @ConditionalOnMissingBean
    JsonMapper jsonMapper() {
        return ResultJson.mapper().rebuild().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();
    }

    @Bean
    ProblemAdvice problemAdvice() {
        return new ProblemAdvice();
    }

}
