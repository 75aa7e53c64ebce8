package argus.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check's own reading of filters, by hand: it must not have its faults from the service. */
class ConditionTest {
    private static final String NOW = "{'price':11.0,'volume':5,'side':'buy','closed':true}";
    private static final String BEFORE = "{'price':10,'volume':5}";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'field':'price','cmp':'eq','val':11}; true",
                "{'field':'price','cmp':'ne','val':11.00}; false",
                "{'field':'price','cmp':'gt','val':11}; false",
                "{'field':'price','cmp':'gte','val':11}; true",
                "{'field':'price','cmp':'lt','val':11.01}; true",
                "{'field':'price','cmp':'lte','val':10.99}; false",
                "{'field':'price','cmp':'in','val':[1,11.00]}; true",
                "{'field':'price','cmp':'in','val':[1,2]}; false",
                "{'field':'price','cmp':'crosses_up','val':10}; true",
                "{'field':'price','cmp':'crosses_up','val':11}; false",
                "{'field':'price','cmp':'crosses_up','val':9.9}; false",
                "{'field':'price','cmp':'crosses_down','val':10.5}; false",
                "{'field':'side','cmp':'eq','val':'buy'}; true",
                "{'field':'side','cmp':'in','val':['sell']}; false",
                "{'field':'closed','cmp':'ne','val':false}; true",
                "{'field':'bid','cmp':'ne','val':1}; false",
                "{'op':'not','nodes':[{'field':'bid','cmp':'eq','val':1}]}; true",
                "{'op':'and','nodes':[{'field':'price','cmp':'gt','val':1},{'field':'volume','cmp':'gt','val':5}]}; false",
                "{'op':'or','nodes':[{'field':'price','cmp':'gt','val':1},{'field':'volume','cmp':'gt','val':5}]}; true"
            })
    void aFilterPassesWhatItNames(String where, boolean passes) {
        assertThat(Condition.passes(Script.object(where), Script.object(NOW), Script.object(BEFORE)))
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {"{'field':'price','cmp':'crosses_up','val':10}", "{'field':'price','cmp':'crosses_down','val':12}"
            })
    void nothingCrossesWhereThereWasNothingBefore(String where) {
        assertThat(Condition.passes(Script.object(where), Script.object(NOW), null))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'field':'price','abs':1}; true",
                "{'field':'price','abs':1.01}; false",
                "{'field':'price','pct':10}; true",
                "{'field':'price','pct':10.1}; false",
                "{'field':'volume','pct':0.1}; false",
                "{'field':'side','abs':1}; true"
            })
    void aChangeIsLargeEnoughOrNot(String least, boolean changed) {
        assertThat(Condition.changed(Script.object(least), Script.object(NOW), Script.object(BEFORE)))
                .isEqualTo(changed);
    }
}
