using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Swictation.Stt.Evaluation.Tests.Support;

namespace Swictation.Stt.Evaluation.Tests.Reports;

public sealed class ReportTests : IDisposable
{
    private const string Hostile = "<script>alert('&\"')</script>]]> \u0001 \uFFFE é 😀";
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_html_page_is_well_formed_escaped_and_alone()
    {
        var plain = new EvaluationOptions { Normalizer = new PassThrough() };
        string text = Hostile.Replace(' ', '_'); // one word
        EvaluationResult result = Run(plain, $"1.wav\t{text}\n2.wav\tb c\n", new ScriptedEngine(Hostile, "made<b>", "b c d"), new ScriptedEngine("other", text, "b"));
        using var writer = new StringWriter();
        HtmlReport.Write(writer, result);
        string page = writer.ToString();
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(page), settings);
        XDocument document = XDocument.Load(reader);
        Assert.Single(document.Descendants(Html + "script")); // the page's own
        Assert.DoesNotContain(document.Descendants().Attributes(), static attribute => attribute.Name.LocalName is "src" or "href");
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        string shown = text.Replace('\u0001', '\uFFFD').Replace('\uFFFE', '\uFFFD');
        Assert.Contains(document.Descendants(Html + "span"), span => span.Value == shown);
        Assert.Equal(3, document.Descendants(Html + "table").Count());
        Assert.Equal(["s", "m", "m", "i", "m", "m", "d"], document.Descendants(Html + "span").Select(static span => (string?)span.Attribute("class")).OfType<string>().Where(static name => name.StartsWith("w ", StringComparison.Ordinal)).Select(static name => name[2..]));
        // What sorts is the number, not its text.
        Assert.Contains("data-value=\"0.5\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_everything_and_is_read_again_as_a_baseline()
    {
        EvaluationResult result = Run(null, "1.wav\tthe Colour's grey 😀\n2.wav\tb c\n1.wav\t(noise)\n", new ScriptedEngine("m", "the color is green", "b", ""));
        string path = Write(result);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement root = document.RootElement;
        Assert.Equal(("swictation-evaluation/1", "english", "Tsv", 0), (Text(root, "schema"), Text(root, "normalizer"), Text(root, "datasetFormat"), root.GetProperty("missingFiles").GetInt32()));
        JsonElement model = Assert.Single(root.GetProperty("models").EnumerateArray());
        Assert.Equal("m", Text(model, "name"));
        Assert.Equal(2 / 6.0, model.GetProperty("wer").GetDouble(), 7);
        Assert.Equal(1, model.GetProperty("words").GetProperty("deletions").GetInt32());
        JsonElement[] files = [.. model.GetProperty("files").EnumerateArray()];
        Assert.Equal(["recognized", "recognized", "empty-reference"], files.Select(static file => Text(file, "outcome")));
        Assert.Equal(("the Colour's grey 😀", "the color is gray", "the color is green"), (Text(files[0], "reference"), Text(files[0], "normalizedReference"), Text(files[0], "hypothesis")));
        Assert.Equal(JsonValueKind.Null, files[2].GetProperty("wer").ValueKind);
        EvaluationBaseline baseline = EvaluationBaseline.Read(path);
        Assert.Equal(("english", "m"), (baseline.Normalizer, Assert.Single(baseline.Models)));
        Assert.Equal(new BaselineComparison("m", 2 / 6.0, 2 / 6.0, false), Assert.Single(baseline.Compare(result, 0)));
    }

    [Fact]
    public void Models_that_could_not_be_loaded_are_in_every_report()
    {
        EvaluationResult result = Run(null, "1.wav\ta\n", new ScriptedEngine("m", "a")) with { FailedModels = [new ModelFailure(1, "it is <broken>")] };
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Write(result)));
        Assert.Equal("it is <broken>", Text(Assert.Single(document.RootElement.GetProperty("failedModels").EnumerateArray()), "message"));
        using var writer = new StringWriter();
        TextReport.Write(writer, result);
        Assert.Contains("not loaded  it is <broken>\n", writer.ToString(), StringComparison.Ordinal);
        using var page = new StringWriter();
        HtmlReport.Write(page, result);
        Assert.Contains("it is &lt;broken&gt;", page.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(1, 0.099, true)]
    [InlineData(1, 0.1, false)]
    [InlineData(3, 0.3, false)]
    [InlineData(4, 0.3, true)]
    [InlineData(-2, 0, false)]
    public void A_rise_of_more_than_the_limit_is_a_regression(int moreErrors, double maxIncrease, bool isRegression)
    {
        const string Reference = "a b c d e f g h i j";
        EvaluationResult before = RunWithErrors(2);
        EvaluationResult now = RunWithErrors(2 + moreErrors);
        BaselineComparison comparison = Assert.Single(EvaluationBaseline.Read(Write(before)).Compare(now, maxIncrease));
        Assert.Equal((0.2, isRegression), (comparison.Before, comparison.IsRegression));
        Assert.Equal(moreErrors / 10.0, comparison.Increase!.Value, 12);

        EvaluationResult RunWithErrors(int errors) =>
            Run(new EvaluationOptions { Normalizer = new PlainNormalizer() }, $"1.wav\t{Reference}\n", new ScriptedEngine("m", string.Join(' ', Reference.Split(' ').Select((word, i) => i < errors ? "x" : word))));
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        EvaluationResult result = Run(null, "1.wav\ta b\n", new ScriptedEngine("m", "a b"));
        EvaluationBaseline baseline = EvaluationBaseline.Read(Write(result));
        Assert.Contains("english", Refusal(Run(new EvaluationOptions { Normalizer = new PlainNormalizer() }, "1.wav\ta b\n", new ScriptedEngine("m", "a"))), StringComparison.Ordinal);
        Assert.Contains("2 words", Refusal(Run(null, "1.wav\ta b c\n", new ScriptedEngine("m", "a"))), StringComparison.Ordinal);
        Assert.Contains("other", Refusal(Run(null, "1.wav\ta b\n", new ScriptedEngine("other", "a"))), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => baseline.Compare(result, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => baseline.Compare(result, double.NaN));
        IReadOnlyList<BaselineComparison> two = baseline.Compare(Run(null, "1.wav\ta b\n", new ScriptedEngine("new", "x"), new ScriptedEngine("m", "a b")), 0);
        Assert.Equal([new BaselineComparison("new", null, 1, false), new BaselineComparison("m", 0, 0, false)], two);

        string Refusal(EvaluationResult now) => Assert.Throws<EvaluationException>(() => baseline.Compare(now, 1)).Message;
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schema\": \"swictation-evaluation/1\"}")]
    [InlineData("{\"schema\": \"swictation-evaluation/9\", \"normalizer\": \"english\", \"models\": []}")]
    [InlineData("{\"schema\": \"swictation-evaluation/1\", \"normalizer\": null, \"models\": [{\"name\": 4}]}")]
    public void A_file_that_is_no_report_is_no_baseline(string text)
    {
        string path = _folder.Write("bad.json", text);
        Assert.Contains(path, Assert.Throws<EvaluationException>(() => EvaluationBaseline.Read(path)).Message, StringComparison.Ordinal);
        Assert.Throws<EvaluationException>(() => EvaluationBaseline.Read(_folder["none.json"]));
    }

    [Fact]
    public void The_text_report_sets_models_side_by_side_and_lists_what_went_wrong()
    {
        EvaluationResult result = Run(null, "1.wav\tthe cat sat\n2.wav\tb c\ngone.wav\tx\n", new ScriptedEngine("one", "the bat sat sat", "b c"), new ScriptedEngine("two", "the cat sat", "b c"));
        using var writer = new StringWriter();
        TextReport.Write(writer, result, new TextReportOptions { Align = true });
        string[] lines = writer.ToString().Split('\n');
        Assert.StartsWith("normaliser  english", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("missing     1 audio file;", lines[2], StringComparison.Ordinal);
        Assert.Matches(@"^model +WER +CER +sub +del +ins +words", lines[4]);
        Assert.Matches(@"^one +40\.00 % +\d+\.\d\d % +1 +0 +1 +5 +2 +0 ", lines[5]);
        Assert.Matches(@"^two +0\.00 % +0\.00 % +0 +0 +0 +5 +2 +0 ", lines[6]);
        Assert.Equal(["== one"], lines.Where(static line => line == "== one"));
        Assert.Contains("REF: the cat sat ***", lines);
        Assert.Contains("HYP: the bat sat sat", lines);
        Assert.Contains("         S       I", lines);
        Assert.Contains("mistaken    cat > bat (1)", lines);
        Assert.Contains("made up     sat (1)", lines);
        Assert.DoesNotContain("\e", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Aligned_text_is_coloured_and_goes_on_below_where_it_is_too_long()
    {
        using var writer = new StringWriter();
        AlignmentText.Write(writer, WordAligner.Align("a 日本 left", "a ni 日本 made"), color: true, width: 14);
        Assert.Equal(
            "REF: a \e[32m**\e[0m 日本\nHYP: a \e[32mni\e[0m 日本\n       \e[32mI\e[0m\nREF: \e[33mleft\e[0m\nHYP: \e[33mmade\e[0m\n     \e[33mS\e[0m\n",
            writer.ToString());
    }

    [Fact]
    public void Control_characters_do_not_reach_a_terminal()
    {
        var plain = new EvaluationOptions { Normalizer = new PassThrough() };
        EvaluationResult result = Run(plain, "1.wav\ta\e]0;title\a\n", new ScriptedEngine("m\e[2J", "b\e[1m"));
        using var writer = new StringWriter();
        TextReport.Write(writer, result, new TextReportOptions { Align = true, PerFile = true });
        Assert.DoesNotContain(writer.ToString(), static character => char.IsControl(character) && character != '\n');
        Assert.Contains("a\uFFFD]0;title\uFFFD", writer.ToString(), StringComparison.Ordinal);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private EvaluationResult Run(EvaluationOptions? options, string table, params ScriptedEngine[] engines)
    {
        foreach (string name in new[] { "1.wav", "2.wav" })
            _folder.WriteAudio(name, 1600);
        return new EvaluationRunner(EvaluationDataset.Open(_folder.Write("data.tsv", table)), options).Run([.. engines.Select(static engine => (Func<ISttEngine>)(() => engine))]);
    }

    private string Write(EvaluationResult result)
    {
        using (FileStream stream = File.Create(_folder["report.json"]))
            JsonReport.Write(stream, result);
        return _folder["report.json"];
    }

    /// <summary>Leaves texts as they are, so that what is hostile in them reaches the reports.</summary>
    private sealed class PassThrough : ITextNormalizer
    {
        public string Name => "none";

        public string Normalize(string text) => text;
    }
}
