namespace Swictation.Host.Output;

/// <summary>What an exception tells a person.</summary>
internal static class ExceptionText
{
    /// <summary>Gets the message, without the name of a method's parameter, which says nothing on a command line.</summary>
    public static string Of(Exception exception) =>
        exception is ArgumentException { ParamName: not null } && exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal) is > 0 and int end
            ? exception.Message[..end]
            : exception.Message;
}
