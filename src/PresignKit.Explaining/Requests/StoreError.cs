using System.Globalization;

namespace PresignKit.Explaining.Requests;

/// <summary>The error document of the store's answer; empty if there was none.</summary>
/// <remarks>Amazon S3 API Reference, "Error responses".</remarks>
internal sealed class StoreError
{
    private readonly IReadOnlyDictionary<string, string>? _fields;

    public StoreError(string? body)
    {
        HasBody = !string.IsNullOrWhiteSpace(body);
        IsTooLong = body?.Length > Limits.MostCharacters;
        _fields = HasBody && !IsTooLong ? S3Xml.ReadError(body!.Trim()) : null;
        if (Field("CanonicalRequest") is { } canonical)
        {
            Canonical = CanonicalText.TryParse(canonical);
        }
    }

    /// <summary>Whether the answer has a body.</summary>
    public bool HasBody { get; }

    /// <summary>Whether the body is too long for an S3 error document, so that it was not read.</summary>
    public bool IsTooLong { get; }

    /// <summary>Whether the body is an S3 error document.</summary>
    public bool IsS3 => _fields is not null;

    public string? Code => Field("Code");

    public string Message => Field("Message") ?? "";

    /// <summary>The canonical request that the store computed; null if the answer does not contain it.</summary>
    public CanonicalText? Canonical { get; }

    public DateTimeOffset? ServerTime => Time("ServerTime");

    public string? Field(string name) => _fields?.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Field(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    public bool Says(string words) => Message.Contains(words, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Code ?? "(no code)";
}
