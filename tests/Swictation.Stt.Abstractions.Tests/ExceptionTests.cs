namespace Swictation.Stt.Abstractions.Tests;

public sealed class ExceptionTests
{
    private static readonly InvalidOperationException Cause = new("cause");

    public static TheoryData<SttException, string?> WithPaths => new()
    {
        { new ModelNotFoundException("message", "/модели/a b", Cause), "/модели/a b" },
        { new ModelLayoutException("message", "/модели/a b", Cause), "/модели/a b" },
        { new ModelIntegrityException("message", "/модели/a b", Cause), "/модели/a b" },
        { new AudioFormatException("message", "речь.wav", Cause), "речь.wav" },
    };

    [Theory]
    [MemberData(nameof(WithPaths), DisableDiscoveryEnumeration = true)]
    public void An_error_carries_its_message_its_file_and_its_cause(SttException exception, string? path)
    {
        Assert.Equal("message", exception.Message);
        Assert.Same(Cause, exception.InnerException);
        Assert.Equal(path, PathOf(exception));
    }

    [Fact]
    public void File_and_cause_may_be_unknown()
    {
        var audio = new AudioFormatException("message");
        Assert.Null(audio.AudioSource);
        Assert.Null(audio.InnerException);
        Assert.Null(new ModelNotFoundException("message", "path").InnerException);
        Assert.Null(new ModelLayoutException("message", "path").InnerException);
        Assert.Null(new ModelIntegrityException("message", "path").InnerException);
    }

    [Fact]
    public void Errors_are_neither_wrong_arguments_nor_cancellations()
    {
        foreach (Type type in typeof(SttException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Exception)) && !type.IsAbstract))
        {
            Assert.True(type.IsSubclassOf(typeof(SttException)), $"{type} is not caught as {nameof(SttException)}");
            Assert.True(type.IsSealed, $"{type} is not sealed");
        }
    }

    private static string? PathOf(SttException exception) => exception switch
    {
        ModelNotFoundException e => e.Path,
        ModelLayoutException e => e.Path,
        ModelIntegrityException e => e.Path,
        AudioFormatException e => e.AudioSource,
        _ => null,
    };
}
