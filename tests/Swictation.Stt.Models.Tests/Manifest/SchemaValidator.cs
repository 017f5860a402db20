using System.Text.Json;
using System.Text.RegularExpressions;

namespace Swictation.Stt.Models.Tests;

/// <summary>Validates JSON against the part of JSON Schema that the manifest's schema uses; any other keyword is an error.</summary>
internal sealed class SchemaValidator(JsonElement root)
{
    private static readonly string[] Annotations = ["$schema", "$id", "$defs", "title", "description"];

    public IReadOnlyList<string> Validate(JsonElement value)
    {
        var errors = new List<string>();
        Check(root, value, "$", errors);
        return errors;
    }

    private bool IsValid(JsonElement schema, JsonElement value)
    {
        var errors = new List<string>();
        Check(schema, value, string.Empty, errors);
        return errors.Count == 0;
    }

    private void Check(JsonElement schema, JsonElement value, string place, List<string> errors)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (Annotations.Contains(keyword.Name))
                continue;
            if (!Holds(keyword.Name, keyword.Value, schema, value, place, errors))
                errors.Add($"{place}: {keyword.Name} {keyword.Value.GetRawText()} does not hold for {value.GetRawText()[..Math.Min(60, value.GetRawText().Length)]}");
        }
    }

    private bool Holds(string keyword, JsonElement argument, JsonElement schema, JsonElement value, string place, List<string> errors)
    {
        bool isObject = value.ValueKind == JsonValueKind.Object;
        bool isArray = value.ValueKind == JsonValueKind.Array;
        bool isNumber = value.ValueKind == JsonValueKind.Number;
        bool isText = value.ValueKind == JsonValueKind.String;
        switch (keyword)
        {
            case "$ref":
                Check(root.GetProperty("$defs").GetProperty(argument.GetString()!["#/$defs/".Length..]), value, place, errors);
                return true;
            case "type":
                return argument.GetString() switch
                {
                    "object" => isObject,
                    "array" => isArray,
                    "string" => isText,
                    "number" => isNumber,
                    "integer" => isNumber && value.TryGetInt64(out _),
                    "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                    _ => throw new NotSupportedException(argument.GetString()),
                };
            case "const":
                return JsonElement.DeepEquals(argument, value);
            case "enum":
                return argument.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value));
            case "required":
                return !isObject || argument.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "properties":
                if (isObject)
                {
                    foreach (JsonProperty property in argument.EnumerateObject().Where(property => value.TryGetProperty(property.Name, out _)))
                        Check(property.Value, value.GetProperty(property.Name), $"{place}.{property.Name}", errors);
                }

                return true;
            case "additionalProperties":
                Assert.Equal(JsonValueKind.False, argument.ValueKind);
                return !isObject || value.EnumerateObject().All(property => schema.GetProperty("properties").TryGetProperty(property.Name, out _));
            case "items":
                int index = 0;
                foreach (JsonElement item in isArray ? value.EnumerateArray() : default)
                    Check(argument, item, $"{place}[{index++}]", errors);
                return true;
            case "pattern":
                return !isText || Regex.IsMatch(value.GetString()!, argument.GetString()!, RegexOptions.ECMAScript);
            case "minLength":
                return !isText || value.GetString()!.Length >= argument.GetInt32();
            case "maxLength":
                return !isText || value.GetString()!.Length <= argument.GetInt32();
            case "minItems":
                return !isArray || value.GetArrayLength() >= argument.GetInt32();
            case "minimum":
                return !isNumber || value.GetDouble() >= argument.GetDouble();
            case "maximum":
                return !isNumber || value.GetDouble() <= argument.GetDouble();
            case "exclusiveMinimum":
                return !isNumber || value.GetDouble() > argument.GetDouble();
            case "exclusiveMaximum":
                return !isNumber || value.GetDouble() < argument.GetDouble();
            case "oneOf":
                return argument.EnumerateArray().Count(choice => IsValid(choice, value)) == 1;
            case "if":
                return IsValid(argument, value) || !schema.TryGetProperty("else", out JsonElement otherwise) || IsValid(otherwise, value);
            case "else":
                return true; // with "if"
            default:
                throw new NotSupportedException($"The schema uses {keyword}, which this validator does not know.");
        }
    }
}
