using Swictation.Stt.Evaluation.Tests.Support;

namespace Swictation.Stt.Evaluation.Tests.DataSets;

public sealed class DatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_nemo_manifest_is_known_by_its_first_line_whatever_its_name()
    {
        string path = _folder.Write("list.txt", """

            {"audio_filepath": "clips/a.wav", "text": "hello \"world\"", "duration": 1.5}
            {"audio_filepath": "/far/b.wav", "duration": 2, "text": "", "offset": 3.25, "lang": "en"}

            {"audio_filepath": "c.wav", "text": "x", "offset": null, "duration": 0}
            """);
        EvaluationDataset dataset = EvaluationDataset.Open(path);
        Assert.Equal(DatasetFormat.NemoManifest, dataset.Format);
        Assert.Equal(
            [
                new EvaluationItem { Id = "clips/a.wav", AudioPath = _folder["clips/a.wav"], Reference = "hello \"world\"", Duration = TimeSpan.FromSeconds(1.5), Source = path, Line = 2 },
                new EvaluationItem { Id = "/far/b.wav@3.25", AudioPath = "/far/b.wav", Reference = "", Offset = TimeSpan.FromSeconds(3.25), Duration = TimeSpan.FromSeconds(2), Source = path, Line = 3 },
                new EvaluationItem { Id = "c.wav", AudioPath = _folder["c.wav"], Reference = "x", Source = path, Line = 5 },
            ],
            dataset.Read());
    }

    [Fact]
    public void A_table_may_have_a_header_with_its_columns_in_any_order()
    {
        string path = _folder.Write("a.tsv", "client_id\tsentence\tpath\n7\tHello there\ta.mp3\n8\t\tsub/b.mp3\r\n");
        EvaluationDataset dataset = EvaluationDataset.Open(path);
        Assert.Equal(DatasetFormat.Tsv, dataset.Format);
        Assert.Equal([("a.mp3", _folder["a.mp3"], "Hello there", 2), ("sub/b.mp3", _folder["sub/b.mp3"], "", 3)], dataset.Read().Select(Describe));
    }

    [Fact]
    public void A_table_without_a_header_has_path_and_text()
    {
        string path = _folder.Write("a.csv", "\uFEFFa.wav\tpath of text\nb.wav\ttwo\n");
        Assert.Equal([("a.wav", _folder["a.wav"], "path of text", 1), ("b.wav", _folder["b.wav"], "two", 2)], EvaluationDataset.Open(path).Read().Select(Describe));
    }

    [Fact]
    public void A_librispeech_folder_is_searched_for_transcripts()
    {
        _folder.Write("test-clean/61/70970/61-70970.trans.txt", "61-70970-0000 YOUNG FITZOOTH HAD BEEN COMMANDED\n61-70970-0001\n");
        _folder.Write("test-clean/1089/134686/1089-134686.trans.txt", "1089-134686-0000 HE HOPED THERE WOULD BE STEW\n");
        string wav = _folder.WriteAudio("test-clean/1089/134686/1089-134686-0000.wav", 100);
        EvaluationDataset dataset = EvaluationDataset.Open(_folder["test-clean"]);
        Assert.Equal(DatasetFormat.LibriSpeech, dataset.Format);
        Assert.Equal(
            [
                ("1089-134686-0000", wav, "HE HOPED THERE WOULD BE STEW", 1),
                ("61-70970-0000", _folder["test-clean/61/70970/61-70970-0000.flac"], "YOUNG FITZOOTH HAD BEEN COMMANDED", 1),
                ("61-70970-0001", _folder["test-clean/61/70970/61-70970-0001.flac"], "", 2),
            ],
            dataset.Read().Select(Describe));
        var missing = new List<string>();
        Assert.Equal(new DatasetSurvey(3, 2), dataset.Survey(onMissing: item => missing.Add($"{item.Line} {item.Id}")));
        Assert.Equal(["1 61-70970-0000", "2 61-70970-0001"], missing);
        Assert.Equal(new DatasetSurvey(1, 0), dataset.Survey(limit: 1));
        Assert.Equal(2, EvaluationDataset.Open(_folder["test-clean/61/70970/61-70970.trans.txt"]).Read().Count());
    }

    public static TheoryData<string, int, string> BadFiles() => new()
    {
        { "{\"audio_filepath\": \"a.wav\", \"text\": \"x\"}\n{\"text\": \"x\"}\n", 2, "audio_filepath" },
        { "{\"audio_filepath\": \"a.wav\"}\n", 1, "text is missing" },
        { "{\"audio_filepath\": \"\", \"text\": \"x\"}\n", 1, "audio_filepath is empty" },
        { "{\"audio_filepath\": \"a\\u0000b\", \"text\": \"x\"}\n", 1, "null" },
        { "{\"audio_filepath\": 5, \"text\": \"x\"}\n", 1, "must be a string" },
        { "{\"audio_filepath\": \"a.wav\", \"text\": \"\\ud800\"}\n", 1, "JSON" },
        { "{\"audio_filepath\": \"a.wav\", \"text\": \"x\", \"offset\": -1}\n", 1, "-1" },
        { "{\"audio_filepath\": \"a.wav\", \"text\": \"x\", \"duration\": \"long\"}\n", 1, "long" },
        { "{\"audio_filepath\": \"a.wav\", \"text\": \"x\"}\nplain text\n", 2, "JSON" },
        { "{\n  \"audio_filepath\": \"a.wav\"\n}\n", 1, "JSON" },
        { "a.wav\tone\nb.wav two\n", 2, "columns" },
        { "a.wav\tone\n\nb.wav\ttwo\tthree\n", 3, "columns" },
        { "path\ttext\n\tno path\n", 2, "path of the audio is empty" },
        { "just some words\n", 1, "neither" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void What_is_wrong_is_told_with_its_line(string text, int line, string expected)
    {
        string path = _folder.Write("bad", text);
        EvaluationException exception = Assert.Throws<EvaluationException>(() => EvaluationDataset.Open(path).Survey());
        Assert.Equal((path, line), (exception.Path, exception.Line));
        Assert.StartsWith($"{path}, line {line}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_cannot_be_opened_is_told_with_its_path()
    {
        Directory.CreateDirectory(_folder["empty"]);
        File.WriteAllBytes(_folder["latin1"], [.. "a.wav\tna"u8, 0xEF, .. "ve\n"u8]);
        foreach (string path in new[] { _folder["none"], _folder["empty"], _folder.Write("blank", " \n\n"), _folder["latin1"] })
            Assert.Contains(path, Assert.Throws<EvaluationException>(() => EvaluationDataset.Open(path).Survey()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_are_read_only_as_they_are_asked_for()
    {
        string path = _folder.Write("long.tsv", "a.wav\tone\n" + "b.wav wrong\n");
        Assert.Equal("one", EvaluationDataset.Open(path).Read().First().Reference);
    }

    private static (string Id, string Audio, string Reference, int Line) Describe(EvaluationItem item) => (item.Id, item.AudioPath, item.Reference, item.Line);
}
