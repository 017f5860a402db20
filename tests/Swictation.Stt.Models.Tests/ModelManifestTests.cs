using System.Text;

namespace Swictation.Stt.Models.Tests;

public sealed class ModelManifestTests
{
    private static ModelManifest Read(string json) => ModelManifest.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "test.json");

    [Fact]
    public void The_embedded_manifest_is_the_one_at_the_root()
    {
        ModelManifest embedded = ModelManifest.ReadEmbedded();
        using FileStream file = File.OpenRead(Repository.Path("models.manifest.json"));
        Assert.Equal(ModelManifest.Read(file, "root").Models.Select(model => model.Id), embedded.Models.Select(model => model.Id));
        ModelEntry tiny = embedded.Find("TINY-EN")!;
        Assert.Equal(("parakeet", "Apache-2.0", true), (tiny.Engine, tiny.Licence, tiny.IsBundled));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)), (tiny.Window, tiny.WindowOverlap));
        Assert.Equal((0.48, 2.48, 2.0), (tiny.StreamUpdateInterval?.TotalSeconds, tiny.StreamLeftContext?.TotalSeconds, tiny.StreamRightContext?.TotalSeconds));
        Assert.Null(embedded.Find("other"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schemaVersion\": 99, \"models\": []}")]
    [InlineData("{\"schemaVersion\": 1}")]
    [InlineData("{\"schemaVersion\": 1, \"models\": [{}]}")]
    [InlineData("{\"schemaVersion\": 1, \"models\": [{\"id\": \"\", \"engine\": \"e\", \"description\": \"d\", \"languages\": [], \"licence\": \"l\"}]}")]
    [InlineData("{\"schemaVersion\": 1, \"models\": [{\"id\": \"i\", \"engine\": \"e\", \"description\": \"d\", \"languages\": [], \"licence\": \"l\", \"windowSeconds\": 0}]}")]
    [InlineData("{\"schemaVersion\": \"one\", \"models\": []}")]
    public void Damaged_manifests_are_named(string json)
    {
        ModelIntegrityException exception = Assert.Throws<ModelIntegrityException>(() => Read(json));
        Assert.Contains("test.json", exception.Message, StringComparison.Ordinal);
    }
}
