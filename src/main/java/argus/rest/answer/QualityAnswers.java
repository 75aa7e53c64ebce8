package argus.rest.answer;

import argus.normalise.Quality;
import argus.normalise.Verdict;
import argus.protocol.ImageWriter;
import argus.protocol.json.JsonOut;

/** Answers questions about what sources got wrong. Thread-safe. */
public final class QualityAnswers {
    private final Quality quality;
    private final ImageWriter images;

    public QualityAnswers(Quality quality, ImageWriter images) {
        this.quality = quality;
        this.images = images;
    }

    /** The rules, and what each source did against them. */
    public String quality() {
        var text = new StringBuilder();
        var out = new JsonOut(text).object().array("rules");
        for (var rule : Verdict.values()) {
            if (rule != Verdict.GOOD) {
                out.object()
                        .member("rule", rule.name())
                        .member("meaning", rule.meaning())
                        .member("refused", rule.refuses())
                        .endObject();
            }
        }
        out.endArray().array("sources");
        for (var source : quality.sources()) {
            out.object()
                    .member("name", source)
                    .member("counts", quality.counts(source))
                    .array("examples");
            for (var example : quality.examples(source)) {
                out.object()
                        .member("at", example.at())
                        .member("rule", example.rule().name())
                        .raw("data", images.data(example.event()))
                        .endObject();
            }
            out.endArray().endObject();
        }
        out.endArray().endObject();
        return text.toString();
    }
}
