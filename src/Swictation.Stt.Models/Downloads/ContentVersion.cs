using System.Net.Http.Headers;

namespace Swictation.Stt.Models;

/// <summary>By what a server tells one version of a file from another (RFC 9110, section 8.8). Immutable.</summary>
/// <param name="ETag">The strong entity tag with its quotes, or null.</param>
/// <param name="LastModified">The date of the last change as it is written in a header, or null.</param>
internal sealed record ContentVersion(string? ETag, string? LastModified)
{
    /// <summary>Gets the version of a response, or null where it names none.</summary>
    public static ContentVersion? Of(HttpResponseMessage response)
    {
        string? tag = response.Headers.ETag is { IsWeak: false } strong ? strong.Tag : null;
        string? date = response.Content.Headers.LastModified?.ToString("R");
        return tag is null && date is null ? null : new ContentVersion(tag, date);
    }

    /// <summary>Gets what a request for the rest asks: to send the rest only if it is of this version.</summary>
    public RangeConditionHeaderValue Condition() => RangeConditionHeaderValue.Parse(ETag ?? LastModified!);

    /// <summary>Tells whether a response may be of another version.</summary>
    public bool Differs(ContentVersion? other) =>
        other is null || (ETag ?? other.ETag) is not null ? ETag != other?.ETag : LastModified != other.LastModified;
}
