package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PatternFormTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "view -> cart{2,3} greedy ->[<30s] !buy; [{'name':'view'},{'link':'SKIP_TILL_NEXT','name':'cart','times':[2,3],'props':['GREEDY']},{'link':'NOT_FOLLOW','name':'buy','withinPrev':30000}]",
            "a, !b, c; [{'name':'a'},{'link':'NOT_NEXT','name':'b'},{'link':'STRICT','name':'c'}]",
            "(a -> b)+ consecutive until c; [{'group':[{'name':'a'},{'link':'SKIP_TILL_NEXT','name':'b'}],'times':[1,null],'inner':'STRICT','until':'c'}]",
            "a ->> (b | c); [{'name':'a'},{'link':'SKIP_TILL_ANY','choice':[[{'name':'b'}],[{'name':'c'}]]}]",
            "a & b; [{'anyOrder':[[{'name':'a'}],[{'name':'b'}]]}]"})
    void shouldStandBesideTheText(String text, String form) {
        PatternNode node = PatternParser.parse(text);

        assertThat(JSON.writeValueAsString(PatternForm.write(node))).isEqualTo(form.replace('\'', '"'));
        assertThat(PatternForm.read(read(form)).toText()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "[{'name':'a','props':['LOOPING'],'times':[1,1]}]; a+",
            "[{'name':'a','props':['LOOPING','OPTIONAL'],'times':[1,1]}]; a*",
            "[{'name':'a','props':['TIMES','OPTIONAL'],'times':[2,2]}]; (a{2})?",
            "[{'name':'a','props':['OPTIONAL']}]; a?"})
    void shouldTakeFlinksQuantifiers(String form, String text) {
        assertThat(PatternForm.read(read(form)).toText()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "{}; must be a list of elements", "[]; must be a list of elements", "['a']; [0]: must be an object",
            "[{'name':'a'},{}]; [1]: must have one of name, group, choice, anyOrder",
            "[{'name':'a','colour':1}]; [0].colour: is not known, only anyOrder, choice, group, inner, link, name, props, times, until, withinPrev",
            "[{'name':1}]; [0].name: must be a name",
            "[{'group':[{'name':'a'},{'link':'NEAR','name':'b'}]}]; [0].group[1].link: must be one of STRICT, SKIP_TILL_NEXT, SKIP_TILL_ANY, NOT_NEXT, NOT_FOLLOW",
            "[{'choice':[[{'name':'a'}]]}]; [0].choice: must be a list of two or more patterns",
            "[{'name':'a','times':[3]}]; [0].times: must be [fewest, most], most null when unbounded",
            "[{'name':'a','times':[3,2]}]; [0].times: max must be within 3 and 100000: 2",
            "[{'name':'a','until':'b'}]; [0].until: needs times",
            "[{'name':'a'},{'link':'NOT_NEXT','name':'b','times':[1,2]}]; [1].times: does not go with an absence",
            "[{'name':'a'},{'name':'b','withinPrev':0}]; [1].withinPrev: must be a positive number of milliseconds"})
    void shouldTellWhereAFormIsWrong(String form, String message) {
        assertThatThrownBy(() -> PatternForm.read(read(form))).isInstanceOf(PatternFormException.class).hasMessage(
                message);
    }

    private static Object read(String form) {
        return JSON.readValue(form.replace('\'', '"'), Object.class);
    }
}
