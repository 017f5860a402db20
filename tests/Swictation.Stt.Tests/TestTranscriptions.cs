namespace Swictation.Stt.Tests;

/// <summary>Makes transcriptions of words with times.</summary>
internal static class TestTranscriptions
{
    /// <summary>Makes one segment of each list of words; every word lasts 0.4 s, a segment starts 2 s after the one before.</summary>
    public static Transcription Of(params string[] segments)
    {
        double time = 0.5;
        var result = new List<TranscriptionSegment>();
        foreach (string text in segments)
        {
            var words = new List<TranscriptionWord>();
            foreach (string word in text.Split(' '))
            {
                words.Add(new TranscriptionWord
                {
                    Text = word,
                    Start = TimeSpan.FromSeconds(time),
                    End = TimeSpan.FromSeconds(time + 0.4),
                    Confidence = 0.5f,
                    Tokens = [],
                });
                time += 0.5;
            }

            result.Add(new TranscriptionSegment { Text = text, Start = words[0].Start, End = words[^1].End, Confidence = 0.5f, Words = words });
            time += 2;
        }

        return new Transcription
        {
            Text = string.Join(' ', segments),
            Duration = TimeSpan.FromSeconds(time),
            Confidence = 0.5f,
            Segments = result,
        };
    }
}
