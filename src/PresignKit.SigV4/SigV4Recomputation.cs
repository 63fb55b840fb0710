using System.Diagnostics;
using System.Text;
using PresignKit.SigV4.Canonical;
using PresignKit.SigV4.Signing;

namespace PresignKit.SigV4;

/// <summary>
/// Recomputes the signature of a request, for diagnostics. It also accepts requests that this library's signers reject. To decide whether to accept a
/// request, use a verifier instead. Not safe to share between threads.
/// </summary>
/// <remarks>A recomputed signature is valid: do not show or log it.</remarks>
/// <param name="credentials">The credentials to sign with.</param>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class SigV4Recomputation(SigV4Credentials credentials)
{
    private readonly SigV4Credentials _credentials = credentials ?? throw new ArgumentNullException(nameof(credentials));
    private readonly Dictionary<(string Day, string Region, string Service), SigningKey> _keys = [];

    /// <summary>Computes the canonical request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, decoded once.</param>
    /// <param name="query">All query parameters except the signature, decoded.</param>
    /// <param name="headers">The signed headers, with names in lower case.</param>
    /// <param name="payloadHash">The last line of the canonical request, such as <c>UNSIGNED-PAYLOAD</c>.</param>
    /// <returns>The canonical request; null if a value cannot be part of one.</returns>
    public static string? CanonicalRequestOf(
        string method, string path, ReadOnlySpan<NameValue> query, ReadOnlySpan<NameValue> headers, string payloadHash)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(payloadHash);
        if (!HeaderText.IsName(method) || !Ascii.IsValid(payloadHash))
        {
            return null;
        }

        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var header in headers)
        {
            if (!HeaderText.IsName(header.Name) || !HeaderText.IsValue(header.Value))
            {
                return null;
            }

            names.Add(header.Name);
        }

        var buffer = Utf8Buffer.Rent();
        try
        {
            CanonicalRequest.Append(buffer, method, path, query, names.ToArray(), headers, payloadHash);
            return buffer.ToString();
        }
        finally
        {
            Utf8Buffer.Return(buffer);
        }
    }

    /// <summary>
    /// Returns the session token of the credentials, which is sent with every request. A method, so that serializers and debuggers do not show it.
    /// </summary>
    /// <returns>The token; null if the credentials have none. Do not show or log it.</returns>
    public string? RevealSessionToken() => _credentials.SessionToken;

    /// <summary>Computes the signature of a canonical request.</summary>
    /// <param name="canonicalRequest">The canonical request.</param>
    /// <param name="date">The date of the signature, <c>yyyyMMddTHHmmssZ</c>.</param>
    /// <param name="day">The day in the credential scope, <c>yyyyMMdd</c>.</param>
    /// <param name="region">The region in the credential scope.</param>
    /// <param name="service">The service in the credential scope.</param>
    /// <returns>The signature in lower-case hex; null if the date or the scope is not valid.</returns>
    public string? SignatureOf(string canonicalRequest, string date, string day, string region, string service)
    {
        ArgumentNullException.ThrowIfNull(canonicalRequest);
        ArgumentNullException.ThrowIfNull(date);
        if (date.Length != AmzDate.Length || !Ascii.IsValid(date) || FindKey(day, region, service) is not { } key)
        {
            return null;
        }

        var head = Encoding.ASCII.GetBytes(StringToSign.Head(date, CredentialScope.ToText(day, region, service)));
        Span<byte> stringToSign = stackalloc byte[StringToSign.MaxLength];
        stringToSign = stringToSign[..StringToSign.Write(head, Encoding.UTF8.GetBytes(canonicalRequest), stringToSign)];
        Span<byte> hex = stackalloc byte[Signature.HexSize];
        Signature.Write(key, stringToSign, hex);
        return Encoding.ASCII.GetString(hex);
    }

    /// <summary>Computes the signature of a POST policy.</summary>
    /// <param name="policyBase64">The Base64 text of the policy, as in the form.</param>
    /// <param name="day">The day in the credential scope, <c>yyyyMMdd</c>.</param>
    /// <param name="region">The region in the credential scope.</param>
    /// <param name="service">The service in the credential scope.</param>
    /// <returns>The signature in lower-case hex; null if the scope is not valid.</returns>
    public string? PolicySignatureOf(string policyBase64, string day, string region, string service)
    {
        ArgumentNullException.ThrowIfNull(policyBase64);
        return FindKey(day, region, service) is { } key ? PostPolicySigner.SignatureOf(key, policyBase64) : null;
    }

    /// <summary>The access key ID, without the secret or the session token.</summary>
    /// <returns>Text that is safe to log.</returns>
    public override string ToString() => _credentials.ToString();

    private SigningKey? FindKey(string day, string region, string service)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (day.Length != AmzDate.DayLength || !Ascii.IsValid(day) || !IsScopeName(region) || !IsScopeName(service))
        {
            return null;
        }

        if (!_keys.TryGetValue((day, region, service), out var key))
        {
            _keys[(day, region, service)] = key = SigningKey.Derive(_credentials, day, region, service);
        }

        return key;
    }

    private static bool IsScopeName(string name) => name?.Length is > 0 and <= CredentialScope.MaxNameLength && Ascii.IsValid(name);
}
