using System.Globalization;

namespace PresignKit.Explaining.Requests;

/// <summary>The error document of the store's answer; empty if there was none.</summary>
/// <remarks>Amazon S3 API Reference, "Error responses".</remarks>
internal sealed class StoreError
{
    private const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

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

    /// <summary>Whether there is a code, but no message that explains it.</summary>
    public bool IsWordless => Code is not null && Message.Length == 0;

    /// <summary>Whether the message is the bare "Access Denied" that Amazon S3 gives after it has accepted the signature.</summary>
    public bool SaysAccessDenied => Message.Trim().TrimEnd('.').Equals("Access Denied", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the answer says that the URL, not its session token or the policy of a form, has expired: Amazon S3, Ceph 20, Cloudflare R2.</summary>
    public bool SaysExpired => Code == "ExpiredRequest" || (Code == "AccessDenied" && Says("expired") && !Says("token") && !Says("policy"));

    /// <summary>Whether the answer says that the URL is dated in the future: Amazon S3, MinIO.</summary>
    public bool SaysNotYetValid => Says("not yet valid") || Says("not valid yet");

    public bool SaysHeadersUnsigned => Field("HeadersNotSigned") is not null || Says("headers present in the request which were not signed");

    /// <summary>Whether the answer says that the account lacks a permission: Amazon S3, Ceph 20.</summary>
    public bool SaysPermission => Says("not authorized to") || (Says("missing") && Says("permission")) || Says("explicit deny");

    /// <summary>Whether a denial is about the signature, as with Garage.</summary>
    public bool SaysSignature => Code == "AccessDenied" && Says("signature") && !Says("expired");

    public string? Field(string name) => _fields?.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Field(name), CultureInfo.InvariantCulture, Universal, out var time)
        || DateTimeOffset.TryParseExact(Field(name), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, Universal, out time)
            ? time
            : null;

    public bool Says(string words) => Message.Contains(words, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Code ?? "(no code)";
}
