namespace Swictation.Stt.Whisper.Tests;

/// <summary>Tokens of a window as the rules for timestamps let a model sample them.</summary>
internal static class RandomTokens
{
    private const int TimestampBegin = 50364;

    public static int[] Of(Random random)
    {
        var tokens = new List<int>();
        int at = random.Next(0, 51);
        tokens.Add(TimestampBegin + at);
        for (int segments = random.Next(0, 6); segments > 0 && at < 1490; segments--)
        {
            for (int words = random.Next(1, 8); words > 0; words--)
                tokens.Add(random.Next(50256));
            tokens.Add(TimestampBegin + (at = Math.Min(1500, at + random.Next(1, 400))));
            if (segments > 1 || random.Next(2) == 0)
                tokens.Add(TimestampBegin + (at = Math.Min(1500, at + random.Next(0, 100))));
        }

        if (random.Next(3) == 0)
            tokens.Add(random.Next(50256));
        return [.. tokens];
    }
}
