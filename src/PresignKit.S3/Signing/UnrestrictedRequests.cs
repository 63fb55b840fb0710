using System.Collections.Immutable;
using PresignKit.Providers;
using PresignKit.S3.Settings;
using PresignKit.SigV4;

namespace PresignKit.S3.Signing;

/// <summary>
/// Turns a request that no policy speaks about into one that can be signed. What a signature itself uses is refused, in the query and in headers:
/// S3 refuses a request with two of them, or reads the other one.
/// </summary>
/// <remarks>Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".</remarks>
internal static class UnrestrictedRequests
{
    private const string PayloadHash = "x-amz-content-sha256";
    private const string ContentLength = "Content-Length";

    /// <summary>
    /// Parameters of Signature Version 4, of 4A (a set of regions), of version 2, and of the sessions of S3 Express; and the name with which a signed
    /// hash can be in the query instead of a header.
    /// </summary>
    private static readonly string[] OfSignatures =
    [
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Security-Token", "X-Amz-SignedHeaders", "X-Amz-Signature",
        "X-Amz-Content-Sha256", "X-Amz-Region-Set", "X-Amz-S3session-Token", "AWSAccessKeyId", "Signature", "Expires",
    ];

    private static readonly string[] HeadersOfSignatures =
        ["Authorization", "X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Region-Set", "X-Amz-S3session-Token"];

    /// <summary>Signs the request.</summary>
    /// <exception cref="ArgumentException">It contains what the signature itself uses, or cannot be signed.</exception>
    public static SignedRequest Sign(UrlPresigner presigner, ImmutableArray<NameValue> facts, in UnrestrictedSpecification request)
    {
        var (query, headers) = (new NameValue[request.Query.Count + facts.Length], new NameValue[request.Headers.Count]);
        var toSend = new Dictionary<string, string>(headers.Length, StringComparer.OrdinalIgnoreCase);
        string? payloadHash = null;
        for (var i = 0; i < request.Query.Count; i++)
        {
            var (name, value) = request.Query[i];
            Refuse(OfSignatures, name, "query parameter");
            RefuseFact(facts, name);
            query[i] = new(name, value);
        }

        facts.CopyTo(query, request.Query.Count);

        for (var i = 0; i < headers.Length; i++)
        {
            var (name, value) = request.Headers[i];
            Refuse(HeadersOfSignatures, name, "header");
            RefuseFact(facts, name);
            RefuseTwice(query, name);
            headers[i] = new(name, value);
            if (name.Equals(PayloadHash, StringComparison.OrdinalIgnoreCase))
            {
                payloadHash = Hash(value);
            }

            if (!name.Equals(ContentLength, StringComparison.OrdinalIgnoreCase))
            {
                toSend.Add(name, value);
            }
            else if (value.Length is 0 or > 18 || !value.All(char.IsAsciiDigit))
            {
                // Every client computes it, so that no request could be the signed one.
                throw new ArgumentException($"The header {ContentLength} must be a number of bytes, in digits.");
            }
        }

        var url = presigner.Presign(new()
        {
            Method = request.Method,

            // With a slash, as the AWS SDK writes it in path style.
            Target = request.Key is { } key ? PresignTarget.ForObject(key.Value) : PresignTarget.BucketWithSlash,
            SignedAt = request.SignedAt,
            Lifetime = request.Lifetime,
            Headers = headers,
            Query = query,
            PayloadHash = payloadHash,
        });
        return new(request.Method, url, toSend.AsReadOnly());
    }

    private static void Refuse(string[] names, string name, string what)
    {
        if (Array.Exists(names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"The {what} '{name}' belongs to signatures, and a request must have one only. Remove it.", nameof(name));
        }
    }

    // The store's settings say it for every request.
    private static void RefuseFact(ImmutableArray<NameValue> facts, string name)
    {
        if (BucketFacts.IsFact(facts, name))
        {
            throw new ArgumentException($"'{name}' is added to every request, as the settings of the store specify. Remove it.", nameof(name));
        }
    }

    // S3 takes some headers from the query as well. With both, it depends on the store which one counts.
    private static void RefuseTwice(NameValue[] query, string header)
    {
        if (header.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            && Array.Exists(query, parameter => parameter.Name.Equals(header, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"'{header}' is both a header and a query parameter. Use one of them.");
        }
    }

    // S3 compares the body with the header, and the signature covers what the header says.
    private static string Hash(string value) =>
        value is "UNSIGNED-PAYLOAD" || (value.Length == 64 && value.All(char.IsAsciiHexDigitLower))
            ? value
            : throw new ArgumentException($"The header {PayloadHash} must be the SHA-256 of the body in lowercase hexadecimal digits, or UNSIGNED-PAYLOAD.");
}
