using System.Reflection;

namespace Swictation.Stt.Tests.Api;

/// <summary>Holds the public surface against docs/api, so that no change of it goes unreviewed.</summary>
public sealed class PublicApiTests
{
    private const string UpdateVariable = "SWICTATION_UPDATE_API";

    public static TheoryData<string> Assemblies() =>
        ["Swictation.Stt.Abstractions", "Swictation.Stt.Onnx", "Swictation.Stt.Audio", "Swictation.Stt.Parakeet", "Swictation.Stt.Whisper", "Swictation.Stt.Vad", "Swictation.Stt.Models", "Swictation.Stt.Evaluation", "Swictation.Stt.Transform", "Swictation.Stt.Quantization", "Swictation.Stt"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_public_surface_is_the_reviewed_one(string name)
    {
        string actual = ApiPrinter.Print(Assembly.Load(name));
        string path = Repository.Path("docs", "api", name + ".txt");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing: run the tests once with {UpdateVariable}=1 and review it.");
        string reviewed = File.ReadAllText(path);
        Assert.True(reviewed == actual, $"The public surface of {name} differs from docs/api/{name}.txt. If that is meant, run the tests once with {UpdateVariable}=1 and review the change.\n{Difference(reviewed, actual)}");
    }

    private static string Difference(string before, string after)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        return string.Join('\n', old.Except(now).Select(static line => "- " + line).Concat(now.Except(old).Select(static line => "+ " + line)).Take(20));
    }
}
