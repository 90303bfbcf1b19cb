package io.millrace.ingest.door;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

/** The door in OpenAPI terms, written by hand: servlets are not found by scanning. */
final class DoorDescription {

    private static final String EVENT = """
            {"event_type":"order.created","event_id":"8f14e45f-ea2a-4c3d-9a5f-0b6f2d1c7e11","user_id":"u1",
             "timestamp":"2024-01-01T00:00:00.000Z","source":"web","data":{"total":12.5}}""";
    private static final String BATCH = """
            {"events":[{"id":"b1","name":"Button Clicked","properties":{"button":"buy"},
             "timestamp":1704067200000}],"context":{"anonymous_id":"a1","page":"https://shop.example/"}}""";
    private static final String RECEIPT = """
            {"accepted":1,"rejected":[{"index":1,"event_id":"e2","reason":"event_type is required",
             "code":"missing_field","field":"event_type"}]}""";

    private DoorDescription() {}

    static OpenAPI openApi() {
        var paths = new Paths();
        paths.addPathItem(Route.EVENTS.path(), new PathItem().post(events()));
        paths.addPathItem(Route.BATCH.path(), new PathItem().post(batch()));
        paths.addPathItem(Route.PIXEL.path(), new PathItem().get(pixel()));
        var info = new Info().title("Millrace ingest").version("v1").description(
                "The door for events. Answers 202 once the broker has acknowledged them.");
        var openApi = new OpenAPI().info(info).paths(paths).components(keys());
        openApi.getComponents().getSecuritySchemes().keySet().forEach(
                scheme -> openApi.addSecurityItem(new SecurityRequirement().addList(scheme)));
        return openApi;
    }

    private static Operation events() {
        var body = content("application/json", EVENT).addMediaType("application/x-ndjson",
                new MediaType().schema(new Schema<String>().type("string").description("one event a line")));
        return writing("sendEvents", "Send events",
                "One event, an array, {\"events\":[…]}, or one event a line; plain or gzip.", body);
    }

    private static Operation batch() {
        var body = content("text/plain", BATCH).addMediaType("application/json",
                content("application/json", BATCH).get("application/json"));
        return writing("sendBatch", "Send a batch of a web page",
                "Any content type, so that navigator.sendBeacon can send it. The batch's context is the default of each event's.",
                body);
    }

    private static Operation writing(String id, String summary, String description, Content body) {
        return new Operation().operationId(id).summary(summary).description(description).addTagsItem(
                "events").requestBody(new RequestBody().required(true).content(body)).responses(answers());
    }

    private static Operation pixel() {
        var gif = new Content().addMediaType("image/gif",
                new MediaType().schema(new Schema<String>().type("string").format("binary")));
        var operation = new Operation().operationId("sendPixel").addTagsItem("events");
        operation.summary("Send an event by loading a picture");
        operation.description("Always answers the picture; meters tell what became of the event.");
        operation.addParametersItem(query("e", "the event type", true));
        operation.addParametersItem(
                query("d", "the event without its type, a JSON object, plain or as base64url", false));
        return operation.responses(new ApiResponses().addApiResponse("200",
                new ApiResponse().description("the picture").content(gif)));
    }

    private static ApiResponses answers() {
        var stored = "stored; those that could not be taken are listed, even if it is all";
        var answers = new ApiResponses();
        answers.addApiResponse("202",
                new ApiResponse().description(stored).content(content("application/json", RECEIPT)));
        answers.addApiResponse("400",
                problem("nothing could be read; line and column say where it stops being JSON"));
        answers.addApiResponse("401", problem("the key is missing, unknown or expired"));
        answers.addApiResponse("403", problem("the key may not write"));
        answers.addApiResponse("413", problem("too large, or too many events"));
        answers.addApiResponse("429", problem("too many events; see Retry-After"));
        answers.addApiResponse("503", problem("the broker did not acknowledge; send all again after Retry-After"));
        return answers;
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse().description(description).content(new Content().addMediaType(
                "application/problem+json", new MediaType().schema(new Schema<Object>().type("object"))));
    }

    private static Content content(String mediaType, String example) {
        return new Content().addMediaType(mediaType,
                new MediaType().schema(new Schema<Object>().type("object")).example(example));
    }

    private static QueryParameter query(String name, String description, boolean required) {
        var parameter = new QueryParameter();
        parameter.name(name).description(description).required(required).schema(new Schema<String>().type("string"));
        return parameter;
    }

    private static Components keys() {
        var keys = new Components();
        keys.addSecuritySchemes("bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        keys.addSecuritySchemes("basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"));
        keys.addSecuritySchemes("header", key(SecurityScheme.In.HEADER, "X-Write-Key"));
        keys.addSecuritySchemes("query", key(SecurityScheme.In.QUERY, "writeKey"));
        return keys;
    }

    private static SecurityScheme key(SecurityScheme.In place, String name) {
        return new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(place).name(name);
    }

}
