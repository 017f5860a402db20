using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Models.Tests;

public sealed class ModelManifestTests
{
    private const string Valid =
        """
        { "schemaVersion": 1, "models": [{
          "id": "own-1", "aliases": ["mine"], "engine": "parakeet", "layout": "ctc", "precision": "int8", "description": "d", "languages": ["en"], "licence": "MIT",
          "licenceUrl": "https://x.org/l", "source": "https://x.org/m", "revision": "main", "totalBytes": 30, "memoryBytes": 5,
          "files": [{ "name": "a/model.int8.onnx", "url": "https://x.org/a", "bytes": 10, "sha256": "0000000000000000000000000000000000000000000000000000000000000001" },
                    { "name": "vocab.tar.bz2", "url": "http://x.org/b", "bytes": 20, "unverified": true, "archive": { "format": "tar.bz2", "strip": 0, "keep": ["vocab*.txt"], "maxUnpackedBytes": 99 } }] }] }
        """;

    private static ModelManifest Read(string json) => ModelManifest.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "test.json");

    private static SchemaValidator Schema()
    {
        using Stream stream = ModelManifest.OpenSchema();
        return new SchemaValidator(JsonDocument.Parse(stream).RootElement);
    }

    [Fact]
    public void The_embedded_manifest_is_the_one_at_the_root()
    {
        ModelManifest embedded = ModelManifest.ReadEmbedded();
        Assert.Equal(ModelManifest.ReadFile(Repository.Path("models.manifest.json")).Models.Select(model => model.Id), embedded.Models.Select(model => model.Id));
        ModelEntry tiny = embedded.Find("TINY-EN")!;
        Assert.Equal(("parakeet", "Apache-2.0", true), (tiny.Engine, tiny.Licence, tiny.IsBundled));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)), (tiny.Window, tiny.WindowOverlap));
        Assert.Equal((0.48, 2.48, 2.0), (tiny.StreamUpdateInterval?.TotalSeconds, tiny.StreamLeftContext?.TotalSeconds, tiny.StreamRightContext?.TotalSeconds));
        Assert.Null(embedded.Find("other"));
        Assert.Equal("parakeet-tdt-0.6b-v3-int8", embedded.Find("Parakeet-TDT-0.6b-v3")!.Id);
    }

    [Fact]
    public void The_embedded_manifest_obeys_the_schema()
    {
        JsonElement manifest = JsonDocument.Parse(File.ReadAllText(Repository.Path("models.manifest.json"))).RootElement;
        Assert.Empty(Schema().Validate(manifest));
        Assert.Empty(Schema().Validate(JsonDocument.Parse(Valid).RootElement));
        Assert.All(ModelManifest.ReadEmbedded().Models, model =>
        {
            Assert.True(model.MemoryBytes > 0);
            Assert.Matches("Choose it|first choice", model.Description);
        });
    }

    [SkippableFact]
    public void Sizes_and_digests_are_those_that_were_published()
    {
        var pins = new Dictionary<string, (string Bytes, string Sha256)>(StringComparer.Ordinal);
        foreach (string[] row in File.ReadLines(SharedFiles.Path("docs", "model-pins.tsv")).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split('\t')))
            pins[row[2]] = (row[3], row[4]);
        int compared = 0;
        foreach (ModelFile file in ModelManifest.ReadEmbedded().Models.SelectMany(model => model.Files))
        {
            if (!pins.TryGetValue(file.Url.AbsoluteUri, out (string Bytes, string Sha256) pin))
                continue;
            compared++;
            if (pin.Bytes.Length > 0)
                Assert.Equal(pin.Bytes, file.Bytes?.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (pin.Sha256.Length > 0)
                Assert.Equal(pin.Sha256, file.Sha256);
        }

        Assert.True(compared >= 70, $"only {compared} files are pinned");
    }

    [SkippableFact]
    public void Every_digest_of_the_manifest_was_published()
    {
        HashSet<string> digests = [.. File.ReadLines(SharedFiles.Path("docs", "model-pins.tsv")).Select(line => line.Split('\t')).Where(row => row.Length > 4).Select(row => row[4])];
        digests.Add(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(SharedFiles.Path("models", "silero", "silero_vad.onnx")))));
        Assert.All(ModelManifest.ReadEmbedded().Models.SelectMany(model => model.Files).Where(file => file.Sha256 is not null), file => Assert.Contains(file.Sha256!, digests));
    }

    [Fact]
    public void The_example_of_the_documentation_is_a_manifest()
    {
        string page = File.ReadAllText(Repository.Path("docs", "models.md"));
        string example = page.Split("```json\n")[1].Split("```")[0];
        Assert.Empty(Schema().Validate(JsonDocument.Parse(example).RootElement));
        Assert.Equal("my-parakeet", Assert.Single(Read(example).Models).Id);
    }

    [Fact]
    public void All_properties_are_read()
    {
        ModelEntry model = Assert.Single(Read(Valid).Models);
        Assert.Equal(("own-1", "parakeet", "ctc", "int8", "main", 30L, 5L), (model.Id, model.Engine, model.Layout, model.Precision, model.Revision, model.TotalBytes, model.MemoryBytes));
        Assert.True(model.IsCalled("MINE") && model.IsCalled("Own-1") && !model.IsCalled("own"));
        Assert.True(model.IsTotalExact);
        Assert.False(model.IsVerified);
        Assert.Equal(("a/model.int8.onnx", 10L, new Uri("https://x.org/a")), (model.Files[0].Name, model.Files[0].Bytes!.Value, model.Files[0].Url));
        ModelArchive archive = model.Files[1].Archive!;
        Assert.Equal((ModelArchiveFormat.TarBzip2, 0, 99L), (archive.Format, archive.Strip, archive.MaxUnpackedBytes!.Value));
        Assert.Equal(["vocab*.txt"], archive.Keep);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{\"schemaVersion\": 1,\n \"models\": [}", "LineNumber: 1")]
    [InlineData("[]", "$")]
    [InlineData("{}", "schemaVersion")]
    [InlineData("{\"schemaVersion\": 99, \"models\": []}", "99")]
    [InlineData("{\"schemaVersion\": \"one\", \"models\": []}", "$.schemaVersion")]
    [InlineData("{\"schemaVersion\": 1}", "models")]
    [InlineData("{\"schemaVersion\": 1, \"models\": {}}", "$.models")]
    [InlineData("{\"schemaVersion\": 1, \"models\": [{}]}", "$.models[0] lacks \"id\"")]
    [InlineData("{\"schemaVersion\": 1, \"models\": [], \"modells\": []}", "modells")]
    public void Damaged_manifests_are_named_with_the_place(string json, string place)
    {
        ModelIntegrityException exception = Assert.Throws<ModelIntegrityException>(() => Read(json));
        Assert.Contains("test.json", exception.Message, StringComparison.Ordinal);
        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"id\": \"own-1\"", "\"id\": \"\"", "$.models[0].id")]
    [InlineData("\"id\": \"own-1\"", "\"id\": \"../own\"", "$.models[0].id")]
    [InlineData("\"id\": \"own-1\"", "\"id\": \"con\"", "$.models[0].id")]
    [InlineData("\"id\": \"own-1\"", "\"ident\": \"own-1\"", "\"ident\"")]
    [InlineData("[\"mine\"]", "[\"OWN-1\"]", "OWN-1")]
    [InlineData("\"parakeet\"", "\"parrot\"", "$.models[0].engine")]
    [InlineData("\"ctc\"", "\"tct\"", "$.models[0].layout")]
    [InlineData("\"int8\", \"desc", "\"int9\", \"desc", "$.models[0].precision")]
    [InlineData("[\"en\"]", "[3]", "$.models[0].languages[0]")]
    [InlineData("\"revision\": \"main\", ", "", "revision")]
    [InlineData("\"revision\": \"main\"", "\"revision\": \"a/b\"", "$.models[0].revision")]
    [InlineData("\"totalBytes\": 30", "\"totalBytes\": 31", "$.models[0].totalBytes")]
    [InlineData("\"totalBytes\": 30", "\"totalBytes\": -1", "$.models[0].totalBytes")]
    [InlineData("\"memoryBytes\": 5", "\"windowSeconds\": 0", "$.models[0].windowSeconds")]
    [InlineData("a/model.int8.onnx", "../model.int8.onnx", "$.models[0].files[0].name")]
    [InlineData("a/model.int8.onnx", "/model.int8.onnx", "$.models[0].files[0].name")]
    [InlineData("a/model.int8.onnx", "c:\\\\model.onnx", "$.models[0].files[0].name")]
    [InlineData("vocab.tar.bz2", "A/model.int8.onnx", "$.models[0].files")]
    [InlineData("https://x.org/a", "file:///etc/passwd", "$.models[0].files[0].url")]
    [InlineData("https://x.org/a", "https://user:secret@x.org/a", "$.models[0].files[0].url")]
    [InlineData("0000000000000001", "000000000000000G", "$.models[0].files[0].sha256")]
    [InlineData(", \"unverified\": true", "", "$.models[0].files[1]")]
    [InlineData("\"tar.bz2\"", "\"zip\"", "$.models[0].files[1].archive.format")]
    [InlineData("\"strip\": 0", "\"strip\": 1.5", "$.models[0].files[1].archive.strip")]
    public void What_is_wrong_in_a_model_is_told_with_its_place(string right, string wrong, string place)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        ModelIntegrityException exception = Assert.Throws<ModelIntegrityException>(() => Read(Valid.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains("test.json", exception.Message, StringComparison.Ordinal);
        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 500)]
    public Property Whatever_is_changed_in_a_manifest_it_is_read_or_told()
    {
        Gen<(int Place, int Length, string Text)> changes =
            from place in Gen.Choose(0, Valid.Length - 1)
            from length in Gen.Choose(0, 12)
            from text in Gen.Elements("", "\"", "{", "[", "null", "-1", "1e999", "true", "\\u0000", "..", "/", "\ud800")
            select (place, length, text);
        return Prop.ForAll(changes.ToArbitrary(), change =>
        {
            string wrong = Valid.Remove(change.Place, Math.Min(change.Length, Valid.Length - change.Place)).Insert(change.Place, change.Text);
            try
            {
                return Read(wrong).Models.Count >= 0;
            }
            catch (ModelIntegrityException exception)
            {
                return exception.Message.Contains("test.json", StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void Parakeets_engine_recognises_what_is_listed()
    {
        Assert.All(ModelManifest.ReadEmbedded().Models.Where(model => model.Engine == "parakeet" && !model.IsBundled), model =>
        {
            using var folder = new TemporaryFolder();
            foreach (string name in model.Files.SelectMany(file => file.Archive?.Keep ?? [file.Name]))
                folder.Write(name.Replace("*", string.Empty, StringComparison.Ordinal), "x"u8);
            ParakeetModelFiles files = ParakeetModelFiles.Find(folder.Root);
            Assert.Equal(model.Layout, files.Layout switch { ParakeetLayout.OnnxAsr => "onnx-asr", ParakeetLayout.SherpaOnnx => "sherpa-onnx", _ => "ctc" });
            Assert.Equal(model.Precision == "int8", files.Precision == ModelPrecision.Int8);
        });
    }

    [Fact]
    public void The_engines_can_load_what_is_listed()
    {
        Assert.All(ModelManifest.ReadEmbedded().Models.Where(model => !model.IsBundled), model =>
        {
            string[] names = [.. model.Files.SelectMany(file => file.Archive?.Keep ?? [file.Name])];
            bool Has(string start, string end) => names.Any(name => name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal));
            switch (model.Layout)
            {
                case "onnx-asr":
                    Assert.True(Has("encoder-model", ".onnx") && Has("decoder_joint-model", ".onnx") && Has("vocab", ".txt"), model.Id);
                    break;
                case "ctc":
                    Assert.True(Has("model", ".onnx") && (Has("vocab", ".txt") || Has("tokens", ".txt")), model.Id);
                    break;
                case "sherpa-onnx" when model.Engine == "parakeet":
                    Assert.True(Has("encoder", ".onnx") && Has("decoder", ".onnx") && Has("joiner", ".onnx") && Has("tokens", ".txt"), model.Id);
                    break;
                case "sherpa-onnx":
                    string stem = names.Single(name => name.EndsWith("-tokens.txt", StringComparison.Ordinal))[..^"-tokens.txt".Length];
                    Assert.True(Has(stem + "-encoder", ".onnx") && Has(stem + "-decoder", ".onnx"), model.Id);
                    break;
                case "optimum":
                    string folder = names.Any(name => name.StartsWith("onnx/", StringComparison.Ordinal)) ? "onnx/" : string.Empty;
                    Assert.True(Has(folder + "encoder_model", ".onnx") && Has("config", ".json") && Has("tokenizer", ".json"), model.Id);
                    Assert.True(Has(folder + "decoder_model_merged", ".onnx") || (Has(folder + "decoder_model", ".onnx") && Has(folder + "decoder_with_past_model", ".onnx")), model.Id);
                    break;
                default:
                    Assert.Equal("silero", model.Layout);
                    break;
            }

            // Data outside a graph has to lie beside it under its own name.
            Assert.All(names.Where(name => name.EndsWith(".data", StringComparison.Ordinal) || name.EndsWith("_data", StringComparison.Ordinal)), data => Assert.Contains(data[..^5], names));
        });
    }
}
