using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Swictation.Stt.Transform;

namespace Swictation.Host.Transforming;

/// <summary>Prints rules with their examples, for people or as JSON.</summary>
internal static class RuleTable
{
    private const int WidestPhrase = 34;
    private const int WidestSpoken = 46;

    public static void WriteText(TextWriter writer, IReadOnlyList<RuleExample> examples)
    {
        foreach (IGrouping<RuleFamilies, RuleExample> family in examples.GroupBy(static example => example.Rule.Family))
        {
            writer.Write($"{family.Key.ToString().ToUpperInvariant()}\n");
            int phrase = Math.Min(WidestPhrase, family.Max(static example => example.Rule.Phrase.Length));
            int spoken = Math.Min(WidestSpoken, family.Max(static example => example.Spoken.Length));
            foreach (RuleExample example in family)
                writer.Write($"  {example.Rule.Phrase.PadRight(phrase)}  {example.Spoken.PadRight(spoken)}  {EditText.Describe(example.Result)}".TrimEnd() + "\n");
            writer.Write("\n");
        }
    }

    public static void WriteJson(TextWriter writer, IReadOnlyList<RuleExample> examples)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (RuleExample example in examples)
            {
                json.WriteStartObject();
                json.WriteString("phrase", example.Rule.Phrase);
                json.WriteString("family", Name(example.Rule.Family));
                json.WriteString("layer", Name(example.Rule.Layer));
                json.WriteString("action", Name(example.Rule.Action));
                if (example.Rule.Output.Length > 0)
                    json.WriteString("output", example.Rule.Output);
                json.WriteString("spoken", example.Spoken);
                json.WriteString("typed", example.Result.Text);
                if (example.Result.Edits.Any(static edit => edit is not TextEdit))
                {
                    json.WriteStartArray("edits");
                    foreach (TransformEdit edit in example.Result.Edits)
                        json.WriteStringValue(EditText.Describe(edit));
                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
