namespace Swictation.Stt.Whisper.Tests;

public sealed class AllocationTests
{
    [SkippableTheory]
    [MemberData(nameof(Engines.Layouts), MemberType = typeof(Engines))]
    public void A_warm_step_of_the_decoder_allocates_nothing(string layout)
    {
        WhisperEngine engine = Engines.Random(layout);
        using EncodedAudio audio = ExportKindTests.Encode(engine, Recordings.Read("jfk-16k.wav"));
        WindowDecoder decoder = engine.Decoders.Rent();
        DecoderStepper stepper = decoder.Stepper;
        int[] prompt = [50258, 50259, 50359], token = [220], tokens = [220, 221, 222], spread = [0, 0, 0], crossed = [1, 0, 1];
        AllocationAssert.Zero(
            () =>
            {
                stepper.Begin(audio, [0]);
                stepper.Feed(prompt, null);
                for (int i = 0; i < 70; i++)
                    stepper.Feed(token, null);
                stepper.Reorder(spread);
                for (int i = 0; i < 5; i++)
                {
                    stepper.Feed(tokens, null);
                    stepper.Reorder(crossed);
                }
            },
            iterations: 1);
        engine.Decoders.Return(decoder);
    }

    [SkippableTheory]
    [InlineData("merged", 1)]
    [InlineData("merged", 4)]
    [InlineData("unmerged", 1)]
    [InlineData("sherpa", 1)]
    [InlineData("sherpa", 4)]
    public void Steps_of_a_search_allocate_nothing(string layout, int beam)
    {
        // What a window costs does not depend on its number of tokens.
        WhisperEngine engine = Engines.Random(layout);
        using EncodedAudio audio = ExportKindTests.Encode(engine, Recordings.Read("jfk-16k.wav"));
        WindowDecoder decoder = engine.Decoders.Rent();
        long few = Measure(20), many = Measure(150);
        Assert.Equal(few, many);
        engine.Decoders.Return(decoder);

        long Measure(int length)
        {
            var settings = new TranscriptionSettings(new WhisperTranscribeOptions { Language = "en", BeamSize = beam, SampleLength = length }, engine.Model);
            WindowTask task = settings.CreateTask(new SeekWindow(0, 3000), "en", []);
            long least = long.MaxValue;
            for (int round = 0; round < 8; round++)
            {
                TokenSearch search = TokenSearch.Create(engine.Model.Shape, engine.Model.Specials, settings.Filter, settings.Search(task.Window, 0), task.Prompt.Length);
                TokenSearch[] searches = [search];
                var noSpeech = new float[1];
                long before = GC.GetAllocatedBytesForCurrentThread();
                decoder.Decode(audio, [0], task.Prompt, task.StartPosition, searches, noSpeech, null, default);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                Assert.Equal(length, search.Best().Count);
            }

            return least;
        }
    }
}
