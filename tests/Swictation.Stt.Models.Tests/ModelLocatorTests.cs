namespace Swictation.Stt.Models.Tests;

[Collection(nameof(EnvironmentTests))]
public sealed class ModelLocatorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("swictation-").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(ModelLocator.FoldersVariable, null);
        Environment.SetEnvironmentVariable(ModelLocator.DefaultModelVariable, null);
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void A_directory_is_taken_as_it_is()
    {
        string directory = Directory.CreateDirectory(Path.Combine(_root, "my model")).FullName;
        Assert.Equal(new LocatedModel(directory, null), ModelLocator.Find(directory));
    }

    [Fact]
    public void A_file_is_told_from_a_directory()
    {
        string file = Path.Combine(_root, "encoder.onnx");
        File.WriteAllText(file, "x");
        ModelNotFoundException exception = Assert.Throws<ModelNotFoundException>(() => ModelLocator.Find(file));
        Assert.Equal($"{file} is a file; a model is a directory. Name the directory that holds it.", exception.Message);
    }

    [Fact]
    public void A_name_is_looked_for_in_the_configured_folders_in_order()
    {
        string first = Directory.CreateDirectory(Path.Combine(_root, "first")).FullName;
        string second = Directory.CreateDirectory(Path.Combine(_root, "second")).FullName;
        Fill(second);
        Environment.SetEnvironmentVariable(ModelLocator.FoldersVariable, first + Path.PathSeparator + second);
        LocatedModel found = ModelLocator.Find("tiny-en");
        Assert.Equal(Path.Combine(second, "tiny-en"), found.Directory);
        Assert.Equal("tiny-en", found.Entry!.Id);

        Directory.CreateDirectory(Path.Combine(first, "tiny-en")); // an empty folder is no model
        Assert.Equal(Path.Combine(second, "tiny-en"), ModelLocator.Find("tiny-en").Directory);
        Fill(first);
        Assert.Equal(Path.Combine(first, "tiny-en"), ModelLocator.Find("tiny-en").Directory);
    }

    private static void Fill(string folder) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "tiny-en")).FullName, "model.onnx"), "x");

    [Fact]
    public void The_default_can_be_configured()
    {
        string directory = Directory.CreateDirectory(Path.Combine(_root, "mine")).FullName;
        Environment.SetEnvironmentVariable(ModelLocator.DefaultModelVariable, directory);
        Assert.Equal(directory, ModelLocator.Find().Directory);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-model")]
    [InlineData("/no/such/model")]
    [InlineData("..nothing")]
    public void What_is_not_there_is_said_so(string model)
    {
        ModelNotFoundException exception = Assert.Throws<ModelNotFoundException>(() => ModelLocator.Find(model));
        Assert.Contains($"\"{model}\"", exception.Message, StringComparison.Ordinal);
        Assert.Contains("tiny-en", exception.Message, StringComparison.Ordinal);
    }
}
