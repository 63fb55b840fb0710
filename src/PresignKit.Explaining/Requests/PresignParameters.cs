using System.Globalization;
using PresignKit.Explaining.Urls;

namespace PresignKit.Explaining.Requests;

/// <summary>The parameters of a URL that belong to the signature, as far as they are present.</summary>
internal sealed class PresignParameters
{
    private static readonly string[] Required =
    [
        AuthParameters.AlgorithmName, AuthParameters.CredentialName, AuthParameters.DateName,
        AuthParameters.ExpiresName, AuthParameters.SignedHeadersName, AuthParameters.SignatureName,
    ];

    public PresignParameters(SentUrl url)
    {
        Algorithm = url.Find(AuthParameters.AlgorithmName);
        DateText = url.Find(AuthParameters.DateName);
        ExpiresText = url.Find(AuthParameters.ExpiresName);
        Token = url.Find(AuthParameters.SecurityTokenName);
        Signature = url.Find(AuthParameters.SignatureName);
        SignedHeaders = url.Find(AuthParameters.SignedHeadersName)?.ToLowerInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [];
        CredentialText = url.Find(AuthParameters.CredentialName);
        if (CredentialText is { } text && ReceivedCredential.TryParse(text, out var credential))
        {
            Credential = credential;
        }

        if (DateText is not null && DateTimeOffset.TryParseExact(
            DateText, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signedAt))
        {
            SignedAt = signedAt;
        }

        if (int.TryParse(ExpiresText, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 1_000_000_000)
        {
            Seconds = seconds;
        }

        Missing = [.. Required.Where(name => url.Find(name) is null)];
    }

    public string? Algorithm { get; }

    public string? CredentialText { get; }

    public ReceivedCredential? Credential { get; }

    public string? DateText { get; }

    public DateTimeOffset? SignedAt { get; }

    public string? ExpiresText { get; }

    public int? Seconds { get; }

    public DateTimeOffset? ExpiresAt =>
        SignedAt is { } from && Seconds is { } seconds && DateTimeOffset.MaxValue - from > TimeSpan.FromSeconds(seconds) ? from.AddSeconds(seconds) : null;

    public string[] SignedHeaders { get; }

    public string? Token { get; }

    public string? Signature { get; }

    /// <summary>The parameters that every presigned URL must have, but this one lacks.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Whether it is a complete presigned URL of Signature Version 4.</summary>
    public bool IsWhole => Missing.Count == 0 && Credential is not null && SignedAt is not null;

    public override string ToString() => Credential?.AccessKeyId ?? "(not signed)";
}
