using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Swictation.Stt.Whisper.Tests;

public sealed class WhisperTokenizerTests
{
    /// <summary>Text and its tokens, by an implementation of tiktoken's algorithm in Python over the same vocabulary.</summary>
    public static TheoryData<string, int[]> Encodings { get; } = new()
    {
        { "", [] },
        { " ", [220] },
        { "  ", [220, 220] },
        { "a  ", [64, 220, 220] },
        { " Swictation types what you say.", [3926, 985, 399, 3467, 437, 291, 584, 13] },
        { "다람쥐 헌 쳇바퀴에 타고파", [9835, 22855, 168, 98, 238, 13431, 234, 43517, 229, 47053, 169, 222, 19086, 19840, 1313, 17974] },
        { "Hello  world\n\n  it's don't I'LL we've 3.14 x²", [15947, 220, 1002, 198, 198, 220, 309, 311, 500, 380, 286, 6, 24010, 321, 600, 805, 13, 7271, 2031, 27643] },
        { "日本語のテキスト。", [27311, 31348, 2972, 22985, 15535, 40498, 1543] },
        { "🎤🇩🇪 naïve café", [28864, 97, 4222, 229, 102, 4222, 229, 103, 1667, 15487, 303, 25118] },
        { "\t a\u00a0b\u3000c", [197, 257, 126, 254, 65, 756, 222, 66] },
        { "𝐀𝐁𠀀 1٣Ⅷ", [10933, 238, 222, 10933, 238, 223, 172, 254, 222, 222, 502, 149, 96, 158, 227, 100] },
        { "ภาษาไทย", [839, 254, 4943, 839, 102, 4943, 8809, 11099, 7044] },
        { "-- (laughs) [MUSIC] ♪♪", [918, 522, 3608, 8, 542, 6848, 60, 9061] },
        { "'s 'S '", [311, 922, 50, 922] },
    };

    [SkippableTheory]
    [MemberData(nameof(Encodings))]
    public void Text_is_encoded_as_the_reference_does(string text, int[] expected)
    {
        Assert.Equal(expected, Tokenizers.Shared.Encode(text));
        Assert.Equal(text, Tokenizers.Shared.Decode(expected));
    }

    [SkippableFact]
    public void All_layouts_hold_the_same_tokens()
    {
        WhisperTokenizer huggingFace = Tokenizers.Shared;
        WhisperTokenizer sherpa = Tokenizers.ReadSherpa();
        Assert.Equal(50257, huggingFace.Tokens.Count);
        Assert.Equal(51865, huggingFace.Specials.VocabularySize);
        AssertSame(huggingFace, sherpa);

        using var directory = new TempDirectory();
        List<(int, int)> merges = Spelling.FindMerges(huggingFace.Tokens);
        Assert.Equal(50000, merges.Count);
        foreach (bool asPairs in new[] { false, true })
        {
            Spelling.WriteTokenizerJson(directory["tokenizer.json"], huggingFace, merges, asPairs, mergesFirst: asPairs);
            AssertSame(huggingFace, Tokenizers.ReadHuggingFace(directory.Path));
        }

        File.Delete(directory["tokenizer.json"]);
        foreach (string file in new[] { "vocab.json", "added_tokens.json" })
            File.Copy(Path.Combine(Tokenizers.Optimum, file), directory[file]);
        Spelling.WriteMerges(directory["merges.txt"], huggingFace.Tokens, merges);
        AssertSame(huggingFace, Tokenizers.ReadHuggingFace(directory.Path));
    }

    [SkippableFact]
    public void Ranks_by_number_encode_as_merges_of_pairs_do()
    {
        WhisperTokenizer tokenizer = Tokenizers.Shared;
        List<(int Left, int Right)> merges = Spelling.FindMerges(tokenizer.Tokens);
        var ranks = new Dictionary<(string, string), int>();
        foreach ((int left, int right) in merges)
            ranks.Add((Spelling.Spell(tokenizer.Tokens[left]), Spelling.Spell(tokenizer.Tokens[right])), ranks.Count);

        // Every token of the vocabulary, which are words of a hundred languages, behind and before each other.
        var random = new System.Random(1);
        for (int i = 0; i < 20000; i++)
        {
            byte[] bytes = [.. tokenizer.Tokens[random.Next(50256)], .. tokenizer.Tokens[random.Next(50256)]];
            string text = Encoding.UTF8.GetString(bytes);
            if (text.Contains('\uFFFD', StringComparison.Ordinal))
                continue;
            Assert.Equal(EncodeByPairs(text, ranks, tokenizer.Tokens), tokenizer.Encode(text));
        }
    }

    [SkippableFact]
    public void What_is_encoded_decodes_to_itself()
    {
        _ = Tokenizers.Shared; // skips
        Prop.ForAll<string>(text =>
        {
            string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? string.Empty));
            int[] tokens = Tokenizers.Shared.Encode(valid);
            Assert.Equal(valid, Tokenizers.Shared.Decode(tokens));
            Assert.All(tokens, token => Assert.InRange(token, 0, 50256));
        }).QuickCheckThrowOnFailure();
    }

    [SkippableFact]
    public void Parts_of_a_decoded_stream_are_the_text()
    {
        _ = Tokenizers.Shared; // skips
        Prop.ForAll<PositiveInt>(seed =>
        {
            int[] tokens = RandomTokens(seed.Get);
            var decoder = new IncrementalTextDecoder(Tokenizers.Shared);
            var text = new StringBuilder();
            foreach (int token in tokens)
            {
                string part = decoder.Append(token);
                text.Append(part);
                // Nothing that is shown is taken back.
                Assert.StartsWith(text.ToString(), Tokenizers.Shared.Decode(tokens), StringComparison.Ordinal);
            }

            text.Append(decoder.Flush());
            Assert.Equal(Tokenizers.Shared.Decode(tokens), text.ToString());
        }).QuickCheckThrowOnFailure();
    }

    [SkippableFact]
    public void Invalid_bytes_become_replacements_as_in_the_reference()
    {
        _ = Tokenizers.Shared; // skips
        Prop.ForAll<PositiveInt>(seed =>
        {
            int[] tokens = RandomTokens(seed.Get);
            byte[] bytes = [.. tokens.Where(static token => token < 50257).SelectMany(token => Tokenizers.Shared.Tokens[token].ToArray())];
            Assert.Equal(ReplaceInvalid(bytes), Tokenizers.Shared.Decode(tokens));
        }).QuickCheckThrowOnFailure();
    }

    [SkippableFact]
    public void Text_of_the_oracle_is_decoded_exactly()
    {
        using JsonDocument oracle = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Path("oracles", "whisper", "random.json")));
        int compared = 0;
        int withReplacements = 0;
        foreach (JsonElement entry in oracle.RootElement.EnumerateArray())
        {
            string expected = entry.GetProperty("text").GetString()!;
            if (entry.TryGetProperty("tokens", out JsonElement tokens))
                Assert.Equal(expected, Tokenizers.Shared.DecodeWithSpecials(Numbers(tokens), timestamps: false).Trim());
            else
                Assert.Equal(expected, string.Concat(entry.GetProperty("segments").EnumerateArray().Select(segment => Tokenizers.Shared.Decode(Numbers(segment.GetProperty("tokens"))))));
            compared++;
            withReplacements += expected.Contains('\uFFFD', StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.Equal(30, compared);
        Assert.True(withReplacements > 5);

        static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static number => number.GetInt32())];
    }

    [SkippableFact]
    public void Special_tokens_are_left_out_or_spelled()
    {
        int[] tokens = [50258, 50259, 50359, 50364, 2425, 50418, 51864, 50257];
        Assert.Equal(" Hey", Tokenizers.Shared.Decode([50364, .. Tokenizers.Shared.Encode(" Hey"), 51864]));
        Assert.Equal("<|startoftranscript|><|en|><|transcribe|><|0.00|>" + Tokenizers.Shared.Decode([2425]) + "<|1.08|><|30.00|><|endoftext|>", Tokenizers.Shared.DecodeWithSpecials(tokens));
        Assert.Equal("<|startoftranscript|><|en|><|transcribe|>" + Tokenizers.Shared.Decode([2425]) + "<|endoftext|>", Tokenizers.Shared.DecodeWithSpecials(tokens, timestamps: false));
    }

    [SkippableFact]
    public void Decoding_allocates_the_text_alone()
    {
        WhisperTokenizer tokenizer = Tokenizers.Shared;
        int[] tokens = tokenizer.Encode(string.Concat(Enumerable.Repeat(" Swictation types what you say.", 20)));
        long least = long.MaxValue;
        string text = tokenizer.Decode(tokens);
        for (int i = 0; i < 20; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            text = tokenizer.Decode(tokens);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(least, 2 * text.Length, (2 * text.Length) + 32);
    }

    [SkippableFact]
    public void Names_of_special_tokens_in_text_are_text()
    {
        int[] tokens = Tokenizers.Shared.Encode("<|endoftext|>");
        Assert.All(tokens, static token => Assert.True(token < 50257));
        Assert.Equal("<|endoftext|>", Tokenizers.Shared.Decode(tokens));
    }

    [SkippableFact]
    public void A_megabyte_without_a_space_is_encoded()
    {
        var text = new string('x', 1 << 20);
        Assert.Equal(text, Tokenizers.Shared.Decode(Tokenizers.Shared.Encode(text)));
    }

    [SkippableFact]
    public void A_decoder_of_another_width_is_refused()
    {
        Tokenizers.Shared.RequireFit(51865, "decoder.onnx");
        ModelLayoutException exception = Assert.Throws<ModelLayoutException>(() => Tokenizers.Shared.RequireFit(51866, "decoder.onnx"));
        Assert.Contains("decoder.onnx has 51866 outputs", exception.Message, StringComparison.Ordinal);
    }

    private static int[] RandomTokens(int seed)
    {
        var random = new System.Random(seed);
        var tokens = new int[random.Next(1, 30)];
        for (int i = 0; i < tokens.Length; i++)
        {
            // Single bytes, which are mostly parts of characters, as often as words; now and then a special token.
            tokens[i] = random.Next(8) switch { 0 => random.Next(50257, 51865), < 5 => random.Next(94, 256), _ => random.Next(50257) };
        }

        return tokens;
    }

    private static void AssertSame(WhisperTokenizer expected, WhisperTokenizer actual)
    {
        Assert.Equal(expected.Tokens.Count, actual.Tokens.Count);
        for (int id = 0; id < expected.Tokens.Count; id++)
            Assert.True(expected.Tokens[id].SequenceEqual(actual.Tokens[id]), $"Token {id} differs.");
        Assert.Equal(expected.Specials.Languages, actual.Specials.Languages);
        Assert.Equal(expected.Specials with { Languages = [] }, actual.Specials with { Languages = [] });
        foreach (object[] row in Encodings)
            Assert.Equal((int[])row[1], actual.Encode((string)row[0]));
    }

    /// <summary>Byte pairs as Hugging Face merges them: the pair of lowest rank first, whatever its bytes.</summary>
    private static int[] EncodeByPairs(string text, Dictionary<(string, string), int> ranks, TokenTable table)
    {
        var ids = new Dictionary<string, int>();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new List<int>();
        for (int at = 0; at < bytes.Length;)
        {
            int length = PreTokenizer.PieceLength(bytes.AsSpan(at));
            List<string> parts = [.. Spelling.Spell(bytes.AsSpan(at, length)).Select(static c => c.ToString())];
            while (parts.Count > 1)
            {
                int best = Enumerable.Range(0, parts.Count - 1).MinBy(i => ranks.GetValueOrDefault((parts[i], parts[i + 1]), int.MaxValue));
                if (!ranks.ContainsKey((parts[best], parts[best + 1])))
                    break;
                parts[best] += parts[best + 1];
                parts.RemoveAt(best + 1);
            }

            foreach (string part in parts)
            {
                var spelled = new byte[part.Length * 2];
                Assert.True(ByteAlphabet.TryRead(Encoding.UTF8.GetBytes(part), spelled, out int written));
                tokens.Add(table.Find(spelled.AsSpan(0, written)));
            }

            at += length;
        }

        return [.. tokens];
    }

    /// <summary>UTF-8 with one U+FFFD for each longest start of a character that does not go on (Unicode 15, 3.9, table 3-8), as Python decodes it.</summary>
    private static string ReplaceInvalid(byte[] bytes)
    {
        var text = new StringBuilder();
        for (int i = 0; i < bytes.Length;)
        {
            byte first = bytes[i++];
            if (first < 0x80)
            {
                text.Append((char)first);
                continue;
            }

            int more = first switch { >= 0xC2 and <= 0xDF => 1, >= 0xE0 and <= 0xEF => 2, >= 0xF0 and <= 0xF4 => 3, _ => 0 };
            int low = first switch { 0xE0 => 0xA0, 0xF0 => 0x90, _ => 0x80 };
            int high = first switch { 0xED => 0x9F, 0xF4 => 0x8F, _ => 0xBF };
            int scalar = first & (0x3F >> more);
            int read = 0;
            while (read < more && i < bytes.Length && bytes[i] >= low && bytes[i] <= high)
            {
                scalar = (scalar << 6) | (bytes[i++] & 0x3F);
                (low, high) = (0x80, 0xBF);
                read++;
            }

            if (more == 0 || read < more)
                text.Append('\uFFFD');
            else
                text.Append(char.ConvertFromUtf32(scalar));
        }

        return text.ToString();
    }
}
