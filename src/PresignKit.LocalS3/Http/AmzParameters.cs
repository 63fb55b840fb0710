using PresignKit.LocalS3.Checksums;

namespace PresignKit.LocalS3.Http;

/// <summary>The <c>x-amz-*</c> settings of a request, with lowercase names. Signers may put them into headers or, when presigning, into the
/// query (the AWS SDK for JavaScript does): both mean the same, as on S3.</summary>
internal sealed class AmzParameters
{
    private const string Prefix = "x-amz-";

    // Settings for the signature and the framing of the body, allowed with every operation.
    private static readonly HashSet<string> OfEveryRequest = new(StringComparer.Ordinal)
    {
        "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-expires", "x-amz-signedheaders", "x-amz-signature", "x-amz-security-token",
        "x-amz-content-sha256", "x-amz-decoded-content-length", "x-amz-trailer", "x-amz-user-agent", "x-amz-sdk-checksum-algorithm",
        "x-amz-api-version", // AWSSDK.S3 for .NET sends the API version it was generated from.
        "x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner", // Compared before every operation.
        "x-amz-request-payer", // Only states that the client agrees to pay.
    };

    private static readonly HashSet<string> NotValues = new(StringComparer.Ordinal)
    {
        "x-amz-checksum-algorithm", "x-amz-checksum-type", "x-amz-checksum-mode",
    };

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _headers = new(StringComparer.Ordinal);

    public AmzParameters(S3Request request)
    {
        foreach (var (name, values) in request.Context.Request.Headers)
        {
            if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                _values[name.ToLowerInvariant()] = string.Join(',', values.ToArray()).Trim();
                _headers.Add(name.ToLowerInvariant());
            }
        }

        foreach (var (name, value) in request.Query.All)
        {
            if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!_values.TryAdd(name.ToLowerInvariant(), value) && _values[name.ToLowerInvariant()] != value)
            {
                throw new S3Exception(S3Errors.InvalidArgument("The header and the query parameter have different values.", name, value));
            }
        }
    }

    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <summary>Whether the setting was sent as a header, and not only in the query.</summary>
    public bool IsHeader(string name) => _headers.Contains(name);

    /// <summary>All settings whose names start with a prefix, by name without the prefix.</summary>
    public IReadOnlyDictionary<string, string> Under(string prefix) => _values
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && pair.Key.Length > prefix.Length)
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Rejects every setting that the operation does not implement. A name that ends in <c>-</c> allows all names with that prefix.
    /// Ignoring a header such as x-amz-object-lock-mode would suggest a protection that does not exist.</summary>
    public void AllowOnly(params ReadOnlySpan<string> allowed)
    {
        foreach (var name in _values.Keys)
        {
            if (!OfEveryRequest.Contains(name) && !IsAllowed(name, allowed))
            {
                throw new S3Exception(S3Errors.NotImplemented(name));
            }
        }
    }

    /// <summary>The only <c>x-amz-checksum-ALGORITHM</c>, or nothing. An algorithm that this store does not have is refused: ignoring it would suggest
    /// that the bytes were verified.</summary>
    public (ChecksumAlgorithm? Algorithm, string? Value) DeclaredChecksum()
    {
        (ChecksumAlgorithm?, string?) declared = default;
        foreach (var (name, value) in _values)
        {
            if (!name.StartsWith(ChecksumNames.HeaderPrefix, StringComparison.Ordinal) || NotValues.Contains(name))
            {
                continue;
            }

            var algorithm = ChecksumNames.FromHeader(name) ?? throw new S3Exception(S3Errors.NotImplemented(name));
            declared = declared.Item1 is null ? (algorithm, value) : throw new S3Exception(S3Errors.SeveralChecksums());
        }

        return declared;
    }

    private static bool IsAllowed(string name, ReadOnlySpan<string> allowed)
    {
        foreach (var candidate in allowed)
        {
            if (name == candidate || (candidate.EndsWith('-') && name.StartsWith(candidate, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
