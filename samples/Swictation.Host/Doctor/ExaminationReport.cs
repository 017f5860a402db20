using Swictation.Host.Output;

namespace Swictation.Host.Doctor;

/// <summary>Prints what the doctor found, for people or as JSON.</summary>
internal static class ExaminationReport
{
    public static void WriteText(TextWriter writer, IReadOnlyList<CheckResult> results)
    {
        foreach (CheckResult result in results)
        {
            writer.Write($"{Mark(result.Status)} {result.Name}\n");
            foreach ((string name, string value) in result.Findings)
                writer.Write($"    {name,-19}{value}\n");
            if (result.Remedy is not null)
                writer.Write($"    {"what to do",-19}{result.Remedy}\n");
        }
    }

    public static void WriteJson(TextWriter writer, IReadOnlyList<CheckResult> results) => JsonOutput.Write(writer, json =>
    {
        json.WriteStartObject();
        json.WriteString("status", results.Max(static result => result.Status).ToString().ToLowerInvariant());
        json.WriteStartArray("checks");
        foreach (CheckResult result in results)
        {
            json.WriteStartObject();
            json.WriteString("name", result.Name);
            json.WriteString("status", result.Status.ToString().ToLowerInvariant());
            foreach ((string name, string value) in result.Findings)
                json.WriteString(name, value);
            if (result.Remedy is not null)
                json.WriteString("remedy", result.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Mark(CheckStatus status) => status switch { CheckStatus.Ok => "[ok]  ", CheckStatus.Warning => "[warn]", _ => "[FAIL]" };
}
